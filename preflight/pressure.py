"""Counting contacts per person in sliding windows, on bitmaps. Source: rules.md,
contact-pressure.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyroaring import AbstractBitMap, BitMap

from campaigns.enums import CampaignState
from channels.enums import ContactClass
from preflight.context import Context
from preflight.policies import Policies
from preflight.snapshot import PlacementSnapshot, PlanSnapshot, WaveSnapshot
from preflight.tally import Tally, more_than

PUSH = "push"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Persons who are contacted once on a day. ``campaign`` is empty for touches that no plan
    sent.
    """

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
    """One window, and the persons over the limit in it who get a contact of the plan in it;
    ``contacts`` are all theirs in it.
    """

    first: dt.date
    last: dt.date
    persons: BitMap
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """Who is over the limit, in which windows, and how many of each of the plan's waves (in the
    order given).
    """

    persons: BitMap
    windows: tuple[Window, ...]
    by_wave: tuple[int, ...]

    @property
    def worst(self) -> Window:
        """The window with the most persons over, of equals with the most contacts, of those the
        earliest.
        """
        return max(
            self.windows,
            key=lambda window: (len(window.persons), window.contacts, -window.last.toordinal()),
        )


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
    done = [
        (touch.on, touch.contact_class)
        for touch in context.touches
        if touch.campaign == plan.code and plan.code
    ]
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
            is_decided=plan.is_decided
            or (not plan.is_in_play and plan.state != CampaignState.DRAFT),
            placement=placement,
            wave=wave,
        )


def has_results(
    placement: PlacementSnapshot,
    wave: WaveSnapshot,
    contact_class: str,
    done: Sequence[tuple[dt.date, str]],
) -> bool:
    """Whether touches tell what came of a wave: some of its kind dated from its day up to the
    placement's next wave.
    """
    later = [one.on for one in placement.waves if one.on > wave.on]
    return any(
        kind == contact_class and wave.on <= day and (not later or day < min(later))
        for day, kind in done
    )


def split(plan: PlanSnapshot, context: Context) -> tuple[list[Contact], list[Contact]]:
    """The plan's contacts that can still be changed, and everything else that counts beside
    them.
    """
    own = list(contacts_of(plan, context))
    coming = [contact for contact in own if contact.on >= context.as_of]
    beside = [contact for contact in own if contact.on < context.as_of]
    beside += [
        Contact(
            on=touch.on,
            contact_class=touch.contact_class,
            campaign=touch.campaign,
            persons=touch.persons,
        )
        for touch in context.touches
        if touch.on <= context.as_of
    ]
    for other in context.plans:
        beside += contacts_of(other, context)
    return coming, beside


def by_day(
    contacts: Iterable[Contact], among: AbstractBitMap
) -> dict[dt.date, list[AbstractBitMap]]:
    """The contacts' persons, as far as they are among these, by day."""
    found: dict[dt.date, list[AbstractBitMap]] = {}
    for contact in contacts:
        if persons := contact.persons & among:
            found.setdefault(contact.on, []).append(persons)
    return found


def measure(
    own: Sequence[Contact],
    beside: Sequence[Contact],
    limit: Limit,
    *,
    among: AbstractBitMap | None = None,
) -> Pressure | None:
    """Who gets more than the limit allows in a window that holds one of the plan's own contacts;
    None if nobody.

    Only windows that end on a contact day can be the fullest, and only those are counted. Persons
    who stay within the limit over the whole span are left out first; ``among`` names the only ones
    who can be over, where that is known.
    """
    mine = [contact for contact in own if contact.contact_class in limit.classes]
    if not mine:
        return None
    span = dt.timedelta(days=limit.days - 1)
    first, last = min(contact.on for contact in mine), max(contact.on for contact in mine)
    others = [
        one
        for one in beside
        if one.contact_class in limit.classes and first - span <= one.on <= last + span
    ]
    suspects = among
    if suspects is None:
        reached = BitMap().union(*(contact.persons for contact in mine))
        suspects = more_than(
            limit.most, [contact.persons & reached for contact in (*mine, *others)]
        )
    dated = by_day((*mine, *others), suspects)
    tally, leaving = Tally(), deque[dt.date]()
    windows: list[Window] = []
    over_in_wave = [BitMap() for _ in mine]
    for day in sorted(dated):
        for one in dated[day]:
            tally.add(one)
        leaving.append(day)
        while leaving[0] < day - span:
            for one in dated[leaving.popleft()]:
                tally.remove(one)
        inside = [place for place, contact in enumerate(mine) if day - span <= contact.on <= day]
        counted = tally.above(limit.most) if inside else BitMap()
        over = [mine[place].persons & counted for place in inside]
        if in_window := BitMap().union(*over):
            windows.append(
                Window(
                    first=day - span, last=day, persons=in_window, contacts=tally.total(in_window)
                )
            )
            for place, persons in zip(inside, over, strict=True):
                over_in_wave[place] |= persons
    if not windows:
        return None
    sizes = {id(contact): len(found) for contact, found in zip(mine, over_in_wave, strict=True)}
    return Pressure(
        persons=BitMap().union(*(window.persons for window in windows)),
        windows=tuple(windows),
        by_wave=tuple(sizes.get(id(contact), 0) for contact in own),
    )


def over_with_one_more(
    rest: Sequence[Contact], persons: AbstractBitMap, limit: Limit, days: Sequence[dt.date]
) -> dict[dt.date, BitMap]:
    """For each of some successive days: which of the persons one more contact on that day would put
    over the limit.
    """
    span = limit.days - 1
    dated = by_day((one for one in rest if one.contact_class in limit.classes), persons)
    start = days[0] - dt.timedelta(days=span)
    tally = Tally(one for on, sets in dated.items() if start <= on < days[0] for one in sets)
    full: list[BitMap] = []  # by the day on which a window ends: who has no contact left in it
    for step in range(len(days) + span):
        end = days[0] + dt.timedelta(days=step)
        coming, gone = (
            dated.get(end, []),
            (dated.get(start + dt.timedelta(days=step - 1), []) if step else []),
        )
        for one in coming:
            tally.add(one)
        for one in gone:
            tally.remove(one)
        if coming or gone or not full:
            full.append(tally.above(limit.most - 1) if limit.most else BitMap(persons))
        else:
            full.append(full[-1])
    over = {}
    for step, day in enumerate(days):
        different = {id(one): one for one in full[step : step + span + 1]}
        over[day] = BitMap().union(*different.values())
    return over
