"""What can be done about persons who would be contacted too often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pyroaring import AbstractBitMap, BitMap

from common.clock import days
from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context, percent
from preflight.pressure.contacts import Contact
from preflight.pressure.kept import ALL
from preflight.pressure.limits import Limits
from preflight.pressure.measuring import Pressure, measure, over_with_one_more
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import move_wave, wave_params

MOST_DAYS_TRIED = 62


def ways_out(
    plan: PlanSnapshot,
    context: Context,
    own: Sequence[Contact],
    beside: Sequence[Contact],
    limits: Limits,
    found: Pressure,
    lowest: str,
) -> list[WayOut]:
    """Best first: who ranks lowest gives way; then moving the fullest wave, then dropping
    it.
    """
    steps = [
        exclusion(plan, own, limits, found),
        *wave_steps(plan, context, own, beside, limits, found),
    ]
    weakest = next((one for one in context.plans if one.code == lowest and one.is_movable), None)
    if weakest is not None and plan.code:
        without = [
            replace(one, persons=one.persons - found.persons) if one.campaign == lowest else one
            for one in beside
        ]
        left = measure(own, without, limits, among=found.persons, counts=ALL)
        after = len(left.persons) if left else 0
        if after < len(found.persons):
            params = {
                "placements": placements_of(
                    [one for one in beside if one.campaign == lowest], limits
                )
            }
            effect = {
                "persons_over": len(found.persons),
                "persons_over_after": after,
                "persons_excluded": len(found.persons),
            }
            yours = WayOut(
                kind=WayOutKind.EXCLUDE_PERSONS,
                campaign=lowest,
                params=params,
                effect=effect,
                solves=after == 0,
            )
            return [yours, *steps]
    return steps


def exclusion(
    plan: PlanSnapshot, own: Sequence[Contact], limits: Limits, found: Pressure
) -> WayOut:
    """Leave these persons out of the placements that contact them in this way."""
    return WayOut(
        kind=WayOutKind.EXCLUDE_PERSONS,
        campaign=plan.code,
        params={"placements": placements_of(own, limits)},
        effect={
            "persons_over": len(found.persons),
            "persons_over_after": 0,
            "persons_excluded": len(found.persons),
            "audience_before": len(plan.persons),
            "percent_excluded": percent(len(found.persons), len(plan.persons)),
        },
    )


def wave_steps(
    plan: PlanSnapshot,
    context: Context,
    own: Sequence[Contact],
    beside: Sequence[Contact],
    limits: Limits,
    found: Pressure,
) -> Iterator[WayOut]:
    """Move the wave with the most persons over to the best other day of the window, or drop it."""
    place = max(range(len(own)), key=lambda one: (found.by_wave[one], -one))
    fullest = own[place]
    if fullest.placement is None or fullest.wave is None:
        return
    before = len(found.persons)

    rest = [*own[:place], *own[place + 1 :]]
    without = measure(rest, beside, limits, among=found.persons, counts=ALL)
    still_over = without.persons if without else BitMap()
    span = days(max(plan.starts_on, context.as_of), plan.ends_on)[:MOST_DAYS_TRIED]
    tried = [
        (len(still_over | over), abs((day - fullest.on).days), day)
        for day, over in over_on(span, fullest, rest, beside, limits).items()
        if day != fullest.on
    ]
    if tried and min(tried)[0] < before:
        after, _away, day = min(tried)
        yield move_wave(
            plan,
            fullest.placement,
            fullest.wave,
            day,
            effect={"persons_over": before, "persons_over_after": after},
            solves=after == 0,
        )
    yield WayOut(
        kind=WayOutKind.DROP_WAVE,
        campaign=plan.code,
        params=wave_params(fullest.placement, fullest.wave),
        effect={
            "persons_over": before,
            "persons_over_after": len(still_over),
            "contacts_lost": len(fullest.persons),
        },
        solves=not still_over,
    )


def over_on(
    span: Sequence[dt.date],
    moved: Contact,
    rest: Sequence[Contact],
    beside: Sequence[Contact],
    limits: Limits,
) -> dict[dt.date, AbstractBitMap]:
    """For each day of a span: who would be over with the moved contact on it."""
    if len(limits) == 1:
        (limit,) = limits
        return over_with_one_more(rest, beside, moved.persons, limit, span, ALL) if span else {}
    found = {
        day: measure([*rest, replace(moved, on=day)], beside, limits, counts=ALL) for day in span
    }
    return {day: one.persons if one else BitMap() for day, one in found.items()}


def placements_of(contacts: Sequence[Contact], limits: Limits) -> list[dict[str, str | None]]:
    """The placements behind the contacts of these classes, each once."""
    keys = {
        (one.placement.channel, one.placement.product): one.placement.key
        for one in contacts
        if one.placement is not None and any(limit.counts(one) for limit in limits)
    }
    return [keys[key] for key in sorted(keys, key=str)]
