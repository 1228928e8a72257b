"""How often customers complained about plans like this one. Source: rules.md, complaint-history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from preflight.context import Context, PastResult
from preflight.snapshot import PlanSnapshot

PER = 10_000
MONTH = dt.timedelta(days=365) / 12


@dataclass(frozen=True, slots=True)
class History:
    """The past plans like this one, their common rate, and the median rate of the category, both
    complaints per 10,000 persons reached.
    """

    plans: Sequence[PastResult]
    rate: Fraction
    usual: Fraction

    @property
    def multiple(self) -> Decimal | None:
        """The rate as a multiple of the median, with two places; None where that is nothing."""
        return Decimal(str(round(float(self.rate / self.usual), 2))) if self.usual else None


def rate(results: Sequence[PastResult]) -> Fraction:
    """Complaints ÷ persons reached × 10,000, of all of them together."""
    reached = sum(one.reached for one in results)
    return Fraction(PER * sum(one.complaints for one in results), reached)


def multiple_of(plan: PlanSnapshot, context: Context) -> Decimal | None:
    """The complaints about plans like this one as a multiple of the usual; None if unknown."""
    known = history(plan, context)
    return known.multiple if known is not None else None


def history(plan: PlanSnapshot, context: Context) -> History | None:
    """What is known of the plan's category within so many months, of plans that reached enough;
    None where no plan like this one is among them. Alike are plans of the category that share a
    product family or a channel with it. The policies are those of its launch.
    """
    policies = context.policies_on(plan.starts_on)
    since = context.as_of - policies.history_months * MONTH
    counted = [
        one
        for one in context.results
        if one.category == plan.category
        and one.ended_on >= since
        and one.reached >= policies.history_reached
    ]
    alike = [one for one in counted if one.family in plan.families or one.channel in plan.channels]
    if not alike:
        return None
    return History(alike, rate(alike), Fraction(median(rate([one]) for one in counted)))
