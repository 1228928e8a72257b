"""What this process has counted of the contacts of all plans: together with everything in
coordination, of those that are decided, and of what was sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from preflight.context import Context
from preflight.parties import NOBODY
from preflight.pressure.contacts import Contact, split
from preflight.pressure.day_counts import DayCounts
from preflight.pressure.limits import limits
from preflight.pressure.rolling import Rolling
from preflight.snapshot import PlanSnapshot

ALL, DECIDED, SENT = DayCounts(), DayCounts(), DayCounts()


def decided(plan: PlanSnapshot, beside: Sequence[Contact]) -> list[Contact]:
    """What counts beside the plan's contacts whatever becomes of plans in coordination."""
    return [one for one in beside if one.is_decided or one.campaign == plan.code]


def sent(plan: PlanSnapshot, beside: Sequence[Contact]) -> list[Contact]:
    """What counts beside the plan's contacts whatever becomes of all other plans."""
    return [one for one in beside if one.is_sent or one.campaign == plan.code]


def keep_up(plan: PlanSnapshot, context: Context, first: dt.date, last: dt.date) -> None:
    """Bring up to date what can matter to the plan on these days; the context knows all plans that
    do.
    """
    own, beside = split(plan, context)
    around = max(limit.span for over_time in limits(context) for limit in over_time)
    for counts, others in (
        (ALL, beside),
        (DECIDED, decided(plan, beside)),
        (SENT, sent(plan, beside)),
    ):
        counts.follow([*own, *others], first - around, last + around)


def warm(context: Context, first: dt.date, last: dt.date) -> None:
    """Count what any plan of these days will ask for."""
    nobody = PlanSnapshot(code="", starts_on=first, ends_on=last)
    keep_up(nobody, context, first, last)
    _own, beside = split(nobody, context)
    for limit in (limit for over_time in limits(context) for limit in over_time):
        near = (one for one in beside if first - limit.span <= one.on <= last + limit.span)
        every = [one for one in near if limit.counts(one)]
        for counts, contacts in ((ALL, every), (DECIDED, decided(nobody, every))):
            rolling = Rolling(contacts, limit, NOBODY, counts)
            for day in rolling.days:
                rolling.above(day, limit.most, NOBODY)
