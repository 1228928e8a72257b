"""The slot finder: on which days a push channel has room for a wave of a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from campaigns.models import Campaign, PlanVersion
from common.clock import days, monday
from preflight import loading, stored_plans
from preflight.channel_load import Slot, loads
from preflight.context import ChannelFacts, Context
from preflight.rooms import Room, RoomDay
from preflight.snapshot import PlanSnapshot

MOST_DAYS = 120


def find_slots(
    campaign: Campaign,
    version: PlanVersion,
    *,
    today: dt.date,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[Room]:
    """The plan's push channels with the days on which each has room for its largest wave: those of
    the window unless others are asked for, none of them past.
    """
    plan = stored_plans.stored_plan(campaign, version, today=today)
    begin = max(first or plan.starts_on, today)
    end = max(last or plan.ends_on, begin)
    context = loading.load_context(plan, as_of=today, start_from=begin, start_until=end).context
    return [
        room_of(plan, facts, context, days(begin, end)[:MOST_DAYS])
        for code in sorted(plan.channels)
        if (facts := context.channels.get(code)) is not None and facts.is_push
    ]


def room_of(
    plan: PlanSnapshot, facts: ChannelFacts, context: Context, asked: Iterable[dt.date]
) -> Room:
    """One channel: what all load on it, without the wave that looks for a day."""
    waves = [wave for placement, wave in plan.waves() if placement.channel == facts.code]
    largest = max(waves, key=lambda wave: len(wave.persons), default=None)
    size = len(largest.persons) if largest else 0
    taken: dict[Slot, float] = {}
    for found in loads(plan, facts, context).values():
        for slot, amount in found.items():
            taken[slot] = taken.get(slot, 0.0) + amount
    if largest:
        for slot in (Slot(day=largest.on), Slot(day=monday(largest.on), is_week=True)):
            taken[slot] -= size
    shut = {day for day, _kind in context.closed}

    def on_day(on: dt.date) -> RoomDay:
        week = Slot(day=monday(on), is_week=True)
        room = left(facts.capacity_per_day, taken.get(Slot(day=on), 0.0))
        in_week = left(facts.capacity_per_week, taken.get(week, 0.0))
        return RoomDay(
            on=on,
            room=room,
            room_in_week=in_week,
            fits=all(one is None or size <= one for one in (room, in_week)) and on not in shut,
            is_closed=on in shut,
            is_holiday=on in context.holidays,
        )

    return Room(channel=facts.code, persons=size, days=tuple(on_day(on) for on in asked))


def left(capacity: int | None, taken: float) -> int | None:
    """What a capacity still carries, never less than nothing; None without a limit."""
    return None if capacity is None else max(int(capacity - taken), 0)
