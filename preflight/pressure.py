"""Counting contacts per person in sliding windows, on bitmaps. Source: rules.md, contact-pressure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyroaring import AbstractBitMap, BitMap

from campaigns.enums import CampaignState
from channels.enums import ContactClass
from preflight.policies import Policies
from preflight.snapshot import PlacementSnapshot, PlanSnapshot, WaveSnapshot
from preflight.surroundings import Context

PUSH = "push"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Persons who are contacted once on a day. ``campaign`` is empty for touches that no plan sent."""

    on: dt.date
    contact_class: str
    campaign: str
    persons: AbstractBitMap
    is_decided: bool = True
    placement: PlacementSnapshot | None = None
    wave: WaveSnapshot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most ``most`` contacts of these classes within ``days`` days."""

    name: str
    classes: frozenset[str]
    most: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One window, and the persons over the limit in it who get a contact of the plan in it; ``contacts`` are all theirs in it."""

    first: dt.date
    last: dt.date
    persons: BitMap
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """Who is over the limit, in which windows, and how many of each of the plan's waves (in the order given)."""

    persons: BitMap
    windows: tuple[Window, ...]
    by_wave: tuple[int, ...]

    @property
    def worst(self) -> Window:
        """The window with the most persons over, of equals with the most contacts, of those the earliest."""
        return max(self.windows, key=lambda window: (len(window.persons), window.contacts, -window.last.toordinal()))


def limits(policies: Policies) -> tuple[Limit, ...]:
    """The limits for SMS, for outbound calls, and for everything that counts as push."""
    return (
        Limit(
            name=ContactClass.SMS.value,
            classes=frozenset({ContactClass.SMS.value}),
            most=policies.pressure_sms_limit,
            days=policies.pressure_sms_days,
        ),
        Limit(
            name=ContactClass.CALL.value,
            classes=frozenset({ContactClass.CALL.value}),
            most=policies.pressure_call_limit,
            days=policies.pressure_call_days,
        ),
        Limit(
            name=PUSH,
            classes=frozenset(policies.pressure_push_classes),
            most=policies.pressure_push_limit,
            days=policies.pressure_push_days,
        ),
    )


def contacts_of(plan: PlanSnapshot, context: Context) -> Iterator[Contact]:
    """The planned contacts of a plan. A past wave counts as planned until its results are in."""
    done = [(touch.on, touch.contact_class) for touch in context.touches if touch.campaign == plan.code and plan.code]
    for placement, wave in plan.waves():
        facts = context.channels.get(placement.channel)
        if facts is None or not facts.is_push:
            continue
        if wave.on >= context.as_of and not plan.is_in_play and plan.state != CampaignState.DRAFT:
            continue  # an ended plan contacts nobody any more
        if wave.on <= context.as_of and has_results(placement, wave, facts.contact_class, done):
            continue
        yield Contact(
            on=wave.on,
            contact_class=facts.contact_class,
            campaign=plan.code,
            persons=wave.persons,
            is_decided=plan.is_decided or (not plan.is_in_play and plan.state != CampaignState.DRAFT),
            placement=placement,
            wave=wave,
        )


def has_results(placement: PlacementSnapshot, wave: WaveSnapshot, contact_class: str, done: Sequence[tuple[dt.date, str]]) -> bool:
    """Whether touches tell what came of a wave: some of its kind dated from its day up to the placement's next wave."""
    later = [one.on for one in placement.waves if one.on > wave.on]
    return any(kind == contact_class and wave.on <= day and (not later or day < min(later)) for day, kind in done)


def split(plan: PlanSnapshot, context: Context) -> tuple[list[Contact], list[Contact]]:
    """The plan's contacts that can still be changed, and everything else that counts beside them."""
    own = list(contacts_of(plan, context))
    coming = [contact for contact in own if contact.on >= context.as_of]
    beside = [contact for contact in own if contact.on < context.as_of]
    beside += [
        Contact(on=touch.on, contact_class=touch.contact_class, campaign=touch.campaign, persons=touch.persons)
        for touch in context.touches
        if touch.on <= context.as_of
    ]
    for other in context.plans:
        beside += contacts_of(other, context)
    return coming, beside


def more_than(most: int, sets: Iterable[AbstractBitMap]) -> BitMap:
    """Who is in more than ``most`` of the sets. ``levels[k]`` holds who was seen more than k times."""
    levels = [BitMap() for _ in range(most + 1)]
    for one in sets:
        for level in range(most, 0, -1):
            levels[level] |= levels[level - 1] & one
        levels[0] |= one
    return levels[most]


def largest_count(persons: AbstractBitMap, sets: Sequence[AbstractBitMap], *, at_least: int) -> int:
    """The most sets that one of the persons is in; all of them are known to be in ``at_least``."""
    count, left = at_least, BitMap(persons)
    while left:
        left = more_than(count, [one & left for one in sets])
        count += bool(left)
    return count


def measure(own: Sequence[Contact], beside: Sequence[Contact], limit: Limit) -> Pressure | None:
    """Who gets more than the limit allows in a window that holds one of the plan's own contacts; None if nobody.

    Only windows that end on a contact day can be the fullest, and only those are counted. Persons who stay within the
    limit over the whole span are left out first.
    """
    mine = [contact for contact in own if contact.contact_class in limit.classes]
    if not mine:
        return None
    span = dt.timedelta(days=limit.days - 1)
    first, last = min(contact.on for contact in mine), max(contact.on for contact in mine)
    others = [one for one in beside if one.contact_class in limit.classes and first - span <= one.on <= last + span]
    reached = BitMap().union(*(contact.persons for contact in mine))
    suspects = more_than(limit.most, [contact.persons & reached for contact in (*mine, *others)])
    if not suspects:
        return None
    by_day: dict[dt.date, list[AbstractBitMap]] = {}
    for contact in (*mine, *others):
        if among := contact.persons & suspects:
            by_day.setdefault(contact.on, []).append(among)
    windows: list[Window] = []
    over_in_wave = [BitMap() for _ in mine]
    for day in sorted(by_day):
        if not first <= day <= last + span:
            continue
        start = day - span
        inside = [place for place, contact in enumerate(mine) if start <= contact.on <= day]
        there = [one for on, sets in by_day.items() if start <= on <= day for one in sets]
        counted = more_than(limit.most, there)
        in_window = BitMap().union(*(mine[place].persons & counted for place in inside))
        if in_window:
            contacts = sum(one.intersection_cardinality(in_window) for one in there)
            windows.append(Window(first=start, last=day, persons=in_window, contacts=contacts))
            for place in inside:
                over_in_wave[place] |= mine[place].persons & in_window
    if not windows:
        return None
    everyone = BitMap().union(*(window.persons for window in windows))
    sizes = {id(contact): len(found) for contact, found in zip(mine, over_in_wave, strict=True)}
    return Pressure(persons=everyone, windows=tuple(windows), by_wave=tuple(sizes.get(id(contact), 0) for contact in own))
