"""The only place that locks. Order: approval lock, campaigns by key, resources by key, change-log
lock.

Tests of races replace ``LOCKS`` with a twin that does not lock, and must then see the race happen.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import OperationalError, connection, models

from common.errors import Busy

M = TypeVar("M", bound=models.Model)

LOCK_NOT_AVAILABLE = "55P03"
DEADLOCK = "40P01"


class Locks:
    """Row and advisory locks, held until the transaction ends."""

    def rows(self, queryset: models.QuerySet[M]) -> list[M]:
        return list(queryset.order_by("pk").select_for_update(of=("self",)))

    def advisory(self, name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])


class NoLocks(Locks):
    """Reads the rows and locks nothing: the twin that proves a race test."""

    def rows(self, queryset: models.QuerySet[M]) -> list[M]:
        return list(queryset.order_by("pk"))

    def advisory(self, name: str) -> None:
        return None


LOCKS: Locks = Locks()


def is_lock_failure(error: OperationalError) -> bool:
    """Whether the database gave up waiting for a lock (timeout or deadlock)."""
    return getattr(error.__cause__, "pgcode", None) in {LOCK_NOT_AVAILABLE, DEADLOCK}


def many(queryset: models.QuerySet[M]) -> list[M]:
    """Lock the rows of the queryset in key order and return them.

    Raises ``Busy`` if another transaction holds one of them for longer than the lock timeout.
    """
    try:
        return LOCKS.rows(queryset)
    except OperationalError as error:
        if is_lock_failure(error):
            raise Busy from error
        raise


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
        try:
            LOCKS.advisory(name)
        except OperationalError as error:
            if is_lock_failure(error):
                raise Busy from error
            raise
