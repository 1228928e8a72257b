"""As whom a party is counted: as itself, or as the party that people or the matching found to be
the same.

Who is no more (erased, or a party without anything that was taken away) is counted as nobody: sets
that were frozen before still hold the ordinal, and are read without it.

Nothing moves when two parties are found to be one: ``Party.counted_as`` names the ordinal under
which the second is counted, sets that were frozen before are read through it, and everything that
hangs on the second stays there. ``Party.counted`` is what queries read. Taking the finding back
restores exactly what was.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from common.changelog import current_version
from customers.models import Party

Aliases = Mapping[int, int]
NOBODY = -1
Hidden = tuple[Aliases, FrozenBitMap]
_present: ContextVar[Hidden | None] = ContextVar("aliases", default=None)
_lock = threading.Lock()
_kept: tuple[int, Aliases, FrozenBitMap] = (-1, {}, FrozenBitMap())


@contextmanager
def read_once() -> Iterator[None]:
    """Within this everybody is counted as they were at its beginning, for what loads many sets one
    by one.
    """
    token = _present.set(_present.get() or aliases())
    try:
        yield
    finally:
        _present.reset(token)


@contextmanager
def read_as(found: Aliases) -> Iterator[None]:
    """Within this everybody is counted as ``found`` says, whatever was found since."""
    token = _present.set((found, FrozenBitMap(sorted(found))))
    try:
        yield
    finally:
        _present.reset(token)


def aliases() -> Hidden:
    """Every ordinal that is counted as another, with that one (``NOBODY`` for who is no more); and
    all of the first as a set. Remembered until the customers change, outside transactions.
    """
    global _kept  # noqa: PLW0603 - one value of this process
    if (present := _present.get()) is not None:
        return present
    is_kept = not connection.in_atomic_block
    version = current_version("customers") if is_kept else -1
    with _lock:
        known = _kept
    if is_kept and known[0] == version:
        return known[1], known[2]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ordinal, counted_as FROM customers_party WHERE counted_as IS NOT NULL"
            " UNION ALL SELECT ordinal, %s FROM customers_goneparty",
            [NOBODY],
        )
        found = dict(cursor.fetchall())
    hidden = FrozenBitMap(sorted(found))
    if is_kept:
        with _lock:
            _kept = (version, found, hidden)
    return found, hidden


def aliased(bitmap: AbstractBitMap, by: Hidden | None = None) -> FrozenBitMap:
    """The set with everybody once: who is counted as another stands there as that one, who is no
    more not at all.
    """
    found, hidden = by or aliases()
    moved = hidden & bitmap
    if not moved:
        return bitmap if isinstance(bitmap, FrozenBitMap) else FrozenBitMap(bitmap)
    others = BitMap(found[one] for one in moved if found[one] != NOBODY)
    return FrozenBitMap((BitMap(bitmap) - moved) | others)


def with_same(bitmap: AbstractBitMap, by: Hidden | None = None) -> BitMap:
    """The own ordinals of everybody in the set and of whoever is counted as one with them."""
    found, hidden = by or aliases()
    if not bitmap or not hidden:
        return BitMap(bitmap)
    counted = aliased(bitmap, (found, hidden))
    same = BitMap(one for one in hidden if found[one] != NOBODY and found[one] in counted)
    return BitMap().union(bitmap, counted, same)


def as_often(bitmap: AbstractBitMap, by: Hidden | None = None) -> list[FrozenBitMap]:
    """The set as often as somebody in it is counted: everybody once, then those who have a second
    account in it, and so on. One set of nobody for nobody.
    """
    found, hidden = by or aliases()
    moved = hidden & bitmap
    layers = [BitMap(bitmap) - moved]
    for one in moved:
        person = found[one]
        if person == NOBODY:
            continue
        place = next((place for place, layer in enumerate(layers) if person not in layer), None)
        if place is None:
            layers.append(BitMap())
        layers[-1 if place is None else place].add(person)
    return [FrozenBitMap(layer) for layer in layers]


def one_of_each(party_ids: Collection[int]) -> dict[int, int]:
    """Everybody who is one with one of these parties, by key, with that one. One query."""
    rows = Party.objects.filter(
        counted__in=Party.objects.filter(pk__in=party_ids).values("counted")
    ).values_list("pk", "counted")
    given = {counted: party for party, counted in rows if party in set(party_ids)}
    return {party: given[counted] for party, counted in rows}
