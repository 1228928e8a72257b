"""How often persons are contacted on each day, counted once for all that is asked about one plan.

A check asks again and again about the same contacts: with what is sent, with what is decided, with
each way out. So the contacts of one day, class and standing are counted once among the persons of
the plan, and kept for as long as the same persons, or fewer, are asked about. What is kept stands
on the very sets of the contacts, which it holds: with another set in the group it is counted anew.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Sequence

from cachetools import LRUCache
from pyroaring import AbstractBitMap, FrozenBitMap

from preflight.pressure.contacts import Contact
from preflight.pressure.tally import Tally

CACHE_BYTES = 64 * 2**20
Key = tuple[int, ...]
Group = tuple[tuple[AbstractBitMap, ...], Tally]
Sum = tuple[tuple[Tally, ...], Tally]


def weight(group: Group | Sum) -> int:
    """About how many bytes a tally takes at most."""
    return 2 * sum(map(len, group[1].planes)) + 500


class _Kept(threading.local):
    """What was counted last in this thread, and among whom."""

    def __init__(self) -> None:
        self.among: AbstractBitMap = FrozenBitMap()
        self.groups: LRUCache[Key, Group] = LRUCache(CACHE_BYTES, getsizeof=weight)
        self.sums: LRUCache[Key, Sum] = LRUCache(CACHE_BYTES, getsizeof=weight)


_kept = _Kept()


def tallies_by_day(contacts: Iterable[Contact], among: AbstractBitMap) -> dict[dt.date, Tally]:
    """How often each person is contacted on each day; others than these may be counted too. Days on
    which none of them is contacted are left out. The tallies are not to be changed.
    """
    if not among.issubset(_kept.among):
        _kept.among = FrozenBitMap(among)
        _kept.groups.clear()
        _kept.sums.clear()
    groups: dict[tuple[dt.date, str, bool, bool], list[AbstractBitMap]] = {}
    for one in contacts:
        key = (one.on, one.contact_class, one.is_decided, one.is_sent)
        groups.setdefault(key, []).append(one.persons)
    days: dict[dt.date, list[Tally]] = {}
    for (on, *_kind), sets in groups.items():
        if (counted := counted_once(sets)).planes:
            days.setdefault(on, []).append(counted)
    return {on: together(counted) for on, counted in days.items()}


def counted_once(sets: list[AbstractBitMap]) -> Tally:
    """How often each of the persons of the plan is in the sets."""
    key = tuple(map(id, sets))
    known = _kept.groups.get(key)
    if known is None:
        known = tuple(sets), Tally(persons for one in sets if (persons := one & _kept.among))
        if weight(known) <= CACHE_BYTES:
            _kept.groups[key] = known
    return known[1]


def together(tallies: Sequence[Tally]) -> Tally:
    """The sum, which is not to be changed either."""
    if len(tallies) == 1:
        return tallies[0]
    key = tuple(map(id, tallies))
    known = _kept.sums.get(key)
    if known is None:
        whole = Tally()
        for one in tallies:
            whole.add_all(one)
        known = tuple(tallies), whole
        if weight(known) <= CACHE_BYTES:
            _kept.sums[key] = known
    return known[1]
