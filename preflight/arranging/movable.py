"""The plans that may be moved, as pieces: their days, and what each day costs by itself."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from findings.enums import Severity
from preflight.arranging.pieces import Piece
from preflight.arranging.weights import Weights
from preflight.context import Context
from preflight.dates import against
from preflight.engine import evaluate
from preflight.ranks import Rank, rank
from preflight.rules import all_rules
from preflight.snapshot import PlanSnapshot

HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """A plan that may begin on any day from ``first`` to ``last``; ``context`` is what rules read
    about it beside other plans, ``order`` its place among those that came before it.
    """

    plan: PlanSnapshot
    first: dt.date
    last: dt.date
    context: Context
    order: int = 0

    @property
    def options(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def present(self) -> int:
        return (self.plan.starts_on - self.first).days

    def day(self, option: int) -> dt.date:
        return self.first + dt.timedelta(days=option)


def willing(of: Rank) -> int:
    """How many per cent more a day of its move weighs: its rank points, and a hundred or so more
    for a plan that leadership ranked, the first the most.
    """
    ranked = 2 * HUNDRED - min(of.set_rank, HUNDRED) if of.set_rank is not None else 0
    return of.points + ranked


def piece_of(movable: Movable, weights: Weights) -> Piece:
    """The plan's first day, with what the rules that read no other plan find on each."""
    plan, context = movable.plan, movable.context
    points = willing(rank(plan, context.policies_now, context.checklists))
    rules = [one for one in all_rules() if one.depends_on_dates and not one.compares_plans]
    blocking, warning, barred = [], [], set()
    for option in range(movable.options):
        moved = plan.moved(movable.day(option))
        found = Counter(one.severity for one in evaluate(moved, context, rules=rules).findings)
        blocking.append(found[Severity.BLOCKING])
        warning.append(found[Severity.WARNING])
        if option != movable.present and any(against(plan, moved, context)):
            barred.add(option)
    days = [abs(option - movable.present) for option in range(movable.options)]
    return Piece(
        key=plan.code,
        present=movable.present,
        blocking=blocking,
        warning=warning,
        moving=[weights.day * one * (HUNDRED + points) // HUNDRED for one in days],
        barred=frozenset(barred),
        order=movable.order,
        rank=points,
    )


def span(first: dt.date, options: int, begin: dt.date, end: dt.date) -> tuple[int, int] | None:
    """The first and last option of a piece whose days lie from begin to end; None for none."""
    lowest, highest = max((begin - first).days, 0), min((end - first).days, options - 1)
    return (lowest, highest) if lowest <= highest else None
