"""Windows that slide over the days with contacts: who is contacted how often in each."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyroaring import AbstractBitMap, BitMap

from preflight.pressure.contacts import Contact
from preflight.pressure.day_counts import Apart, Counted, DayCounts
from preflight.pressure.limits import Limit
from preflight.pressure.tally import Tally

A_DAY = dt.timedelta(days=1)


class Rolling:
    """The windows of a limit over some contacts, all that there are of its classes from the first
    to the last. ``counts`` is where they may be counted already; else they are counted for this
    once, ``among`` the persons who will be asked about.
    """

    def __init__(
        self,
        contacts: Sequence[Contact],
        limit: Limit,
        among: AbstractBitMap,
        counts: DayCounts | None = None,
    ) -> None:
        found = counts.counted(contacts, limit.classes) if counts else None
        if counts is None or found is None:
            counts, found = counted_once(contacts, limit, among)
        self.span, self._counts, self._apart = limit.span, counts, found.apart
        self._dates = [on for on, _tally in found.dated]
        self._tallies = tuple(tally for _on, tally in found.dated)
        self._whole, self._inside = Tally(), dict[int, Tally]()

    @property
    def days(self) -> list[dt.date]:
        """The days with contacts."""
        return sorted({*self._dates, *(one.on for one in self._apart)})

    def above(
        self,
        last: dt.date,
        most: int,
        among: AbstractBitMap,
        *,
        first: dt.date | None = None,
    ) -> AbstractBitMap:
        """Who is contacted more than ``most`` times in the window that ends on a day, or in its
        part from ``first`` on.
        """
        first = first or last - self.span
        tallies = self._between(first, last)
        # Who gets more than is counted is above with so many fewer of what is.
        found = [
            persons
            if more > most
            else persons & self._counts.above(tallies, most - more, lambda: self._sum(tallies))
            for more, persons in self._parts(first, last, among).items()
        ]
        return found[0] if len(found) == 1 else BitMap().union(*found)

    def most(self, last: dt.date, among: AbstractBitMap) -> int:
        """The most contacts that one of them gets in the window that ends on a day."""
        first = last - self.span
        whole = self._sum(self._between(first, last))
        parts = self._parts(first, last, among)
        return max(more + whole.largest(some) for more, some in parts.items())

    def _between(self, first: dt.date, last: dt.date) -> tuple[Tally, ...]:
        return self._tallies[bisect_left(self._dates, first) : bisect_right(self._dates, last)]

    def _parts(
        self, first: dt.date, last: dt.date, among: AbstractBitMap
    ) -> dict[int, AbstractBitMap]:
        """The persons by how many more contacts they get in a window than are counted."""
        if not self._apart:
            return {0: among}
        return by_more(among, (one for one in self._apart if first <= one.on <= last))

    def _sum(self, tallies: Sequence[Tally]) -> Tally:
        """How often they count everybody together, from the sum before by the shorter way."""
        wanted = {id(one): one for one in tallies}
        gone = [one for key, one in self._inside.items() if key not in wanted]
        coming = [one for key, one in wanted.items() if key not in self._inside]
        if len(gone) + len(coming) > len(tallies):
            self._whole, gone, coming = Tally(), [], list(tallies)
        for one in coming:
            self._whole.add_all(one)
        for one in gone:
            self._whole.remove_all(one)
        self._inside = wanted
        return self._whole


def counted_once(
    contacts: Iterable[Contact], limit: Limit, among: AbstractBitMap
) -> tuple[DayCounts, Counted]:
    """The contacts counted among these persons alone."""
    near = [replace(one, persons=both) for one in contacts if (both := one.persons & among)]
    counts = DayCounts()
    counts.follow(near, dt.date.min, dt.date.max, few=0)
    found = counts.counted(near, limit.classes)
    return counts, found or Counted((), ())


def by_more(among: AbstractBitMap, apart: Iterable[Apart]) -> dict[int, AbstractBitMap]:
    """The persons by how many more contacts they get than are counted."""
    parts: dict[int, AbstractBitMap] = {0: among}
    for one in apart:
        moved: dict[int, AbstractBitMap] = {}
        for more, persons in parts.items():
            for then, some in (
                (more + one.by, persons & one.persons),
                (more, persons - one.persons),
            ):
                if some:
                    moved[then] = moved[then] | some if then in moved else some
        parts = moved
    return parts
