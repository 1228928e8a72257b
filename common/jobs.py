"""Jobs: enqueue in the caller's transaction, publish by the dispatcher, claim with lease and
fencing.

A floor registers what a kind of job does with ``register``; nothing here imports a floor above.
"""

from __future__ import annotations

import datetime as dt
import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Least

from common import clock
from common.models import Heartbeat, Job, JobState

logger = logging.getLogger(__name__)

CHANNEL = "jiepai_jobs"
MAX_ATTEMPTS = 5
LEASE = dt.timedelta(seconds=30)
REPUBLISH_AFTER = dt.timedelta(seconds=5)
IGNORED_AFTER = dt.timedelta(seconds=30)
PATIENT_AT_ONCE = 4
TURNS = 7  # the class of the advisory locks by which jobs of one key take turns


@dataclass(frozen=True, slots=True)
class Claim:
    """A job held by this worker. ``attempt`` is the fencing token."""

    job_id: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempt: int


Handler = Callable[[Claim], None]
FailureHandler = Callable[[Job], None]
Source = Callable[[dt.datetime], object]
_handlers: dict[str, tuple[Handler, FailureHandler | None]] = {}
_recurring: list[tuple[str, str]] = []
_patient: set[str] = set()
_sources: list[Source] = []


def register(
    kind: str,
    handler: Handler,
    *,
    on_failed: FailureHandler | None = None,
    is_patient: bool = False,
) -> None:
    """Say what a kind of job does, and what follows when all its attempts failed. Patient ones are
    published a few at a time, so that what somebody waits for need not wait behind them.
    """
    _handlers[kind] = (handler, on_failed)
    if is_patient:
        _patient.add(kind)


def register_source(ask: Source) -> None:
    """Ask, before anything is published, for jobs that follow from what no command enqueues."""
    if ask not in _sources:
        _sources.append(ask)


def register_recurring(kind: str, key: str) -> None:
    """Name a job that enqueues its own next run; ``ensure_recurring`` starts it where none is
    waiting.
    """
    if (kind, key) not in _recurring:
        _recurring.append((kind, key))


def ensure_recurring(*, now: dt.datetime | None = None) -> None:
    """Have every recurring job waiting or under way; those without one are due at once. The
    dispatcher asks for it at its start.

    A run that was missed while everything stood still is made up: the job that waited for it is due
    by then.
    """
    with transaction.atomic():
        for kind, key in _recurring:
            if not Job.objects.filter(
                kind=kind, key=key, state__in=[JobState.PENDING, JobState.RUNNING]
            ).exists():
                enqueue(kind, key, now=now)


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
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")
    return job


def _join_waiting(kind: str, key: str, due: dt.datetime) -> Job | None:
    """The waiting job of this key, locked, due at the earlier of both times, to be published anew;
    None where none waits any more.
    """
    waiting = Job.objects.filter(kind=kind, key=key, state=JobState.PENDING).order_by("pk").first()
    if waiting is None:
        return None
    joined = Job.objects.filter(pk=waiting.pk, state=JobState.PENDING).update(
        not_before=Least(F("not_before"), Value(due)), published_at=None
    )
    return Job.objects.get(pk=waiting.pk) if joined else None


def _create(
    kind: str, key: str, payload: dict[str, Any], due: dt.datetime, at: dt.datetime
) -> Job | None:
    """A new job; None where somebody else's request for the key came first."""
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind, key=key, payload=payload, not_before=due, created_at=at
            )
    except IntegrityError:
        return None


def due_job_ids(*, now: dt.datetime | None = None, limit: int = 500) -> list[int]:
    """Mark and return the jobs to publish: due and not published lately, or abandoned by their
    worker.

    Jobs whose last attempt was abandoned become failed here. Two dispatchers never return the same
    job.
    """
    at = now or clock.now()
    for ask in _sources:
        ask(at)
    with transaction.atomic():
        open_jobs = Job.objects.select_for_update(skip_locked=True)
        for job in open_jobs.filter(
            state=JobState.RUNNING, lease_until__lt=at, attempt__gte=MAX_ATTEMPTS
        ):
            _mark_failed(job, error=job.error or "the worker was lost", now=at)
        waiting = Q(state=JobState.PENDING, not_before__lte=at)
        abandoned = Q(state=JobState.RUNNING, lease_until__lt=at)
        stale = Q(published_at__isnull=True) | Q(published_at__lt=at - REPUBLISH_AFTER)
        due = open_jobs.filter((waiting | abandoned) & stale).order_by("id")
        due_ids = due.values_list("id", flat=True)
        ids = list(due_ids.exclude(kind__in=_patient)[:limit])
        ids += due_ids.filter(kind__in=_patient)[: _room_for_patient(at)]
        Job.objects.filter(pk__in=ids).update(published_at=at)
    return ids


def _room_for_patient(at: dt.datetime) -> int:
    """How many more patient jobs may be with the workers."""
    published = Q(state=JobState.PENDING, published_at__gte=at - REPUBLISH_AFTER)
    taken = Q(state=JobState.RUNNING, lease_until__gte=at)
    there = Job.objects.filter(published | taken, kind__in=_patient).count()
    return max(PATIENT_AT_ONCE - there, 0)


