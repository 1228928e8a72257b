"""A plan beside the days that matter to customers: what is wrong, and which day would be better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pyroaring import AbstractBitMap

from campaigns.enums import MomentKind
from findings.types import WayOut
from preflight.context import Context, MomentFacts
from preflight.parties import NOBODY
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import shift

# How far around its first day another one is looked for.
MOST_DAYS = 28
COLLIDES, LATE, EARLY = "collides", "late", "early"


def whom(plan: PlanSnapshot, moment: MomentFacts, context: Context) -> AbstractBitMap:
    """Whom of the plan's audience the moment concerns."""
    if moment.group is None:
        return plan.audience
    return plan.audience & context.groups.get(moment.group, NOBODY)


def trouble(plan: PlanSnapshot, moment: MomentFacts, context: Context) -> str:
    """What is wrong between a plan and a moment; empty if nothing."""
    if moment.kind == MomentKind.QUIET:
        return COLLIDES if moment.starts_on <= plan.starts_on <= moment.ends_on else ""
    near = context.policies_on(plan.starts_on).moment_near_days
    if not 0 < days_missed(plan, moment) <= near:
        return ""
    return LATE if plan.starts_on > moment.ends_on else EARLY


def days_missed(plan: PlanSnapshot, moment: MomentFacts) -> int:
    """Days from the end of the moment to the launch, or from the end of the plan to the moment's
    first; 0 where the plan runs on a day of it.
    """
    after, before = plan.starts_on - moment.ends_on, moment.starts_on - plan.ends_on
    return max(after.days, before.days, 0)


def moved(plan: PlanSnapshot, moment: MomentFacts, context: Context) -> Iterator[WayOut]:
    """The nearest first day, open for a launch, that meets the chance or leaves the quiet days, and
    brings no trouble with another moment.
    """
    if not plan.is_movable:
        return
    others = [one for one in context.moments if whom(plan, one, context)]
    shut = {day for day, _kind in context.closed} | context.holidays
    for by in sorted(range(-MOST_DAYS, MOST_DAYS + 1), key=lambda one: (abs(one), -one)):
        there = plan.moved(plan.starts_on + dt.timedelta(days=by))
        is_open = there.starts_on >= context.as_of and there.starts_on not in shut
        is_met = moment.kind == MomentKind.QUIET or not days_missed(there, moment)
        if is_open and is_met and not any(trouble(there, one, context) for one in others):
            yield shift(plan, there.starts_on)
            return
