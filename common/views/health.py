"""Health: ``live`` says that the process answers, ``ready`` what works and what does not."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse

from common import clock, heartbeats
from common.models import Heartbeat, Job, JobState

ALARM_AFTER_SECONDS = 60
FAILED_WITHIN = dt.timedelta(days=1)
DISK_LOW = 500 * 2**20


@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is asked, neither a session nor the database."""
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """503 only while the database is away, because everything else leaves pages and submissions
    working; what then waits is an alarm. ``?node=`` asks for the worker or dispatcher of one host.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        report = processes(clock.now(), node=request.GET.get("node", ""))
    except Error:
        return JsonResponse(
            {"status": "unavailable", "database": "away", "alarm": True, "problems": ["database"]},
            status=503,
            headers={"Retry-After": "5"},
        )
    status = "degraded" if report["alarm"] else "ok"
    return JsonResponse({"status": status, "database": "ok", **report})


def processes(now: dt.datetime, *, node: str = "") -> dict[str, Any]:
    """What the signs of life and the queue say at an instant; ``problems`` names what is wrong."""
    signs = heartbeats.Signs.read(now=now)
    dispatcher, worker = (
        _state(signs, [one for one in signs.of(kind) if not node or _is_at(one, node)])
        for kind in ("dispatcher", "worker")
    )
    broker = _broker(signs)
    age, failed, free = _oldest_due(now), _failed(now), _disk_free()
    problems = {
        "broker": broker == heartbeats.AWAY,
        "dispatcher": dispatcher != "ok",
        "worker": worker != "ok",
        "work-waits": age > ALARM_AFTER_SECONDS,
        "work-failed": failed > 0,
        "disk": free < DISK_LOW,
    }
    return {
        "broker": broker,
        "dispatcher": dispatcher,
        "worker": worker,
        "open_jobs": Job.objects.open(now).count(),
        "oldest_waiting_seconds": round(age, 1),
        "failed_jobs": failed,
        "disk_free_mb": free // 2**20,
        "alarm": any(problems.values()),
        "problems": [name for name, is_so in problems.items() if is_so],
        "demo": settings.JIEPAI_DEMO,
    }


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
    failed = Job.objects.filter(state=JobState.FAILED, finished_at__gte=now - FAILED_WITHIN)
    return sum(
        not Job.objects.filter(
            kind=one.kind,
            key__startswith=one.key.split("/")[0],
            state=JobState.DONE,
            finished_at__gt=one.finished_at,
        ).exists()
        for one in failed[:100]
    )


def _disk_free() -> int:
    """Bytes that are free where uploads, and in the tryout everything, are kept."""
    place = Path(settings.JIEPAI_DATA)
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free
