"""What may go because its time has passed."""

from __future__ import annotations

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from common import clock, faults
from common.calls import forget_old


def remove_expired() -> None:
    """Remove the expired rows of the shared cache, which itself only does so when it is full, and
    counts of calls that limit nobody any more.
    """
    forget_old()
    faults.forget_old(now=clock.now())
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]  # its own name for it
            cursor.execute(f"DELETE FROM {table} WHERE expires < now()")  # noqa: S608 - a setting
