"""Proving that the index says what the rows say, and mending it where it does not."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Collection, Iterator

from django.db import transaction
from pyroaring import BitMap

from common import locks
from customers.enums import IndexSource
from customers.index.derive import Key, Who, derived
from customers.index.fold import LOCK, kept_sets
from customers.index.wide import refuse_wide
from customers.models import IndexNews, IndexShard, IndexStale, IndexState, Party
from customers.models.index import INDEX_SHARD_BITS

logger = logging.getLogger(__name__)


def all_shards() -> list[int]:
    """The parts that anybody is in, or was."""
    newest = Party.objects.order_by("ordinal").values_list("ordinal", flat=True)
    kept = set(IndexShard.objects.values_list("shard", flat=True).distinct())
    persons, firms = newest.filter(kind="person"), newest.filter(kind="organisation")
    for rows in (persons, firms):
        first, last = rows.first(), rows.last()
        if first is not None and last is not None:
            kept |= set(range(first >> INDEX_SHARD_BITS, (last >> INDEX_SHARD_BITS) + 1))
    return sorted(kept)


@transaction.atomic
def differences(shard: int) -> Iterator[Key]:
    """The sets of a part that are not as the rows say, leaving out whoever waits to be taken in."""
    locks.advisory(LOCK)
    state = IndexState.objects.order_by("pk").last()
    if state is None:
        return
    for source in IndexSource:
        stale = BitMap()
        for ordinals in IndexStale.objects.filter(shard=shard, source=source).values_list(
            "ordinals", flat=True
        ):
            if ordinals is None:
                break
            stale |= BitMap(ordinals)
        else:
            if source == IndexSource.TOUCH:
                news = IndexNews.objects.filter(shard=shard).values_list("ordinals", flat=True)
                stale = stale.union(*map(BitMap, news))
            yield from wrong(source, shard, state.day, stale)


def wrong(source: str, shard: int, day: dt.date, stale: BitMap) -> Iterator[Key]:
    fresh = derived(source, Who(shard), day)
    refuse_wide(fresh)
    kept = {key: bitmap for key, _value, bitmap in kept_sets(source, shard)}
    for key in fresh.keys() | kept.keys():
        if fresh.get(key, BitMap()) - stale != kept.get(key, BitMap()) - stale:
            yield key


def rebuild(shards: Collection[int]) -> None:
    """Have parts read again as a whole."""
    IndexStale.objects.bulk_create(
        IndexStale(source=source, shard=shard) for shard in shards for source in IndexSource
    )


def prove_some(count: int, *, seed: int) -> list[Key]:
    """Prove so many parts, chosen by the seed; those that are wrong are read again. Returns what
    was wrong.
    """
    shards = all_shards()
    chosen = random.Random(seed).sample(shards, min(count, len(shards)))  # noqa: S311 - a sample
    found: list[Key] = []
    for shard in chosen:
        if keys := list(differences(shard)):
            logger.error("the index of part %s is wrong in %s sets: %s", shard, len(keys), keys[:5])
            rebuild([shard])
            found += keys
    return found
