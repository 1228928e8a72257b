"""Which plans clash where they come near each other: asked of the rule, once for each pair."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from findings.enums import Severity
from preflight.arranging.movable import Movable, span
from preflight.arranging.pieces import Rub
from preflight.context import Context
from preflight.meeting import offer_alike
from preflight.rules.offer_clash import OfferClash
from preflight.snapshot import PlanSnapshot

CLASH = OfferClash()
ALWAYS = dt.timedelta(days=dt.date.max.year)


def rub_of(
    at: int, mine: Movable, other_at: int, other: PlanSnapshot, last: dt.date, context: Context
) -> Rub | None:
    """What two plans bring about where they come near each other; ``other`` may begin until the
    day ``last``.
    """
    plan = mine.plan
    beside = other.moved(plan.starts_on)
    if not offer_alike(plan, beside, ALWAYS):
        return None
    around = replace(context, plans=(beside,), needs_ways_out=False, is_preview=False)
    found = Counter(one.severity for one in CLASH.run(plan, around))
    if not found:
        return None
    near = dt.timedelta(days=context.policies_of_pair(plan, other).clash_near_days)
    length, its_length = plan.ends_on - plan.starts_on, other.ends_on - other.starts_on
    meets = []
    for option in range(mine.options):
        starts_on = mine.day(option)
        meets.append(
            span(
                other.starts_on,
                (last - other.starts_on).days + 1,
                starts_on - near - its_length,
                starts_on + length + near,
            )
        )
    if not any(meets):
        return None
    return Rub(
        key=f"{plan.code}:{other.code}",
        one=at,
        two=other_at,
        meets=meets,
        blocking=found[Severity.BLOCKING],
        warning=found[Severity.WARNING],
    )


def rubs(movables: Sequence[Movable], fixed: Sequence[PlanSnapshot], context: Context) -> Rubs:
    """The clashes of the movable plans with each other, and with the fixed ones: each of those is a
    further piece with one option, named in ``fixed``.
    """
    found: list[Rub] = []
    pieces: list[PlanSnapshot] = []
    for at, one in enumerate(movables):
        for place, other in enumerate(movables[:at]):
            earliest = other.plan.moved(other.first)
            if rub := rub_of(at, one, place, earliest, other.last, context):
                found.append(rub)
    for plan in fixed:
        place = len(movables) + len(pieces)
        every = (
            rub_of(at, one, place, plan, plan.starts_on, context) for at, one in enumerate(movables)
        )
        if mine := [rub for rub in every if rub is not None]:
            found += mine
            pieces.append(plan)
    return found, pieces


Rubs = tuple[list[Rub], list[PlanSnapshot]]
