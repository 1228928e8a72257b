"""How fast an import reads its file, and how long it will still take."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from common.models import Job
from customers.models import ImportBatch

SOONEST = 2.0  # seconds; before that nothing can be said


@dataclass(frozen=True, slots=True)
class Speed:
    """Rows read so far, rows a second, and minutes that are left, at least one."""

    rows: int
    per_second: int
    minutes_left: int


def speed_of(batch: ImportBatch, job: Job | None, *, now: dt.datetime) -> Speed | None:
    """The speed by what was read so far; None before that says anything, and once all is read."""
    if job is None or batch.read_since is None or not batch.rows:
        return None
    seconds = (now - batch.read_since).total_seconds()
    if seconds < SOONEST or not 0 < job.progress < 100:
        return None
    left = seconds * (100 - job.progress) / job.progress
    return Speed(batch.rows, round(batch.rows / seconds), max(1, round(left / 60)))
