"""With whom a plan presses the same persons. Source: rules.md, contact-pressure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from preflight.context import Context
from preflight.pressure.contacts import Contact
from preflight.pressure.limits import Limit
from preflight.pressure.measuring import Pressure, Window


def contributors(
    own: Sequence[Contact], beside: Sequence[Contact], found: Pressure
) -> dict[str, int]:
    """Contacts of the worst window's persons in that window, by campaign; the checked plan is left
    out.
    """
    counts: dict[str, int] = {}
    worst = found.worst
    for contact in beside:
        if worst.limit.counts(contact) and worst.first <= contact.on <= worst.last:
            counts[contact.campaign] = counts.get(
                contact.campaign, 0
            ) + worst.persons.intersection_cardinality(contact.persons)
    mine = {contact.campaign for contact in own}
    return dict(
        sorted(
            ((code, count) for code, count in counts.items() if count and code not in mine),
            key=lambda one: (-one[1], one[0]),
        )
    )


def partners(beside: Sequence[Contact], found: Pressure, context: Context) -> set[str]:
    """The plans in play that add up with this one in some window by contacts still to come: each
    is named beside the other, whichever of the two is checked.
    """
    pressed_on: dict[tuple[Limit, dt.date], list[Window]] = {}
    named: set[str] = set()
    limits = {window.limit for window in found.windows}
    for one in beside:
        if one.on < context.as_of or one.campaign in named:
            continue
        for limit in limits:
            if not limit.counts(one) or not found.persons.intersect(one.persons):
                continue
            if (limit, one.on) not in pressed_on:
                pressed_on[limit, one.on] = pressed(found, limit, one.on)
            if any(two.persons.intersect(one.persons) for two in pressed_on[limit, one.on]):
                named.add(one.campaign)
    return {one.code for one in context.plans if one.code in named and one.is_active}


def pressed(found: Pressure, limit: Limit, on: dt.date) -> list[Window]:
    """The windows of the limit that hold the day, those with the most persons over first."""
    inside = [
        window
        for window in found.windows
        if window.limit == limit and window.first <= on <= window.last
    ]
    return sorted(inside, key=lambda window: -len(window.persons))
