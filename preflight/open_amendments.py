"""An open amendment beside the plan that it changes. Only one of the two will happen, so that what
both say is counted once: the amendment adds what the plan does not do anyway.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pyroaring import AbstractBitMap, BitMap

from campaigns.amendment_codes import plan_of
from common.clock import monday
from preflight.parties import NOBODY
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import WaveSnapshot


def is_amendment(plan: PlanSnapshot) -> bool:
    return plan_of(plan.code) != plan.code


def adding(plans: Sequence[PlanSnapshot]) -> tuple[PlanSnapshot, ...]:
    """The plans, amendments with those of their contacts alone that their plan, where it is among
    them, does not make on that day and channel.
    """
    known = {one.code: one for one in plans if not is_amendment(one)}
    return tuple(
        added_to(known[plan_of(one.code)], one)
        if is_amendment(one) and plan_of(one.code) in known
        else one
        for one in plans
    )


def added_to(plan: PlanSnapshot, amendment: PlanSnapshot) -> PlanSnapshot:
    there: dict[tuple[str, dt.date], AbstractBitMap] = {}
    for placement, wave in plan.waves():
        key = placement.channel, wave.on
        there[key] = there[key] | wave.persons if key in there else wave.persons
    return replace(
        amendment,
        placements=tuple(
            replace(one, waves=without(one.waves, one.channel, there))
            for one in amendment.placements
        ),
    )


def without(
    waves: Iterable[WaveSnapshot],
    channel: str,
    there: Mapping[tuple[str, dt.date], AbstractBitMap],
) -> tuple[WaveSnapshot, ...]:
    """The waves without whom somebody else contacts anyway; those that reach nobody then fall
    away.
    """
    left = []
    for wave in waves:
        persons = there.get((channel, wave.on), NOBODY)
        if not wave.persons.intersect(persons):
            left.append(wave)
        elif rest := BitMap(wave.persons) - persons:
            left.append(replace(wave, persons=rest))
    return tuple(left)


def launching(plans: Iterable[PlanSnapshot]) -> list[PlanSnapshot]:
    """The plans as they count in the weeks in which they start: each once a week."""
    every = list(plans)
    weeks = {one.code: monday(one.starts_on) for one in every}
    return [
        one
        for one in every
        if not is_amendment(one) or weeks.get(plan_of(one.code)) != weeks[one.code]
    ]
