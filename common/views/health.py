"""Health: ``live`` says that the process answers, ``ready`` what works and what does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from common import clock, health, heartbeats


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
    found = health.read(heartbeats.Signs.read(now=now), node=node)
    return {
        "broker": found.broker,
        "dispatcher": found.dispatcher,
        "worker": found.worker,
        "open_jobs": found.open_jobs,
        "oldest_waiting_seconds": round(found.oldest_seconds, 1),
        "failed_jobs": found.failed,
        "disk_free_mb": found.disk_free // 2**20,
        "alarm": bool(found.problems),
        "problems": found.problems,
        "demo": settings.JIEPAI_DEMO,
    }
