"""What this process remembers of the customers. Everything here can be dropped at any time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

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


State = tuple[int, int, int]


def state() -> State:
    """What the customers' tables stand at: the change log's version of "customers" and the newest
    rows, in one query.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(max(version), 0) FROM common_change WHERE kind = 'customers'),"
            " (SELECT coalesce(max(id), 0) FROM customers_customer), (SELECT coalesce(max(id), 0)"
            " FROM customers_holding)"
        )
        version, customer, holding = cursor.fetchone()
        return version, customer, holding


def remembered(
    cache: LRUCache[Hashable, V], key: Hashable, make: Callable[[], V], at: State | None = None
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
