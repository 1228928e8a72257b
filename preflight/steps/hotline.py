"""What can be done about hours that are too full for the hotline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from math import floor

from common.clock import days
from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context, number
from preflight.hotline import (
    Beside,
    Contacts,
    DayLoad,
    HourLoad,
    beside,
    calls_of,
    coming,
    day_load,
)
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import move_wave


def ways_out(
    plan: PlanSnapshot, context: Context, full: DayLoad, worst: HourLoad
) -> Iterator[WayOut]:
    """Each wave of the day to the nearest day of the window with room; then more agents."""
    closed = {day for day, _kind in context.closed}
    span = days(max(plan.starts_on, context.as_of), plan.ends_on)
    others = beside(context, (day for day in span if day != full.day and day not in closed))
    sent = list(coming(plan, context))
    own = [contacts for _placement, _wave, contacts in sent]
    for placement, wave, contacts in sent:
        calls = calls_of(contacts, worst.hour, context)
        if contacts.on != full.day or not calls:
            continue
        day = day_with_room(contacts, own, others, context)
        if day:
            yield move_wave(
                plan,
                placement,
                wave,
                day,
                effect={
                    "load_before": number(worst.calls, 1),
                    "load_after": number(worst.calls - calls, 1),
                    "capacity": floor(worst.carries),
                },
                solves=not replace(worst, own=worst.own - calls).is_slow,
            )
    agents = max((one.needed or 0) - (one.rostered or 0) for one in full.over)
    if agents > 0:
        yield WayOut(
            kind=WayOutKind.MAKE_COMMITMENT,
            campaign=plan.code,
            params={"agents": agents, "on": full.day},
            solves=False,
        )


def day_with_room(
    contacts: Contacts, own: list[Contacts], others: Beside, context: Context
) -> dt.date | None:
    """The nearest of the others' days on which the hotline can carry these contacts as well."""
    for day in sorted(others, key=lambda one: (abs((one - contacts.on).days), one)):
        there = [one for one in own if one.on == day]
        if day_load(day, [*there, replace(contacts, on=day)], others[day], context).is_fine:
            return day
    return None
