"""Whom plans contact on which days, and whom they still will. Source: rules.md,
contact-pressure.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import is_

from pyroaring import AbstractBitMap

from campaigns.amendment_codes import plan_of
from preflight.context import Context, PastContacts
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot

# Channel, product and number.
WaveKey = tuple[str, str, int]


def wave_key(placement: PlacementSnapshot, wave: WaveSnapshot) -> WaveKey:
    """By what a wave is known in its plan."""
    return placement.channel, placement.product or "", wave.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Persons who are contacted once on a day. ``campaign`` is empty for touches that no plan
    sent; ``is_care`` is festival care that was told of.
    """

    on: dt.date
    contact_class: str
    campaign: str
    persons: AbstractBitMap
    is_decided: bool = True
    is_care: bool = False
    placement: PlacementSnapshot | None = None
    wave: WaveSnapshot | None = None

    @property
    def wave_key(self) -> WaveKey | None:
        """By what its wave is known in its plan; None for what was sent already."""
        if self.placement is None or self.wave is None:
            return None
        return wave_key(self.placement, self.wave)

    @property
    def is_sent(self) -> bool:
        """Whether it happened, as against one that a plan plans."""
        return self.wave is None


@dataclass(frozen=True, slots=True)
class Push:
    """A wave by which a plan contacts people by itself."""

    placement: PlacementSnapshot
    wave: WaveSnapshot
    contact_class: str

    def is_told_by(self, touch: PastContacts) -> bool:
        """Whether a touch of the plan may be this wave's: of its kind and channel, not before
        it.
        """
        return (
            touch.contact_class == self.contact_class
            and touch.channel in {"", self.placement.channel}
            and self.wave.on <= touch.on
        )


def contacts_of(plan: PlanSnapshot, context: Context) -> Iterator[Contact]:
    """The planned contacts of a plan. Of a wave up to today those count who were not told of yet,
    until it is closed: when all are told, or its results are over.
    """
    own = plan_of(plan.code)
    told = [touch for touch in context.touches if own and touch.campaign == own]
    return not_yet_told(plan, told, context)


def not_yet_told(
    plan: PlanSnapshot, told: Sequence[PastContacts], context: Context
) -> Iterator[Contact]:
    """The same, of which these touches tell."""
    pushes = [
        Push(placement, wave, facts.contact_class)
        for placement, wave in plan.waves()
        if (facts := context.channels.get(placement.channel)) is not None and facts.is_push
    ]
    left = not_told([push for push in pushes if push.wave.on <= context.as_of], told)
    for push in pushes:
        persons = left.get(id(push), push.wave.persons)
        if is_closed(push, told, context) or (not persons and push.wave.persons):
            continue
        yield Contact(
            on=push.wave.on,
            contact_class=push.contact_class,
            campaign=plan.code,
            persons=persons,
            is_decided=not plan.is_pending,
            placement=push.placement,
            wave=push.wave,
        )


def not_told(pushes: Sequence[Push], told: Sequence[PastContacts]) -> dict[int, AbstractBitMap]:
    """The persons of each wave (by its ``id``) of whom no touch tells. A touch tells of one
    contact: that of the latest wave before it that the person still waits for.
    """
    left: dict[int, AbstractBitMap] = {id(push): push.wave.persons for push in pushes}
    latest_first = sorted(pushes, key=lambda push: push.wave.on, reverse=True)
    # What names its channel can be nobody else's, so it is matched before what does not.
    for touch in sorted(told, key=lambda one: (not one.channel, one.on)):
        persons = touch.persons
        for push in latest_first:
            if push.is_told_by(touch) and (waiting := left[id(push)] & persons):
                left[id(push)], persons = left[id(push)] - waiting, persons - waiting
    return left


def is_closed(push: Push, told: Sequence[PastContacts], context: Context) -> bool:
    """Whether results came in for a wave, and no more are awaited: who was not told of then was not
    contacted. Results are dated from its day up to the placement's next wave.
    """
    days = context.policies_on(push.wave.on).pressure_result_days
    if (context.as_of - push.wave.on).days < days:
        return False
    later = [one.on for one in push.placement.waves if one.on > push.wave.on]
    return any(push.is_told_by(touch) and (not later or touch.on < min(later)) for touch in told)


def contacts_made(context: Context) -> list[Contact]:
    """What customers were told up to the day of the check."""
    return [
        Contact(
            on=touch.on,
            contact_class=touch.contact_class,
            campaign=touch.campaign,
            persons=touch.persons,
            is_care=touch.is_care,
        )
        for touch in context.touches
        if touch.on <= context.as_of
    ]


def split(plan: PlanSnapshot, context: Context) -> tuple[list[Contact], list[Contact]]:
    """The plan's contacts that can still be changed, and everything else that counts beside
    them.
    """
    own = list(contacts_of(plan, context))
    coming = [contact for contact in own if contact.on >= context.as_of]
    beside = [contact for contact in own if contact.on < context.as_of]
    beside += contacts_made(context)
    return coming, beside + contacts_of_others(context)


class _Last(threading.local):
    """The others' contacts as this thread listed them last, with the very objects that they stand
    on: near the plan, farther away, without one of them.
    """

    def __init__(self) -> None:
        self.lists: deque[tuple[tuple[object, ...], Sequence[Contact]]] = deque(maxlen=4)


_last = _Last()


def contacts_of_others(context: Context) -> list[Contact]:
    """The planned contacts of all plans around: the same for every change of the plan that is
    tried.
    """
    if len(context.plans) == 1:  # asked for one pair; all the others will be asked for again
        return list(contacts_of(context.plans[0], context))
    grounds = (
        context.plans,
        context.touches,
        context.channels,
        context.as_of,
        context.policies,
        context.later_policies,
    )
    for known, contacts in _last.lists:
        if all(map(is_, known, grounds)):
            return list(contacts)
    told: dict[str, list[PastContacts]] = {}
    for touch in context.touches:
        told.setdefault(touch.campaign, []).append(touch)
    found = [
        one
        for other in context.plans
        for one in not_yet_told(other, told.get(plan_of(other.code), []), context)
    ]
    _last.lists.append((grounds, found))
    return list(found)