def claim(job_id: int, *, now: dt.datetime | None = None) -> Claim | None:
    """Take a job with a fresh lease.

    ``None`` if another worker has it, if another job of its key is under way (one after the other,
    or both would fight for the same rows), if a request is just joining it, or if there is nothing
    left to do; what is still due then is published again.
    """
    at = now or clock.now()
    free = Q(state=JobState.PENDING, not_before__lte=at) | Q(
        state=JobState.RUNNING, lease_until__lt=at
    )
    with transaction.atomic():
        found = Job.objects.select_for_update(skip_locked=True).filter(
            free, pk=job_id, attempt__lt=MAX_ATTEMPTS
        )
        job = found.first()
        if job is None or not _has_turn(job):
            return None
        job.state, job.attempt, job.lease_until = JobState.RUNNING, job.attempt + 1, at + LEASE
        job.save(update_fields=["state", "attempt", "lease_until"])
    return Claim(
        job_id=job.pk, kind=job.kind, key=job.key, payload=job.payload, attempt=job.attempt
    )


def _has_turn(job: Job) -> bool:
    """Whether no other job of the same key is being worked on or claimed at this very moment."""
    with connection.cursor() as cursor:
        turn = zlib.crc32(f"{job.kind}/{job.key}".encode())
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [TURNS, turn - 2**31])
        if not cursor.fetchone()[0]:
            return False
    others = Job.objects.filter(kind=job.kind, key=job.key, state=JobState.RUNNING)
    return not others.exclude(pk=job.pk).exists()


def _mine(claim: Claim) -> Any:
    return Job.objects.filter(pk=claim.job_id, state=JobState.RUNNING, attempt=claim.attempt)


def beat(claim: Claim, *, progress: int | None = None, now: dt.datetime | None = None) -> bool:
    """Extend the lease of long work and show its progress in per cent; False when the job was lost
    to another worker.
    """
    values: dict[str, Any] = {"lease_until": (now or clock.now()) + LEASE}
    if progress is not None:
        values["progress"] = progress
    return bool(_mine(claim).update(**values))


def finish(claim: Claim, *, now: dt.datetime | None = None) -> bool:
    """Mark the job done, inside the transaction that writes its result; False means: write nothing,
    it is not yours. A request for the same key that came in meanwhile is published at once.
    """
    done = _mine(claim).update(
        state=JobState.DONE, progress=100, finished_at=now or clock.now(), lease_until=None
    )
    if done:
        _publish_next(claim.kind, claim.key)
    return bool(done)


def _publish_next(kind: str, key: str) -> None:
    """Wake the dispatcher for the job of the key that had to wait for another one to end, and for
    the patient ones of other keys.
    """
    waits = Job.objects.filter(kind=kind, key=key, state=JobState.PENDING).update(published_at=None)
    if waits or kind in _patient:
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def _mark_failed(job: Job, *, error: str, now: dt.datetime) -> None:
    job.state, job.error, job.finished_at, job.lease_until = JobState.FAILED, error, now, None
    job.save(update_fields=["state", "error", "finished_at", "lease_until"])
    _publish_next(job.kind, job.key)
    on_failed = _handlers.get(job.kind, (None, None))[1]
    if on_failed:
        on_failed(job)


def retry_later(claim: Claim, *, error: str, now: dt.datetime | None = None) -> None:
    """Note a failed attempt: try again with a growing pause, or give the job up for dead after the
    last one.
    """
    at = now or clock.now()
    with transaction.atomic():
        job = (
            Job.objects.select_for_update()
            .filter(pk=claim.job_id, state=JobState.RUNNING, attempt=claim.attempt)
            .first()
        )
        if job is None:
            return
        if job.attempt >= MAX_ATTEMPTS:
            _mark_failed(job, error=error, now=at)
            return
        job.state, job.error, job.lease_until = JobState.PENDING, error, None
        job.not_before = at + dt.timedelta(seconds=2**job.attempt)
        job.save(update_fields=["state", "error", "lease_until", "not_before"])


def run(job_id: int, *, now: dt.datetime | None = None) -> bool:
    """Claim a job and do it. True if this call did the work; running twice is harmless."""
    held = claim(job_id, now=now)
    if held is None:
        return False
    try:
        _handlers[held.kind][0](held)
    except Exception as error:
        logger.exception("job %s %s failed in attempt %s", held.kind, held.key, held.attempt)
        retry_later(held, error=f"{type(error).__name__}: {error}"[:2000])
        return False
    return True


def drain(*, now: dt.datetime | None = None, limit: int = 1000) -> int:
    """Do every due job in this process, for tests and one-off commands. Returns how many were
    done.
    """
    done = 0
    while ids := due_job_ids(now=now):
        for job_id in ids:
            done += run(job_id, now=now)
            if done >= limit:
                return done
    return done


def is_stalled(*, now: dt.datetime | None = None) -> bool:
    """Whether published work waits longer than ``IGNORED_AFTER`` though the broker is there and no
    worker does anything.
    """
    at = now or clock.now()
    since = at - IGNORED_AFTER
    if not Heartbeat.objects.filter(name="broker", note="reachable", beat_at__gte=since).exists():
        return False
    waits = Q(
        state=JobState.PENDING, not_before__lt=since, created_at__lt=since, published_at__gte=since
    )
    works = Q(state=JobState.RUNNING, lease_until__gte=at) | Q(finished_at__gte=since)
    return Job.objects.filter(waits).exists() and not Job.objects.filter(works).exists()


def heartbeat(name: str, *, note: str = "", now: dt.datetime | None = None) -> None:
    """Say that a process is alive."""
    Heartbeat.objects.update_or_create(
        name=name, defaults={"beat_at": now or clock.now(), "note": note[:200]}
    )
