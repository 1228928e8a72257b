"""The change log: what caches, ETags and followers of the calendar read."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.models import Max

from common import clock, locks
from common.models import Change

APPEND = """
INSERT INTO common_change (version, kind, code, operation, happened_at)
SELECT coalesce(max(version), 0) + 1, %s, %s, %s, %s FROM common_change RETURNING version
"""


def record_change(kind: str, code: str, operation: str, *, now: dt.datetime | None = None) -> int:
    """Append a change and return its version. Take it last in a transaction: it serialises all
    writers.
    """
    locks.last("change-log")
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [kind, code, operation, now or clock.now()])
        version: int = cursor.fetchone()[0]
    return version


def current_version(*kinds: str) -> int:
    """The newest version, of these kinds if any are named; 0 before the first change."""
    changes = Change.objects.filter(kind__in=kinds) if kinds else Change.objects.all()
    return changes.aggregate(newest=Max("version"))["newest"] or 0
