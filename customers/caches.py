"""What this process remembers of the customers. Everything here can be thrown away at any time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.db import connection

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """Keeps what was used last, up to a total size."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.total = 0
        self._items: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key not in self._items:
                return None
            self._items.move_to_end(key)
            return self._items[key][0]

    def put(self, key: K, value: V, *, size: int) -> None:
        with self._lock:
            if key in self._items:
                self.total -= self._items.pop(key)[1]
            self._items[key] = (value, size)
            self.total += size
            while self.total > self.limit and self._items:
                self.total -= self._items.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._items.clear()
            self.total = 0


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
    cache: BoundedCache[Hashable, V], key: Hashable, make: Callable[[], V], size: Callable[[V], int]
) -> V:
    """The value of ``key`` for the present state of the customers' tables.

    Inside a transaction nothing is written to the cache: it could hold what is rolled back later.
    """
    full_key = (key, state())
    known = cache.get(full_key)
    if known is not None:
        return known
    value = make()
    if not connection.in_atomic_block:
        cache.put(full_key, value, size=size(value))
    return value
