"""Weeks of staffed channels in each branch: expected orders spread over the windows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from preflight.arranging.crowding import Bin, Fill
from preflight.arranging.loads import HUNDRED, room
from preflight.arranging.movable import Movable
from preflight.channel_load import Slot, staffed_load, whole_weeks
from preflight.context import ChannelFacts, Context
from preflight.snapshot import PlanSnapshot


def counters(
    movables: Sequence[Movable], fixed: Sequence[PlanSnapshot], context: Context
) -> Iterator[Bin]:
    """The weeks of each staffed channel in each branch: expected orders spread over the windows."""
    staffed = [one for one in context.channels.values() if one.is_staffed and one.capacity_per_week]
    for facts in staffed:
        held: dict[Slot, float] = defaultdict(float)
        for plan in fixed:
            for slot, amount in weekly(plan, facts, context):
                held[slot] += amount
        fills: dict[Slot, list[Fill]] = defaultdict(list)
        for at, one in enumerate(movables):
            for option in range(one.options):
                for slot, amount in weekly(one.plan.moved(one.day(option)), facts, context):
                    joined(fills[slot], at, option, round(amount))
        capacity = facts.capacity_per_week or 0
        for slot in sorted(fills, key=lambda one: (one.day, one.branch)):
            yield Bin(
                key=f"week:{slot.day}:{facts.code}:{slot.branch}",
                room=room(capacity, held[slot]),
                fills=tuple(fills[slot]),
                blocking=1,
                grain=max(capacity // HUNDRED, 1),
            )


def weekly(
    plan: PlanSnapshot, facts: ChannelFacts, context: Context
) -> Iterator[tuple[Slot, float]]:
    """What a plan loads on the channel's weeks in each branch."""
    if facts.code not in plan.channels:
        return
    days = whole_weeks(plan.starts_on, plan.ends_on)
    for slot, amount in staffed_load(plan, facts.code, days, context.branches).items():
        if slot.is_week:
            yield slot, amount


def joined(fills: list[Fill], at: int, option: int, amount: int) -> None:
    """Add what an option fills in; neighbours that fill in as much become one."""
    last = fills[-1] if fills else None
    if last and (last.piece, last.last, last.amount) == (at, option - 1, amount):
        fills[-1] = Fill(at, last.first, option, amount)
    elif amount:
        fills.append(Fill(at, option, option, amount))
