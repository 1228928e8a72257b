"""Sets of parties as roaring bitmaps over their ordinals: counting, splitting by kind, storing,
loading, expanding.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Hashable, Iterable, Mapping

from cachetools import LRUCache
from django.db import connection
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from common import clock
from customers.aliases import aliased, aliases
from customers.caches import bounded, keep, recall
from customers.enums import LinkKind
from customers.models import PartySet, PartySetShard
from customers.models.party_set import SHARD_BITS

# Persons are numbered below this, organisations from it on, so that the split is a range operation.
ORGANISATION_BASE = 2**31
LAST_ORDINAL = 2**32
CACHE_BYTES = 256 * 2**20

_sets: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


def count_persons(bitmap: AbstractBitMap) -> int:
    """How many persons are in the set."""
    return bitmap.range_cardinality(0, ORGANISATION_BASE)


def count_organisations(bitmap: AbstractBitMap) -> int:
    """How many organisations are in the set."""
    return bitmap.range_cardinality(ORGANISATION_BASE, LAST_ORDINAL)


def persons(bitmap: AbstractBitMap) -> BitMap:
    """The persons of the set. Taking the few organisations away is far cheaper than cutting with
    two thousand million numbers.
    """
    return BitMap(bitmap) - organisations(bitmap)


def organisations(bitmap: AbstractBitMap) -> BitMap:
    """The organisations of the set."""
    return (
        BitMap(bitmap.iter_equal_or_larger(ORGANISATION_BASE))
        if count_organisations(bitmap)
        else BitMap()
    )


def _range(first: int, end: int) -> BitMap:
    return BitMap(range(first, end))


def union(bitmaps: Iterable[AbstractBitMap]) -> BitMap:
    """Everybody who is in any of the sets; empty if there are none."""
    return BitMap().union(*bitmaps)


def store(bitmap: AbstractBitMap, *, now: dt.datetime | None = None) -> PartySet:
    """Keep a set for good, cut into shards of 2**20 ordinals. The same set again gives the row that
    is there.
    """
    return store_many([bitmap], now=now)[0]


def is_stored_as(bitmap: AbstractBitMap, row: PartySet) -> bool:
    """Whether the row keeps this set."""
    return row.size == len(bitmap) and row.digest == digest(compact(bitmap))


def compact(bitmap: AbstractBitMap) -> BitMap:
    """A copy that takes as little room as it can: equal sets are serialised alike."""
    whole = BitMap(bitmap)
    whole.run_optimize()
    return whole


def digest(compacted: BitMap) -> str:
    return hashlib.sha256(compacted.serialize()).hexdigest()


def store_many(sets: Iterable[AbstractBitMap], *, now: dt.datetime | None = None) -> list[PartySet]:
    """The rows of sets, in their order, in at most three statements."""
    wholes = [compact(one) for one in sets]
    digests = [digest(whole) for whole in wholes]
    rows = {
        (row.digest, row.size): row
        for row in PartySet.objects.filter(digest__in=set(digests)).order_by("-pk")
    }
    new: dict[tuple[str, int], BitMap] = {
        (mark, len(whole)): whole
        for mark, whole in zip(digests, wholes, strict=True)
        if (mark, len(whole)) not in rows
    }
    if new:
        rows |= zip(new, _write(new, now=now or clock.now()), strict=True)
    return [rows[mark, len(whole)] for mark, whole in zip(digests, wholes, strict=True)]


def _write(new: Mapping[tuple[str, int], BitMap], *, now: dt.datetime) -> list[PartySet]:
    """Rows for sets by digest and size."""
    rows = PartySet.objects.bulk_create(
        PartySet(size=size, persons=count_persons(whole), digest=mark, created_at=now)
        for (mark, size), whole in new.items()
    )
    shards = []
    for row, whole in zip(rows, new.values(), strict=True):
        for shard, part in _shards(whole):
            part.run_optimize()
            shards.append(
                PartySetShard(party_set=row, shard=shard, size=len(part), bitmap=part.serialize())
            )
    PartySetShard.objects.bulk_create(shards)
    return rows


def _shards(bitmap: BitMap) -> Iterable[tuple[int, BitMap]]:
    start = 0
    while bitmap.range_cardinality(start, LAST_ORDINAL):
        shard = bitmap.next_set_bit(start) >> SHARD_BITS
        start = (shard + 1) << SHARD_BITS
        yield shard, bitmap & _range(shard << SHARD_BITS, start)


def load(party_set_id: int) -> FrozenBitMap:
    """The set of that row. Raises ``PartySet.DoesNotExist``."""
    return load_many([party_set_id])[party_set_id]


def load_many(party_set_ids: Iterable[int]) -> dict[int, FrozenBitMap]:
    """Sets by row, in one query for those that this process has not seen yet, with everybody once
    as they are counted now; they are frozen, so copy before changing.

    Raises ``PartySet.DoesNotExist`` when one is not there.
    """
    found = load_stored(party_set_ids)
    by = aliases() if found else ({}, FrozenBitMap())
    return {key: aliased(value, by) for key, value in found.items()}


def load_stored(party_set_ids: Iterable[int]) -> dict[int, FrozenBitMap]:
    """The same with every account by itself, as it was stored: for who counts what was done."""
    wanted = set(party_set_ids)
    found = {key: value for key in wanted if (value := recall(_sets, key)) is not None}
    if missing := wanted - set(found):
        parts: dict[int, list[BitMap]] = {}
        rows = PartySet.objects.filter(pk__in=missing).values_list("pk", "shards__bitmap")
        for key, data in rows:
            parts.setdefault(key, []).extend(
                [BitMap.deserialize(bytes(data))] if data is not None else []
            )
        if absent := missing - set(parts):
            raise PartySet.DoesNotExist(f"no party set {min(absent)}")
        for key, pieces in parts.items():
            found[key] = FrozenBitMap(union(pieces))
            keep(_sets, key, found[key])
    return found


def holding(party_set_ids: Iterable[int], ordinals: AbstractBitMap) -> set[int]:
    """Which of the sets hold one of these parties, as they were stored. One query, which reads only
    the parts of the sets that could.
    """
    shards = {ordinal >> SHARD_BITS for ordinal in ordinals}
    rows = PartySetShard.objects.filter(party_set__in=set(party_set_ids), shard__in=shards)
    return {
        key
        for key, data in rows.values_list("party_set_id", "bitmap").iterator(100)
        if not ordinals.isdisjoint(BitMap.deserialize(bytes(data)))
    }


def expand(bitmap: AbstractBitMap) -> BitMap:
    """The set with the members and key contacts of its organisations added."""
    return union((bitmap, *people_by_organisation(bitmap).values()))


def people_by_organisation(bitmap: AbstractBitMap) -> dict[int, BitMap]:
    """The members and key contacts of each organisation of the set that has any, by its ordinal. No
    query without organisations.
    """
    return _people(organisations(bitmap), LinkKind.values)


def contacts_by_organisation(bitmap: AbstractBitMap) -> dict[int, BitMap]:
    """The key contacts of each organisation of the set that has any, by its ordinal. No query
    without organisations.
    """
    return _people(organisations(bitmap), [LinkKind.KEY_CONTACT.value])


def _people(groups: BitMap, kinds: Iterable[str]) -> dict[int, BitMap]:
    if not groups:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisation.counted, array_agg(person.counted) FROM customers_partylink link"
            " JOIN customers_party organisation ON organisation.id = link.organisation_id JOIN"
            " customers_party person ON person.id = link.person_id WHERE organisation.counted ="
            " ANY(%s) AND link.kind = ANY(%s) GROUP BY 1",
            [list(groups), list(kinds)],
        )
        return {ordinal: BitMap(found) for ordinal, found in cursor.fetchall()}
