"""Who was contacted how often in a window that ends on a day, kept for all that is asked about one
plan: each way out asks for the same windows of the others' contacts.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Sequence

from cachetools import LRUCache
from pyroaring import AbstractBitMap, BitMap

from preflight.pressure.contacts import Contact
from preflight.pressure.day_tallies import tallies_by_day
from preflight.pressure.tally import Tally

CACHE_BYTES = 256 * 2**20
A_DAY = dt.timedelta(days=1)
# By the tallies of a window's days: these tallies, and who is above so many in it.
Key = tuple[tuple[int, ...], int]
Known = tuple[tuple[Tally, ...], BitMap]


def weight(known: Known) -> int:
    """About how many bytes it takes at most."""
    return 2 * len(known[1]) + 500


class _Kept(threading.local):
    """What this thread counted last."""

    def __init__(self) -> None:
        self.above: LRUCache[Key, Known] = LRUCache(CACHE_BYTES, getsizeof=weight)


_kept = _Kept()


class Rolling:
    """Windows of ``span`` and a day over some contacts, counted among some persons at least."""

    def __init__(
        self, contacts: Iterable[Contact], among: AbstractBitMap, span: dt.timedelta
    ) -> None:
        self.dated = tallies_by_day(contacts, among)
        self.days = sorted(self.dated)
        self.span = span
        self._tally, self._inside = Tally(), list[dt.date]()

    def inside(self, last: dt.date) -> list[dt.date]:
        """The days with contacts in the window that ends on a day."""
        return [day for day in self.days if last - self.span <= day <= last]

    def above(self, last: dt.date, most: int) -> AbstractBitMap:
        """Who is contacted more than ``most`` times, which is not below zero, in the window."""
        inside = self.inside(last)
        tallies = tuple(self.dated[day] for day in inside)
        key = tuple(map(id, tallies)), most
        known = _kept.above.get(key)
        if known is None:
            self._slide(inside)
            known = tallies, self._tally.above(most)
            if weight(known) <= CACHE_BYTES:
                _kept.above[key] = known
        return known[1]

    def _slide(self, inside: list[dt.date]) -> None:
        """Let the tally be that of these days, from what it was by the shorter way."""
        before = set(self._inside)
        gone, coming = before.difference(inside), [day for day in inside if day not in before]
        if len(gone) + len(coming) > len(inside):
            self._tally, gone, coming = Tally(), set(), inside
        for day in coming:
            self._tally.add_all(self.dated[day])
        for day in gone:
            self._tally.remove_all(self.dated[day])
        self._inside = inside

    def persons_on(self, days: Iterable[dt.date]) -> BitMap:
        """Who is contacted on one of these days."""
        return BitMap().union(*(self.dated[day].persons for day in days))


def above_with(
    own: Sequence[AbstractBitMap], others: Rolling, last: dt.date, most: int
) -> AbstractBitMap:
    """Who of those that ``own`` contacts once each is contacted more than ``most`` times in the
    window together with the others' contacts.
    """
    over = BitMap()
    for times, persons in enumerate(at_least(own), start=1):
        # With so many of its own, so many fewer of the others are enough.
        enough = most - times
        over |= persons if enough < 0 else persons & others.above(last, enough)
    return over


def at_least(sets: Sequence[AbstractBitMap]) -> list[AbstractBitMap]:
    """Who is in at least one of the sets, in at least two, and so on."""
    levels: list[AbstractBitMap] = []
    for one in sets:
        carry = one
        for place, level in enumerate(levels):
            levels[place], carry = level | carry, level & carry
        if carry:
            levels.append(carry)
    return levels
