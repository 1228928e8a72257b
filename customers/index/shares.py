"""The persons of each hundredth, by which waves and control groups share people out: kept by the
index, and in this process brought up to date by the parts that changed.

A party's number is given once, so nobody leaves their hundredth.
"""

from __future__ import annotations

import threading

from django.db import connection
from pyroaring import BitMap

from customers.caches import State, state
from customers.enums import IndexSource, PartyKind
from customers.index.attributes import ANY, CONTROL, HUNDREDTH
from customers.index.derive import Who, share_of, shares_of
from customers.models import IndexShard, IndexStale, Party
from customers.models.index import INDEX_SHARD_BITS

HUNDRED = 100
Planes = list[BitMap]
Both = tuple[Planes, Planes]
NAMES = (HUNDREDTH, CONTROL)

_lock = threading.Lock()
_kept: tuple[int, Both] = (0, ([], []))


def shares(at: State | None = None) -> Both:
    """The persons of each hundredth, and of each hundredth for control groups, as of now; not to be
    changed.
    """
    global _kept  # noqa: PLW0603 - one value of this process
    at = at or state()
    if not at.version:
        return everybody()
    with _lock:
        version, planes = _kept
    if version != at.version:
        since = version if version < at.version else 0
        planes = renewed(planes, since)
        if not connection.in_atomic_block:
            with _lock:
                _kept = at.version, planes
    return with_newcomers(planes) if at.waiting else planes


def nobody() -> Both:
    return tuple([BitMap() for _ in range(HUNDRED)] for _ in NAMES)  # type: ignore[return-value]


def everybody() -> Both:
    """The same by the numbers of all persons, while there is no index."""
    found: list[list[list[int]]] = [[[] for _ in range(HUNDRED)] for _ in NAMES]
    people = Party.objects.filter(kind=PartyKind.PERSON).order_by("ordinal")
    for ordinal, number in people.values_list("ordinal", "number").iterator(10_000):
        for planes, place in zip(found, share_of(number), strict=True):
            planes[place].append(ordinal)
    hundredths, control = ([BitMap(ordinals) for ordinals in planes] for planes in found)
    return hundredths, control


def renewed(kept: Both, since: int) -> Both:
    """The planes with the parts that changed after a version."""
    fresh = nobody()
    if since:
        fresh = tuple([BitMap(plane) for plane in planes] for planes in kept)  # type: ignore[assignment]
    rows = IndexShard.objects.filter(value__attribute__in=NAMES, version__gt=since)
    for name, value, shard, data in (
        rows.exclude(value__value=ANY)
        .values_list("value__attribute", "value__value", "shard", "bitmap")
        .iterator(500)
    ):
        plane = fresh[NAMES.index(name)][int(value)]
        plane.remove_range(shard << INDEX_SHARD_BITS, (shard + 1) << INDEX_SHARD_BITS)
        plane |= BitMap.deserialize(bytes(data))
    return fresh


def with_newcomers(planes: Both) -> Both:
    """The planes with whom the index has still to take in."""
    rows = IndexStale.objects.filter(source=IndexSource.PARTY).values_list("shard", "ordinals")
    whole = {shard for shard, ordinals in rows if ordinals is None}
    some = BitMap().union(*(BitMap(found) for _shard, found in rows if found is not None))
    result = [list(one) for one in planes]
    for who in (*map(Who, whole), *([Who(0, some)] if some else [])):
        for (name, value, _lane), found in shares_of(who).items():
            own, place = result[NAMES.index(name)], int(value)
            if not found <= own[place]:
                own[place] = own[place] | found
    return result[0], result[1]
