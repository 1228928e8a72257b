"""How the parts of the platform do at an instant, as the signs of life and the queue say."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, Func, Min, OuterRef, TextField, Value

from common import heartbeats
from common.models import Heartbeat, Job, JobState

ALARM_AFTER_SECONDS = 60
FAILED_WITHIN = dt.timedelta(days=1)
DISK_LOW = 500 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """``broker`` is ``reachable``, ``away`` or ``unknown``; ``dispatcher`` and ``worker`` are
    ``ok`` or ``silent``; ``failed`` counts work given up within a day that nothing has made good;
    ``disk_free`` is in bytes.
    """

    broker: str
    dispatcher: str
    worker: str
    open_jobs: int
    oldest_seconds: float
    failed: int
    disk_free: int

    @property
    def is_work_late(self) -> bool:
        return self.oldest_seconds > ALARM_AFTER_SECONDS

    @property
    def is_disk_low(self) -> bool:
        return self.disk_free < DISK_LOW

    @property
    def problems(self) -> list[str]:
        """What is wrong, by name; each of them is an alarm."""
        found = {
            "broker": self.broker == heartbeats.AWAY,
            "dispatcher": self.dispatcher != "ok",
            "worker": self.worker != "ok",
            "work-waits": self.is_work_late,
            "work-failed": self.failed > 0,
            "disk": self.is_disk_low,
        }
        return [name for name, is_so in found.items() if is_so]


def read(signs: heartbeats.Signs, *, node: str = "") -> Health:
    """How everything does as of the signs; ``node`` asks for the worker or dispatcher of one
    host.
    """
    dispatcher, worker = (
        _state(signs, [one for one in signs.of(kind) if not node or _is_at(one, node)])
        for kind in ("dispatcher", "worker")
    )
    return Health(
        broker=_broker(signs),
        dispatcher=dispatcher,
        worker=worker,
        open_jobs=Job.objects.open(signs.at).count(),
        oldest_seconds=_oldest_due(signs.at),
        failed=_failed(signs.at),
        disk_free=_disk_free(),
    )


def _state(signs: heartbeats.Signs, beats: list[Heartbeat]) -> str:
    """One that is missed is not made up for by another."""
    return "silent" if not beats or any(map(signs.is_silent, beats)) else "ok"


def _is_at(beat: Heartbeat, node: str) -> bool:
    return beat.name.split(":", 1)[1] in {node, f"celery@{node}"}


def _broker(signs: heartbeats.Signs) -> str:
    """As the dispatcher finds it; without a dispatcher nobody knows."""
    beat = signs.beats.get(heartbeats.BROKER)
    if beat is None or signs.is_silent(beat):
        return "unknown"
    return beat.note or "reachable"


def _oldest_due(now: dt.datetime) -> float:
    """Since how many seconds the oldest job waits that a worker should have: since it was due, or
    since its worker was lost.
    """
    waiting = Job.objects.filter(state=JobState.PENDING, not_before__lte=now)
    abandoned = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    since = [
        waiting.aggregate(since=Min("not_before"))["since"],
        abandoned.aggregate(since=Min("lease_until"))["since"],
    ]
    return max(((now - one).total_seconds() for one in since if one), default=0.0)


def _failed(now: dt.datetime) -> int:
    """Jobs given up within a day for whose object no later job was done."""
    of_object = Func(
        OuterRef("key"), Value("/"), Value(1), function="split_part", output_field=TextField()
    )
    made_good = Job.objects.filter(
        kind=OuterRef("kind"),
        key__startswith=of_object,
        state=JobState.DONE,
        finished_at__gt=OuterRef("finished_at"),
    )
    failed = Job.objects.filter(state=JobState.FAILED, finished_at__gte=now - FAILED_WITHIN)
    return failed.exclude(Exists(made_good)).count()


def _disk_free() -> int:
    """Bytes that are free where uploads, and in the tryout everything, are kept."""
    place = Path(settings.JIEPAI_DATA)
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free
