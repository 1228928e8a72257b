"""What this process remembers of the customers. Everything here can be dropped at any time."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, TypeVar

from cachetools import LRUCache
from django.db import connection
from pyroaring import AbstractBitMap

V = TypeVar("V", bound=AbstractBitMap | Mapping[str, AbstractBitMap])

ENTRY_BYTES = 200  # about what an entry takes beside its bitmaps

_lock = threading.Lock()


def weight(value: AbstractBitMap | Mapping[str, AbstractBitMap]) -> int:
    """About how many bytes a set, or a mapping of sets, takes in memory."""
    if isinstance(value, AbstractBitMap):
        return len(value.serialize()) + ENTRY_BYTES
    return sum(weight(one) for one in value.values())


def bounded(limit: int) -> LRUCache[Hashable, V]:
    """A cache of what was used last, up to ``limit`` bytes in all."""
    return LRUCache(maxsize=limit, getsizeof=weight)


def recall(cache: LRUCache[Hashable, V], key: Hashable) -> V | None:
    with _lock:
        return cache.get(key)


def keep(cache: LRUCache[Hashable, V], key: Hashable, value: V) -> None:
    """Remember a value; one that is larger than the whole cache is not kept."""
    with _lock:
        if weight(value) <= cache.maxsize:
            cache[key] = value


class State(NamedTuple):
    """What the customers' tables stand at: version, time and day of the index (0 before it was ever
    made), the newest of what waits for it and how much that is, and the change log's version of
    "customers".
    """

    version: int
    at: dt.datetime | None
    day: dt.date | None
    newest: int
    waiting: int
    log: int


def state() -> State:
    """What the customers' tables stand at, in one query. What changes them leaves a row that waits
    for the index; as rows of one transaction can come to light after those of a later one, they
    are counted, too.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(i.id, 0), i.at, i.day, coalesce(q.newest, 0), q.waiting, (SELECT"
            " coalesce(max(version), 0) FROM common_change WHERE kind = 'customers') FROM (SELECT"
            " max(id) AS newest, count(*) AS waiting FROM customers_indexstale) q LEFT JOIN LATERAL"
            " (SELECT * FROM customers_indexstate ORDER BY id DESC LIMIT 1) i ON true"
        )
        return State(*cursor.fetchone())


def remembered(
    cache: LRUCache[Hashable, V], key: Hashable, make: Callable[[], V], at: Hashable | None = None
) -> V:
    """The value of ``key`` for the present state of the customers' tables, which whoever asks for
    many values reads once.

    Inside a transaction nothing is written to the cache: it could hold what is rolled back later.
    """
    full_key = (key, at or state())
    known = recall(cache, full_key)
    if known is not None:
        return known
    value = make()
    if not connection.in_atomic_block:
        keep(cache, full_key, value)
    return value
