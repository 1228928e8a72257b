"""Moving a whole plan, or one of its waves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot


def shut(plan: PlanSnapshot, context: Context) -> set[dt.date]:
    """The closed days on which the plan launches or pushes."""
    closed = {day for day, _kind in context.closed}
    pushes = {wave.on for one, wave in plan.waves() if context.is_push(one.channel)}
    return closed & {plan.starts_on, *pushes}


def may_launch(plan: PlanSnapshot, context: Context) -> bool:
    """Whether the plan launches and pushes on open days only, and launches on no public holiday."""
    return plan.starts_on not in context.holidays and not shut(plan, context)


def shift(plan: PlanSnapshot, starts_on: dt.date, **effect: Any) -> WayOut:
    """The plan to another first day, as long as it is; what is due before moves along."""
    moved = plan.moved(starts_on)
    due = min((one.needed_by for one in moved.requests), default=None)
    training = moved.service_plan.training_on
    return WayOut(
        kind=WayOutKind.SHIFT_DATES,
        campaign=plan.code,
        params={"starts_on": starts_on, "ends_on": starts_on + (plan.ends_on - plan.starts_on)},
        effect={
            "days_moved": (starts_on - plan.starts_on).days,
            **effect,
            "flex_days": plan.flex_days,
            **({"requests_due": due} if due else {}),
            **({"training_on": training} if training else {}),
        },
    )


def wave_params(placement: PlacementSnapshot, wave: WaveSnapshot) -> dict[str, Any]:
    """How a way out names a wave."""
    return {**placement.key, "wave": wave.number, "on": wave.on}


def move_wave(
    plan: PlanSnapshot,
    placement: PlacementSnapshot,
    wave: WaveSnapshot,
    day: dt.date,
    *,
    solves: bool,
    effect: Mapping[str, Any],
) -> WayOut:
    """A wave to another day."""
    return WayOut(
        kind=WayOutKind.MOVE_WAVE,
        campaign=plan.code,
        params={**wave_params(placement, wave), "to": day},
        effect={**effect, "days_moved": (day - wave.on).days},
        solves=solves,
    )
