"""Counting contacts per person in sliding windows, on bitmaps. Source: rules.md,
contact-pressure.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import AbstractBitMap, BitMap

from preflight.pressure.contacts import Contact, WaveKey
from preflight.pressure.day_tallies import tallies_by_day
from preflight.pressure.limits import Limit, Limits
from preflight.pressure.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One window, and the persons over the limit in it who get a contact of the plan in it;
    ``contacts`` are all theirs in it.
    """

    limit: Limit
    first: dt.date
    last: dt.date
    persons: BitMap
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def worst(self) -> Window:
        """The window with the most persons over, of equals with the most contacts, of those the
        earliest.
        """
        return max(
            self.windows,
            key=lambda window: (len(window.persons), window.contacts, -window.last.toordinal()),
        )


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
    windows: list[Window] = []
    over_in_wave = [BitMap() for _ in own]
    for day, too_often, tally in sliding(tallies_by_day(every, suspects), limit):
        inside = [place for place in mine if day - span <= own[place].on <= day]
        counted = too_often & suspects
        over = [own[place].persons & counted for place in inside]
        if in_window := BitMap().union(*over):
            windows.append(
                Window(
                    limit=limit,
                    first=day - span,
                    last=day,
                    persons=in_window,
                    contacts=tally.total(in_window),
                )
            )
            for place, persons in zip(inside, over, strict=True):
                over_in_wave[place] |= persons
    if not windows:
        return None
    return Pressure(
        persons=BitMap().union(*(window.persons for window in windows)),
        windows=tuple(windows),
        waves=tuple(over_in_wave),
    )


def sliding(
    dated: Mapping[dt.date, Tally], limit: Limit
) -> Iterator[tuple[dt.date, BitMap, Tally]]:
    """Each contact day on which the limit holds, who gets more than it in the window that ends
    there, and how often each is contacted in it.
    """
    tally, inside = Tally(), deque[dt.date]()
    for day in sorted(dated):
        tally.add_all(dated[day])
        inside.append(day)
        while inside[0] < day - limit.span:
            tally.remove_all(dated[inside.popleft()])
        if not limit.first <= day <= limit.last:
            continue
        over = tally.above(limit.most)
        if inside[0] < limit.first:
            # Contacts of days before it are not judged by it: one of its own must be among them.
            over &= BitMap().union(*(dated[on].persons for on in inside if on >= limit.first))
        yield day, over, tally


def over_with_one_more(
    rest: Sequence[Contact], persons: AbstractBitMap, limit: Limit, days: Sequence[dt.date]
) -> dict[dt.date, BitMap]:
    """For each of some successive days: which of the persons one more contact on that day would put
    over a limit that never changes.
    """
    span = limit.days - 1
    dated = tallies_by_day([one for one in rest if limit.counts(one)], persons)
    start = days[0] - dt.timedelta(days=span)
    tally = Tally()
    for on, one in dated.items():
        if start <= on < days[0]:
            tally.add_all(one)
    full: list[BitMap] = []  # by the day on which a window ends: who has no contact left in it
    for step in range(len(days) + span):
        end = days[0] + dt.timedelta(days=step)
        coming = dated.get(end)
        gone = dated.get(start + dt.timedelta(days=step - 1)) if step else None
        if coming:
            tally.add_all(coming)
        if gone:
            tally.remove_all(gone)
        if coming or gone or not full:
            full.append(tally.above(limit.most - 1) & persons if limit.most else BitMap(persons))
        else:
            full.append(full[-1])
    over = {}
    for step, day in enumerate(days):
        different = {id(one): one for one in full[step : step + span + 1]}
        over[day] = BitMap().union(*different.values())
    return over
