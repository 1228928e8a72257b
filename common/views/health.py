"""Health: ``live`` says that the process answers, ``ready`` that work gets done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from common import clock
from common.models import Heartbeat, Job, JobState

STALE_AFTER = dt.timedelta(seconds=30)
ALARM_AFTER_SECONDS = 60


@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """503 only while the database is away; broker, worker and the age of the oldest waiting job are
    reported.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        report = processes(clock.now())
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "away"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok", **report})


def processes(now: dt.datetime) -> dict[str, Any]:
    """What the heartbeats and the queue say at an instant."""
    beats = {beat.name: beat for beat in Heartbeat.objects.all()}

    def state(name: str) -> str:
        beat = beats.get(name)
        return "silent" if beat is None or now - beat.beat_at > STALE_AFTER else (beat.note or "ok")

    oldest = (
        Job.objects.filter(state=JobState.PENDING, not_before__lte=now)
        .order_by("not_before")
        .first()
    )
    age = (now - oldest.not_before).total_seconds() if oldest else 0.0
    return {
        "broker": state("broker"),
        "dispatcher": state("dispatcher"),
        "worker": state("worker"),
        "oldest_waiting_seconds": round(age, 1),
        "alarm": age > ALARM_AFTER_SECONDS,
        "demo": settings.JIEPAI_DEMO,
    }
