"""Days and weeks of channels that contact people: what is fixed, what may come there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from common.clock import monday
from preflight.arranging.crowding import Bin, Fill
from preflight.arranging.loads import HUNDRED, SIX_DAYS, room
from preflight.arranging.movable import span
from preflight.arranging.pushes import Push
from preflight.channel_load import Slot, push_load
from preflight.context import ChannelFacts, Context
from preflight.snapshot import PlanSnapshot


def capacities(facts: ChannelFacts) -> list[tuple[bool, int]]:
    """What the channel can carry, by whether that is said of a week."""
    said = ((False, facts.capacity_per_day), (True, facts.capacity_per_week))
    return [(is_week, capacity) for is_week, capacity in said if capacity]


def push_channels(
    pushes: Sequence[Push], fixed: Sequence[PlanSnapshot], context: Context
) -> Iterator[Bin]:
    """The days and weeks of each channel that contacts people, as far as a wave may come there."""
    for code in sorted({one.channel for one in pushes}):
        facts = context.channels[code]
        held: dict[Slot, float] = defaultdict(float)
        for plan in fixed:
            for slot, amount in push_load(plan, code).items():
                held[slot] += amount
        mine = [one for one in pushes if one.channel == code]
        for is_week, capacity in capacities(facts):
            for day in days_of(mine, is_week=is_week):
                end = day + SIX_DAYS if is_week else day
                fills = tuple(
                    Fill(one.piece, *found, len(one.wave.persons))
                    for one in mine
                    if (found := span(one.first, one.options, day, end))
                )
                yield Bin(
                    key=f"{'week' if is_week else 'day'}:{day}:{code}:",
                    room=room(capacity, held[Slot(day=day, is_week=is_week)]),
                    fills=fills,
                    blocking=1,
                    grain=max(capacity // HUNDRED, 1),
                )


def days_of(pushes: Sequence[Push], *, is_week: bool) -> list[dt.date]:
    """The days, or the Mondays, on which any of the waves may lie."""
    days = {
        one.first + dt.timedelta(days=option) for one in pushes for option in range(one.options)
    }
    return sorted({monday(day) for day in days} if is_week else days)
