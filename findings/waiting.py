"""When to ask again for a check: from how long checks take now, from being asked for to their end,
queue included.
"""

from __future__ import annotations

import datetime as dt
from statistics import median

from django.core.cache import caches

from common import clock
from findings.models import CheckRun

NEWEST = 10
USUAL_S = 2.0
LEAST_S, MOST_S = 1, 30
KEY, KEPT_S = "check-takes", 5


def wait_s(created_at: dt.datetime) -> int:
    """In how many whole seconds the check that was asked for then may be done. One that takes
    longer than the others is asked for at intervals that grow with its age.
    """
    age = (clock.now() - created_at).total_seconds()
    left = takes_s() - age
    return round(min(max(left if left > 0 else age / 4, LEAST_S), MOST_S))


def takes_s() -> float:
    """The median of the newest checks that are done, in seconds; read at most every few seconds."""
    known: float | None = caches["process"].get(KEY)
    if known is None:
        rows = CheckRun.objects.filter(finished_at__isnull=False).order_by("-job_id")
        spans = [
            (finished_at - created_at).total_seconds()
            for created_at, finished_at in rows.values_list("created_at", "finished_at")[:NEWEST]
            if finished_at is not None
        ]
        known = median(spans) if spans else USUAL_S
        caches["process"].set(KEY, known, KEPT_S)
    return known
