"""Answers by the index that are right whatever it has still to take in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable

from cachetools import LRUCache
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from customers.aliases import aliased, with_same
from customers.caches import State, bounded, remembered, state
from customers.enums import IndexSource
from customers.index.moving import moving
from customers.models import IndexStale
from customers.models.index import INDEX_SHARD_BITS

# Of more people than these the rows of everybody are read at once.
MOST_ASKED = 200_000
TRIES = 3
CACHE_BYTES = 8 * 2**20

_unsure: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


def unsure(at: State, day: dt.date) -> FrozenBitMap:
    """The own ordinals of whom the index does not know what is true on the day: what changed since,
    what begins or ends between its day and this one, and who is one with somebody of them.
    """
    if not at.waiting and at.day == day:
        return FrozenBitMap()
    return remembered(_unsure, day, lambda: FrozenBitMap(_unsure_now(at, day)), at)


def _unsure_now(at: State, day: dt.date) -> BitMap:
    found = BitMap()
    if at.waiting:
        stale = IndexStale.objects.exclude(source=IndexSource.TOUCH)
        for shard, ordinals in stale.values_list("shard", "ordinals").distinct():
            if ordinals is None:
                found |= BitMap(range(shard << INDEX_SHARD_BITS, (shard + 1) << INDEX_SHARD_BITS))
            else:
                found |= BitMap(ordinals)
    if at.day is not None and at.day != day:
        found = found.union(*moving(at.day, day).values())
    return with_same(found)


def answered(
    judge: Callable[[State], tuple[AbstractBitMap, AbstractBitMap] | None],
    ask: Callable[[AbstractBitMap | None], AbstractBitMap],
    at: State,
    day: dt.date,
) -> FrozenBitMap:
    """Parties as they are counted, on a day: those whom ``judge`` tells for certain at a state, and
    of whom it tells perhaps, or does not know yet what changed, those whom ``ask`` finds among them
    in the rows. ``judge`` gives None where the index went on meanwhile. Where the index was never
    made, or doubts very many, everybody is asked for.
    """
    for _each in range(TRIES):
        judged = judge(at) if at.version else None
        if judged is not None:
            certain, perhaps = judged
            stale = unsure(at, day)
            doubtful = (perhaps - certain) | stale
            if len(doubtful) > MOST_ASKED:
                break
            found = aliased(certain - stale)
            return FrozenBitMap(found | ask(doubtful)) if doubtful else found
        if not at.version:
            break
        at = state()
    return FrozenBitMap(ask(None))
