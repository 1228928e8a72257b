"""What can be done about what stands outside a theme, or in a slot that is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from common.clock import days
from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context
from preflight.needs import Line, supply
from preflight.said import ThemeFacts
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import move_wave
from preflight.themes import Shown


def aligned(plan: PlanSnapshot, themes: Iterable[ThemeFacts]) -> Iterator[WayOut]:
    """Comms puts the plan under a theme, or says why not."""
    for theme in themes:
        yield WayOut(
            kind=WayOutKind.ALIGN_THEME,
            campaign=plan.code,
            params={"theme": theme.name},
            solves=False,
        )


def into_theme(
    plan: PlanSnapshot, context: Context, outside: Iterable[Shown], themes: list[ThemeFacts]
) -> Iterator[WayOut]:
    """Each wave to the nearest open day of the plan that lies in one of the themes."""
    taken = {one.on for one in outside}
    for one in outside:
        day = nearest(plan, context, one.on, themes, but=taken) if one.wave is not None else None
        if day is not None and one.wave is not None:
            yield move_wave(plan, one.placement, one.wave, day, effect={}, solves=len(taken) == 1)


def nearest(
    plan: PlanSnapshot,
    context: Context,
    on: dt.date,
    themes: list[ThemeFacts],
    *,
    but: set[dt.date],
) -> dt.date | None:
    first = max(plan.starts_on, context.as_of)
    shut = {day for day, _kind in context.closed} | but
    free = [
        day
        for day in (days(first, plan.ends_on) if first <= plan.ends_on else ())
        if day not in shut and any(theme.covers(day) for theme in themes)
    ]
    return min(free, key=lambda day: (abs((day - on).days), day), default=None)


def free_slots(plan: PlanSnapshot, context: Context, taken: Line) -> list[str]:
    """The other media slots of the unit that are free for all that is asked for, after what others
    only asked for as well.
    """
    request = taken.request
    asked = {one.resource for one in plan.requests if one.unit == request.unit}
    return [
        slot
        for slot in sorted(context.media_slots - asked)
        if supply(context, slot, request.unit).left(plan.code, by=request.needed_by, with_soft=True)
        >= request.quantity
    ]


def other_slot(plan: PlanSnapshot, taken: Line, slot: str) -> WayOut:
    """Another slot in its place."""
    return WayOut(
        kind=WayOutKind.CHANGE_RESOURCE,
        campaign=plan.code,
        params={"resource": taken.request.resource, "unit": taken.request.unit, "to": slot},
    )
