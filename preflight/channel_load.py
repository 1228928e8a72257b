"""What plans load onto a channel: contacts per day for push, transactions per day and branch for
staffed counters.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyroaring import AbstractBitMap

from campaigns.amendment_codes import plan_of
from common.clock import monday
from preflight.context import ChannelFacts, Context
from preflight.snapshot import PlanSnapshot

WEEK = 7
# Sums of evenly spread orders are compared with whole numbers.
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A day, or the week that begins on it, of a channel; ``branch`` is empty where the channel
    counts as a whole.
    """

    day: dt.date
    is_week: bool = False
    branch: str = ""


Loads = dict[Slot, float]


def push_load(plan: PlanSnapshot, channel: str) -> Loads:
    """Contacts of a plan on a push channel, per day and per week; not to be changed."""
    known: Loads | None = plan.counted.get(("push", channel))
    if known is None:
        known = plan.counted["push", channel] = counted_load(plan, channel)
    return known


def counted_load(plan: PlanSnapshot, channel: str) -> Loads:
    loads: Loads = {}
    for placement, wave in plan.waves():
        if placement.channel == channel:
            for slot in (Slot(day=wave.on), Slot(day=monday(wave.on), is_week=True)):
                loads[slot] = loads.get(slot, 0.0) + len(wave.persons)
    return loads


def orders(plan: PlanSnapshot, channel: str) -> int:
    """Orders that a plan expects on a channel."""
    return sum(
        placement.expected_orders for placement in plan.placements if placement.channel == channel
    )


def branch_shares(plan: PlanSnapshot, homes: Mapping[str, AbstractBitMap]) -> dict[str, float]:
    """How a plan's orders fall on the branches it runs in: by where those live who may take it,
    evenly if that is unknown.
    """
    branches = sorted(plan.branches or homes)
    living = {
        code: homes[code].intersection_cardinality(plan.eligible) if code in homes else 0
        for code in branches
    }
    whole = sum(living.values())
    if not whole:
        return {code: 1 / len(branches) for code in branches}
    return {code: count / whole for code, count in living.items() if count}


def staffed_load(
    plan: PlanSnapshot, channel: str, days: Iterable[dt.date], homes: Mapping[str, AbstractBitMap]
) -> Loads:
    """Transactions of a plan per branch, its expected orders spread evenly over its window, on
    those of ``days`` in it.
    """
    expected = orders(plan, channel)
    if not expected:
        return {}
    per_day = expected / plan.days
    running = [day for day in days if plan.starts_on <= day <= plan.ends_on]
    weeks = Counter(monday(day) for day in running)
    loads: Loads = {}
    for branch, part in branch_shares(plan, homes).items():
        loads |= {Slot(day=day, branch=branch): per_day * part for day in running}
        loads |= {
            Slot(day=week, is_week=True, branch=branch): per_day * part * count
            for week, count in weeks.items()
        }
    return loads


def whole_weeks(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every day from the Monday of the first day's week to the Sunday of the last one's."""
    start, end = monday(first), monday(last) + dt.timedelta(days=WEEK - 1)
    return [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What lies on a slot: of this plan, of approved plans beside it, of those in coordination; and
    what it can carry.
    """

    slot: Slot
    capacity: int
    own: float
    approved: float
    pending: float

    @property
    def load(self) -> float:
        return self.own + self.approved + self.pending

    @property
    def is_over(self) -> bool:
        return self.load > self.capacity + ROUNDING

    @property
    def is_over_with_approved(self) -> bool:
        return self.own + self.approved > self.capacity + ROUNDING

    @property
    def fullness(self) -> float:
        return self.load / self.capacity if self.capacity else self.load


def loads(plan: PlanSnapshot, facts: ChannelFacts, context: Context) -> dict[str, Loads]:
    """The loads on a channel of the plan and of every other that uses it, by campaign; of an ended
    one what it brought until it really ended.
    """
    every = [plan, *(other for other in context.plans if facts.code in other.channels)]
    if facts.is_push:
        return {one.code: push_load(one, facts.code) for one in every}
    span = whole_weeks(plan.starts_on, plan.ends_on)
    found = {one.code: staffed_load(one, facts.code, span, context.branches) for one in every}
    return {
        code: more_than(found.get(plan_of(code), {}), load)
        if code not in {plan.code, plan_of(code)}
        else load
        for code, load in found.items()
    }


def more_than(loads: Loads, others: Loads) -> Loads:
    """What others bring beyond these loads: an open amendment beside its plan."""
    rest = {slot: load - loads.get(slot, 0.0) for slot, load in others.items()}
    return {slot: load for slot, load in rest.items() if load > ROUNDING}


def filled(
    by_plan: Mapping[str, Loads], plan: PlanSnapshot, facts: ChannelFacts, context: Context
) -> list[Filled]:
    """The slots onto which the plan brings something, with all that lies on them, but for those in
    the past or without a limit.
    """
    known = []
    approved = [
        by_plan[other.code]
        for other in context.plans
        if not other.is_pending and other.code in by_plan
    ]
    pending = [
        by_plan[other.code] for other in context.plans if other.is_pending and other.code in by_plan
    ]
    for slot, own in by_plan[plan.code].items():
        capacity = facts.capacity_per_week if slot.is_week else facts.capacity_per_day
        ends = slot.day + dt.timedelta(days=WEEK - 1) if slot.is_week else slot.day
        if own and capacity is not None and ends >= context.as_of:
            beside = [sum(loads.get(slot, 0.0) for loads in side) for side in (approved, pending)]
            known.append(
                Filled(slot=slot, capacity=capacity, own=own, approved=beside[0], pending=beside[1])
            )
    return known


def lies_in(day: dt.date, slot: Slot) -> bool:
    return monday(day) == slot.day if slot.is_week else day == slot.day
