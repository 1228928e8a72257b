"""Counting contacts per person in sliding windows, on bitmaps. Source: rules.md,
contact-pressure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pyroaring import AbstractBitMap, BitMap

from preflight.pressure.contacts import Contact, WaveKey
from preflight.pressure.limits import Limit, Limits
from preflight.pressure.rolling import A_DAY, Rolling, above_with


@dataclass(frozen=True, kw_only=True)
class Window:
    """One window, and the persons over the limit in it who get a contact of the plan in it;
    ``beside`` are the contacts that may lie in it.
    """

    limit: Limit
    first: dt.date
    last: dt.date
    persons: BitMap
    beside: Sequence[Contact]

    @cached_property
    def contacts(self) -> int:
        """All contacts of these persons in it."""
        return sum(
            self.persons.intersection_cardinality(one.persons)
            for one in self.beside
            if self.limit.counts(one) and self.first <= one.on <= self.last
        )


@dataclass(frozen=True, kw_only=True)
class Pressure:
    """Who is over the limit, in which windows, and who of each of the plan's waves (in the order
    given).
    """

    persons: BitMap
    windows: tuple[Window, ...]
    waves: tuple[BitMap, ...]

    @property
    def by_wave(self) -> tuple[int, ...]:
        """How many of each wave."""
        return tuple(len(persons) for persons in self.waves)

    @cached_property
    def worst(self) -> Window:
        """The window with the most persons over, of equals with the most contacts, of those the
        earliest.
        """
        most = max(len(window.persons) for window in self.windows)
        fullest = [window for window in self.windows if len(window.persons) == most]
        if len(fullest) == 1:
            return fullest[0]
        return max(fullest, key=lambda window: (window.contacts, -window.last.toordinal()))


def by_wave(own: Sequence[Contact], found: Pressure) -> dict[WaveKey, AbstractBitMap]:
    """Who is over in each of the plan's waves."""
    return {
        contact.wave_key: persons
        for contact, persons in zip(own, found.waves, strict=True)
        if persons and contact.wave_key is not None
    }


def measure(
    own: Sequence[Contact],
    beside: Sequence[Contact],
    limits: Limits,
    *,
    among: AbstractBitMap | None = None,
) -> Pressure | None:
    """Who gets more than the limit of the day allows in a window that holds one of the plan's own
    contacts; None if nobody. ``among`` names the only ones who can be over, where that is known.
    """
    found = [one for limit in limits for one in [_measure(own, beside, limit, among)] if one]
    if not found:
        return None
    return Pressure(
        persons=BitMap().union(*(one.persons for one in found)),
        windows=tuple(window for one in found for window in one.windows),
        waves=tuple(
            BitMap().union(*waves) for waves in zip(*(one.waves for one in found), strict=True)
        ),
    )


def _measure(
    own: Sequence[Contact],
    beside: Sequence[Contact],
    limit: Limit,
    among: AbstractBitMap | None,
) -> Pressure | None:
    """As ``measure``, in the days of one limit.

    Only windows that end on a contact day can be the fullest, and only those are counted.
    """
    span = limit.span
    mine = [place for place, one in enumerate(own) if limit.counts(one) and one.on <= limit.last]
    if not mine:
        return None
    first, last = min(own[place].on for place in mine), max(own[place].on for place in mine)
    others = [one for one in beside if limit.counts(one) and first - span <= one.on <= last + span]
    every = [*(own[place] for place in mine), *others]
    reached = BitMap().union(*(own[place].persons for place in mine))
    suspects = reached if among is None else reached & among
    rolling = Rolling(others, suspects, span)
    own_days = {own[place].on for place in mine if suspects.intersect(own[place].persons)}
    windows: list[Window] = []
    over_in_wave = [BitMap() for _ in own]
    for day in sorted(own_days.union(rolling.days)):
        inside = [place for place in mine if day - span <= own[place].on <= day]
        if not inside or not limit.first <= day <= limit.last:
            continue
        counted = suspects & above_with(
            [own[place].persons for place in inside], rolling, day, limit.most
        )
        if day - span < limit.first:
            counted &= judged([own[place] for place in inside], rolling, day, limit)
        if not counted:
            continue
        windows.append(
            Window(limit=limit, first=day - span, last=day, persons=counted, beside=every)
        )
        for place in inside:
            over_in_wave[place] |= own[place].persons & counted
    if not windows:
        return None
    return Pressure(
        persons=BitMap().union(*(window.persons for window in windows)),
        windows=tuple(windows),
        waves=tuple(over_in_wave),
    )


def judged(own: Sequence[Contact], others: Rolling, last: dt.date, limit: Limit) -> BitMap:
    """Whom the limit judges in a window that begins before it holds: one of the contacts must be of
    its own days.
    """
    days = [day for day in others.inside(last) if day >= limit.first]
    sets = [one.persons for one in own if one.on >= limit.first]
    return BitMap().union(others.persons_on(days), *sets)


def over_with_one_more(
    own: Sequence[Contact],
    beside: Sequence[Contact],
    persons: AbstractBitMap,
    limit: Limit,
    days: Sequence[dt.date],
) -> dict[dt.date, BitMap]:
    """For each of some successive days: which of the persons one more contact on that day would put
    over a limit that never changes, beside what is their ``own`` and what is beside it.
    """
    rest = [one for one in own if limit.counts(one)]
    others = Rolling([one for one in beside if limit.counts(one)], persons, limit.span)
    whole = BitMap(persons)
    full: list[BitMap] = []  # by the day on which a window ends: who has no contact left in it
    known: dict[tuple[object, ...], BitMap] = {}
    for step in range(len(days) + limit.span.days):
        last = days[0] + step * A_DAY
        inside = [one.persons for one in rest if last - limit.span <= one.on <= last]
        key = (*others.inside(last), *map(id, inside))
        if key not in known:
            by_others = others.above(last, limit.most - 1) if limit.most else whole
            known[key] = whole & (by_others | above_with(inside, others, last, limit.most - 1))
        full.append(known[key])
    over = {}
    for step, day in enumerate(days):
        different = {id(one): one for one in full[step : step + limit.span.days + 1]}
        over[day] = BitMap().union(*different.values())
    return over
