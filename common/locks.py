"""The only place that locks. Order: approval lock, campaigns by key, resources by key, the rows
that foreign keys name, change-log lock.

Rows are locked against writers, not against those who only name them by a foreign key. The database
checks foreign keys at the end of a transaction and locks the named rows for it, which would come
after the change-log lock; ``last`` has it done before.

Tests of races replace ``LOCKS`` with a twin that does not lock, and must then see the race happen.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import OperationalError, connection, models

from common.errors import Busy

M = TypeVar("M", bound=models.Model)

LOCK_NOT_AVAILABLE = "55P03"
DEADLOCK = "40P01"


class Locks:
    """Row and advisory locks, held until the transaction ends."""

    def rows(self, queryset: models.QuerySet[M]) -> list[M]:
        return list(queryset.order_by("pk").select_for_update(of=("self",), no_key=True))

    def last(self, name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;"
                " SELECT pg_advisory_xact_lock(%s)",
                [zlib.crc32(name.encode())],
            )

    def advisory(self, name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])


class NoLocks(Locks):
    """Reads the rows and locks nothing: the twin that proves a race test."""

    def rows(self, queryset: models.QuerySet[M]) -> list[M]:
        return list(queryset.order_by("pk"))

    def last(self, name: str) -> None:
        return None

    def advisory(self, name: str) -> None:
        return None


LOCKS: Locks = Locks()


def is_lock_failure(error: Exception) -> bool:
    """Whether the database gave up waiting for a lock (timeout or deadlock), here or at the end of
    a transaction.
    """
    return isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", None) in {
        LOCK_NOT_AVAILABLE,
        DEADLOCK,
    }


@contextmanager
def _busy() -> Iterator[None]:
    """Raise ``Busy`` where a lock cannot be had."""
    try:
        yield
    except OperationalError as error:
        if is_lock_failure(error):
            raise Busy from error
        raise


def many(queryset: models.QuerySet[M]) -> list[M]:
    """Lock the rows of the queryset in key order and return them.

    Raises ``Busy`` if another transaction holds one of them for longer than the lock timeout.
    """
    with _busy():
        return LOCKS.rows(queryset)


def last(name: str) -> None:
    """Check the foreign keys of all that was written by now, which locks what they name, and then
    take a named lock, the last of the transaction. Raises ``Busy``.
    """
    with _busy():
        LOCKS.last(name)


def one(model: type[M], pk: Any) -> M:
    """Lock one row and return it fresh. Raises ``model.DoesNotExist`` or ``Busy``."""
    return one_of(model._default_manager.filter(pk=pk))


def one_of(queryset: models.QuerySet[M]) -> M:
    """Lock the one row of the queryset, which says what is read with it. Raises as ``one``."""
    rows = many(queryset)
    if not rows:
        raise queryset.model.DoesNotExist  # type: ignore[attr-defined]  # every concrete model has it
    return rows[0]


def advisory(names: str | Iterable[str]) -> None:
    """Take named locks in sorted order, until the transaction ends. Raises ``Busy``."""
    for name in [names] if isinstance(names, str) else sorted(names):
        with _busy():
            LOCKS.advisory(name)
