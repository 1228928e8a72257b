"""How often the contacts of each day reach each person, kept in this process from check to check.

What is kept of a day stands on the very contacts that it counts, which are kept beside it and
compared whenever somebody asks: what went or came since is told to whoever asks, who reckons with
it. So the answer is exact whatever became of the plans, and whatever is tried. Before a check the
days around it are brought up to date, where more than a few contacts changed.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pyroaring import AbstractBitMap, BitMap

from preflight.pressure.contacts import Contact
from preflight.pressure.tally import Tally

CACHE_BYTES = 256 * 2**20
# Of so many contacts the days are not brought up to date yet.
FEW = 8
ENTRY_BYTES = 500

Sets = Sequence[AbstractBitMap]
Day = tuple[dt.date, str]  # with the class of its contacts
Window = tuple[tuple[Tally, ...], int]  # with the number that somebody is above


class Count(NamedTuple):
    """The contacts of one class on one day, and how often they reach each person: never changed."""

    sets: Sets
    tally: Tally
    ids: frozenset[int] = frozenset()

    @property
    def bytes(self) -> int:
        """About what it takes."""
        return sum(map(weight, self.tally.planes))


class Apart(NamedTuple):
    """A contact that is not counted as it should: one more (1), or one less (-1)."""

    on: dt.date
    persons: AbstractBitMap
    by: int


class Counted(NamedTuple):
    """The counts of some days, the earliest first, and what they are apart from the truth."""

    dated: Sequence[tuple[dt.date, Tally]]
    apart: Sequence[Apart]


NOTHING = Count((), Tally())
NO_DAY: Day = (dt.date.min, "")


def by_day(contacts: Iterable[Contact]) -> dict[Day, list[AbstractBitMap]]:
    """The persons of the contacts of each day and class."""
    found: dict[Day, list[AbstractBitMap]] = defaultdict(list)
    for one in contacts:
        found[one.on, one.contact_class].append(one.persons)
    return found


class DayCounts:
    """Counts of days, those asked for last, and who is above so many in windows over them."""

    def __init__(self) -> None:
        self._days: dict[Day, Count] = {}
        self._above: dict[Window, BitMap] = {}
        self._above_bytes = 0
        self._lock = threading.Lock()

    def follow(
        self, contacts: Iterable[Contact], first: dt.date, last: dt.date, *, few: int = FEW
    ) -> None:
        """Bring these days up to date, on which there are just these contacts, where more than a
        few changed.
        """
        wanted = by_day(one for one in contacts if first <= one.on <= last)
        with self._lock:
            kept = {day: one for day, one in self._days.items() if first <= day[0] <= last}
            changed = changes(kept, wanted)
            if sum(len(gone) + len(come) for gone, come in changed.values()) > few:
                for day, (gone, come) in changed.items():
                    kept[day] = brought(kept.get(day, NOTHING), wanted.get(day, ()), gone, come)
            others = {day: one for day, one in self._days.items() if day not in kept}
            self._replace(newest(others | kept))

    def _replace(self, days: dict[Day, Count]) -> None:
        """Keep these days, and nothing of windows over others."""
        gone = {one.tally for one in self._days.values()} - {one.tally for one in days.values()}
        for key in [key for key in self._above if not gone.isdisjoint(key[0])]:
            self._above_bytes -= weight(self._above.pop(key))
        self._days = days

    def counted(self, contacts: Iterable[Contact], classes: Collection[str]) -> Counted | None:
        """The days of these contacts, which are all that there are of these classes from the first
        to the last. None where most of them are not counted here.
        """
        wanted = by_day(contacts)
        first, last = min(wanted, default=NO_DAY)[0], max(wanted, default=NO_DAY)[0]
        kept = {
            day: one
            for day, one in self._days.items()
            if first <= day[0] <= last and day[1] in classes
        }
        apart = [
            Apart(on, persons, by)
            for (on, _class), sides in changes(kept, wanted).items()
            for by, sets in zip((-1, 1), sides, strict=True)
            for persons in sets
        ]
        if 2 * len(apart) > sum(map(len, wanted.values())):
            return None
        return Counted([(day[0], kept[day].tally) for day in sorted(kept)], apart)

    def above(self, tallies: tuple[Tally, ...], most: int, whole: Callable[[], Tally]) -> BitMap:
        """Who is above so many in these tallies together, of which ``whole`` makes the sum."""
        known = self._above.get((tallies, most))
        if known is None:
            known = whole().above(most)
            with self._lock:
                if (tallies, most) not in self._above:
                    self._above_bytes += weight(known)
                self._above[tallies, most] = known
                while self._above_bytes > CACHE_BYTES:
                    self._above_bytes -= weight(self._above.pop(next(iter(self._above))))
        return known


def newest(days: dict[Day, Count]) -> dict[Day, Count]:
    """As many of the last ones as there is room for."""
    size = sum(one.bytes for one in days.values())
    for day in list(days):
        if size <= CACHE_BYTES:
            break
        size -= days.pop(day).bytes
    return days


def changes(kept: Mapping[Day, Count], wanted: Mapping[Day, Sets]) -> dict[Day, tuple[Sets, Sets]]:
    """What went and what came on the days on which anything did."""
    found = {
        day: difference(kept.get(day, NOTHING), wanted.get(day, ()))
        for day in kept.keys() | wanted.keys()
    }
    return {day: sides for day, sides in found.items() if any(sides)}


def weight(one: AbstractBitMap) -> int:
    """About how many bytes a set takes at most: two for each member, or one for eight numbers."""
    return ENTRY_BYTES + (min(2 * len(one), (one.max() - one.min()) // 8) if one else 0)


def difference(kept: Count, wanted: Sets) -> tuple[Sets, Sets]:
    """The sets that went and those that came. Equal ones are the same, whoever made them."""
    if len(kept.ids) == len(kept.sets) == len(wanted) and kept.ids == set(map(id, wanted)):
        return (), ()
    before, after = Counter(map(id, kept.sets)), Counter(map(id, wanted))
    named = {id(one): one for one in (*kept.sets, *wanted)}
    gone = [named[key] for key in (before - after).elements()]
    come = []
    for one in map(named.__getitem__, (after - before).elements()):
        if one in gone:
            gone.remove(one)
        else:
            come.append(one)
    return gone, come


def brought(count: Count, sets: Sets, gone: Sets, come: Sets) -> Count:
    """The count of these sets, from another by the shorter way."""
    tally = Tally()
    if len(gone) + len(come) < len(sets):
        tally.add_all(count.tally)
        for one in gone:
            tally.remove(one)
    else:
        come = sets
    for one in come:
        tally.add(one)
    return Count(sets, tally, frozenset(map(id, sets)))
