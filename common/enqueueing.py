"""Asking for work: a job is written in the transaction of whoever asks for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from common import clock, request_numbers
from common.models import Job, JobState

CHANNEL = "jiepai_jobs"


def enqueue(
    kind: str,
    key: str,
    *,
    payload: dict[str, Any] | None = None,
    not_before: dt.datetime | None = None,
    now: dt.datetime | None = None,
) -> Job:
    """Write a job in the caller's transaction, and wake the dispatcher when it commits.

    A waiting job of the same kind and key is returned instead of a second one, with the earlier of
    the two ``not_before``; it cannot be claimed before the caller's transaction ends, so it sees
    what the caller wrote. One that runs already may have read before that: the new request waits
    beside it and is done after it.
    """
    at = now or clock.now()
    due = not_before or at
    job = None
    while job is None:
        job = _join_waiting(kind, key, due) or _create(kind, key, payload or {}, due, at)
    wake()
    return job


def wake() -> None:
    """Tell the dispatcher, when the transaction commits, that there is work."""
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def _join_waiting(kind: str, key: str, due: dt.datetime) -> Job | None:
    """The waiting job of this key, due at the earlier of both times; None where none waits."""
    waiting = Job.objects.filter(kind=kind, key=key, state=JobState.PENDING).order_by("pk").first()
    if waiting is None:
        return None
    joined = Job.objects.filter(pk=waiting.pk, state=JobState.PENDING).update(
        not_before=Least(F("not_before"), Value(due))
    )
    return Job.objects.get(pk=waiting.pk) if joined else None


def _create(
    kind: str, key: str, payload: dict[str, Any], due: dt.datetime, at: dt.datetime
) -> Job | None:
    """A new job; None where somebody else's request for the key came first."""
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind,
                key=key,
                payload=payload,
                not_before=due,
                created_at=at,
                request=request_numbers.current(),
            )
    except IntegrityError:
        return None
