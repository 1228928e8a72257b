"""What can be done about a channel that gets more than it can carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from common.clock import days, monday
from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.channel_load import Filled, Slot, lies_in, loads, orders, push_load
from preflight.context import ChannelFacts, Context, number, percent
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot
from preflight.steps.channels import is_open
from preflight.steps.dates import move_wave


def ways_out(
    plan: PlanSnapshot, context: Context, facts: ChannelFacts, worst: Filled
) -> Iterator[WayOut]:
    """Push: the fullest wave to the nearest day with room; then another channel. Staffed: leave the
    channel.
    """
    if facts.is_push:
        inside = [
            (one, wave)
            for one, wave in plan.waves()
            if one.channel == facts.code and lies_in(wave.on, worst.slot)
        ]
        placement, wave = max(inside, key=lambda one: len(one[1].persons))
        if day := day_with_room(plan, context, facts, wave):
            yield move_wave(
                plan,
                placement,
                wave,
                day,
                effect={
                    "load_before": number(worst.load, 1),
                    "load_after": number(worst.load - len(wave.persons), 1),
                    "capacity": worst.capacity,
                },
                solves=worst.load - len(wave.persons) <= worst.capacity,
            )
        yield from other_channel(plan, context, facts, placement)
    else:
        yield WayOut(
            kind=WayOutKind.LEAVE_CHANNEL,
            campaign=plan.code,
            params={"channel": facts.code},
            effect={
                "orders_lost": orders(plan, facts.code),
                "load_before": number(worst.load, 1),
                "load_after": number(worst.load - worst.own, 1),
                "capacity": worst.capacity,
            },
            solves=worst.load - worst.own <= worst.capacity,
        )


def day_with_room(
    plan: PlanSnapshot, context: Context, facts: ChannelFacts, wave: WaveSnapshot
) -> dt.date | None:
    """The nearest day of the window on which the wave fits the day and the week, with everything in
    coordination.
    """
    by_plan = loads(plan, facts, context)
    size = len(wave.persons)

    def room(slot: Slot, capacity: int | None) -> bool:
        there = sum((found.get(slot, 0.0) for found in by_plan.values()), 0.0)
        already = size if lies_in(wave.on, slot) else 0
        return capacity is None or there - already + size <= capacity

    fitting = [
        day
        for day in days(max(plan.starts_on, context.as_of), plan.ends_on)
        if day != wave.on
        and room(Slot(day=day), facts.capacity_per_day)
        and room(Slot(day=monday(day), is_week=True), facts.capacity_per_week)
    ]
    return min(fitting, key=lambda day: (abs((day - wave.on).days), day), default=None)


def other_channel(
    plan: PlanSnapshot, context: Context, facts: ChannelFacts, placement: PlacementSnapshot
) -> Iterator[WayOut]:
    """The push channel, not yet in the plan, whose week has the most room for the placement."""
    contacts = sum(len(wave.persons) for wave in placement.waves)
    best: tuple[float, str] | None = None
    for code, other in sorted(context.channels.items()):
        if not other.is_push or code in plan.channels or other.capacity_per_week is None:
            continue
        if not is_open(code, plan, placement, context):
            continue
        taken = max(
            (
                sum(
                    (
                        push_load(one, code).get(Slot(day=monday(wave.on), is_week=True), 0.0)
                        for one in context.plans
                    ),
                    0.0,
                )
                for wave in placement.waves
            ),
            default=0.0,
        )
        left = other.capacity_per_week - taken - contacts
        if left >= 0 and (best is None or left > best[0]):
            best = (left, code)
    if best:
        yield WayOut(
            kind=WayOutKind.CHANGE_CHANNEL,
            campaign=plan.code,
            params={**placement.key, "to": best[1]},
            effect={
                "contacts": contacts,
                "room_left": int(best[0]),
                "percent_left": percent(int(best[0]), int(best[0]) + contacts),
            },
        )
