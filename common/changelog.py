"""The change log: what caches, ETags and followers of the calendar read."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from common import clock, locks
from common.models import Change


def record_change(kind: str, code: str, operation: str, *, now: dt.datetime | None = None) -> int:
    """Append a change and return its version. Take it last in a transaction: it serialises all
    writers.
    """
    locks.last("change-log")
    version = current_version() + 1
    Change.objects.create(
        version=version, kind=kind, code=code, operation=operation, happened_at=now or clock.now()
    )
    return version


def current_version(*kinds: str) -> int:
    """The newest version, of these kinds if any are named; 0 before the first change."""
    changes = Change.objects.filter(kind__in=kinds) if kinds else Change.objects.all()
    return changes.aggregate(newest=Max("version"))["newest"] or 0
