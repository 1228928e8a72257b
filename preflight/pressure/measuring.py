"""Counting contacts per person in sliding windows, on bitmaps. Source: rules.md,
contact-pressure.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pyroaring import AbstractBitMap, BitMap

from preflight.pressure.contacts import Contact, WaveKey
from preflight.pressure.day_counts import DayCounts
from preflight.pressure.limits import Limit, Limits
from preflight.pressure.rolling import A_DAY, Rolling


@dataclass(frozen=True, kw_only=True)
class Window:
    """One window, and the persons over the limit in it who get a contact of the plan in it;
    ``beside`` are the contacts that may lie in it.
    """

    limit: Limit
    first: dt.date
    last: dt.date
    persons: AbstractBitMap
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

    persons: AbstractBitMap
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
    counts: DayCounts | None = None,
) -> Pressure | None:
    """Who gets more than the limit of the day allows in a window that holds one of the plan's own
    contacts; None if nobody. ``among`` names the only ones who can be over, where that is known;
    ``counts`` is where most of the contacts may be counted already.
    """
    found = [
        one for limit in limits for one in [_measure(own, beside, limit, among, counts)] if one
    ]
    if len(found) <= 1:
        return found[0] if found else None
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
    counts: DayCounts | None,
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
    rolling = Rolling(every, limit, suspects, counts)
    windows: list[Window] = []
    in_window: dict[tuple[int, ...], AbstractBitMap] = {}
    over: dict[tuple[int, ...], list[AbstractBitMap]] = defaultdict(list)
    for day in rolling.days:
        inside = tuple(place for place in mine if day - span <= own[place].on <= day)
        if not inside or not limit.first <= day <= limit.last:
            continue
        if inside not in in_window:
            in_window[inside] = suspects & BitMap().union(*(own[place].persons for place in inside))
        counted = rolling.above(day, limit.most, in_window[inside])
        if day - span < limit.first:
            # A window that begins before the limit holds: one contact must be of its own days.
            counted = rolling.above(day, 0, counted, first=limit.first)
        if counted:
            windows.append(
                Window(limit=limit, first=day - span, last=day, persons=counted, beside=every)
            )
            over[inside].append(counted)
    if not windows:
        return None
    waves = [BitMap() for _ in own]
    together = {inside: BitMap().union(*sets) for inside, sets in over.items()}
    for inside, persons in together.items():
        for place in inside:
            waves[place] |= own[place].persons & persons
    return Pressure(
        persons=BitMap().union(*together.values()), windows=tuple(windows), waves=tuple(waves)
    )


def over_with_one_more(
    own: Sequence[Contact],
    beside: Sequence[Contact],
    persons: AbstractBitMap,
    limit: Limit,
    days: Sequence[dt.date],
    counts: DayCounts | None = None,
) -> dict[dt.date, AbstractBitMap]:
    """For each of some successive days: which of the persons one more contact on that day would put
    over a limit that never changes, beside what is their ``own`` and what is beside it.
    """
    span = limit.span
    rest = [
        one
        for one in (*own, *beside)
        if limit.counts(one) and days[0] - span <= one.on <= days[-1] + span
    ]
    rolling = Rolling(rest, limit, persons, counts)
    # By the day on which a window ends: who has no contact left in it.
    full = [
        rolling.above(days[0] + step * A_DAY, limit.most - 1, persons)
        for step in range(len(days) + span.days)
    ]
    return {
        day: BitMap().union(*full[step : step + span.days + 1]) for step, day in enumerate(days)
    }
