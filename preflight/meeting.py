"""Whether two plans can matter to each other's findings: what any rule reads of another plan. Wider
than the rules, never narrower; a test holds it against them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from common.clock import monday
from preflight.context import ChannelFacts
from preflight.snapshot import PlanSnapshot, days_apart
from preflight.snapshot_parts import WaveSnapshot
from preflight.terms import meet

Channels = Mapping[str, ChannelFacts]
A_WEEK = 7


def may_matter(
    one: PlanSnapshot, other: PlanSnapshot, *, around: dt.timedelta, channels: Channels
) -> bool:
    """Whether anything of one plan may stand in a finding about the other; ``around`` is the widest
    policy window.
    """
    return (
        start_together(one, other)
        or fill_one_channel(one, other, channels)
        or offer_alike(one, other, around)
        or address_the_same(one, other)
        or press_the_same(one, other, around, channels)
        or ring_together(one, other, channels)
    )


def start_together(one: PlanSnapshot, other: PlanSnapshot) -> bool:
    """They start in one week."""
    return monday(one.starts_on) == monday(other.starts_on)


def fill_one_channel(one: PlanSnapshot, other: PlanSnapshot, channels: Channels) -> bool:
    """They use a channel with a limit in the same week."""
    shared = (channels.get(code) for code in one.channels & other.channels)
    return days_apart(one, other) <= A_WEEK and any(
        facts is not None and (facts.is_push or facts.is_staffed) for facts in shared
    )


def offer_alike(one: PlanSnapshot, other: PlanSnapshot, around: dt.timedelta) -> bool:
    """Their offers answer the same need near each other in time."""
    return days_apart(one, other) <= around.days and any(
        meet(own, two) for own in one.offers for two in other.offers
    )


def address_the_same(one: PlanSnapshot, other: PlanSnapshot) -> bool:
    """They run at the same time for some of the same persons or organisations."""
    return days_apart(one, other) == 0 and (
        one.audience.intersect(other.audience) or one.eligibility.intersect(other.eligibility)
    )


def press_the_same(
    one: PlanSnapshot, other: PlanSnapshot, around: dt.timedelta, channels: Channels
) -> bool:
    """They contact some of the same persons within one window of contact pressure."""
    return any(
        abs(own.on - two.on) < around and own.persons.intersect(two.persons)
        for own in pushes(one, channels)
        for two in pushes(other, channels)
    )


def ring_together(one: PlanSnapshot, other: PlanSnapshot, channels: Channels) -> bool:
    """They contact people on the same day, who may call the hotline then."""
    days = {wave.on for wave in pushes(one, channels)}
    return any(wave.on in days for wave in pushes(other, channels))


def pushes(plan: PlanSnapshot, channels: Channels) -> list[WaveSnapshot]:
    """The waves by which a plan contacts people by itself."""
    return [
        wave
        for placement, wave in plan.waves()
        if (facts := channels.get(placement.channel)) is not None and facts.is_push
    ]
