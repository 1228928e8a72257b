"""Jobs: enqueue in the caller's transaction, claim with lease and fencing, work until none is due.

The broker only says that there is work (``common.nudges``); which job is next is asked here. A
floor registers what a kind of job does with ``register``; nothing here imports a floor above.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
import zlib
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, QuerySet, When

from common import clock, enqueueing, job_kinds, request_numbers
from common.errors import Busy
from common.job_kinds import ALONE, KINDS, PATIENT, RECURRING, SOURCES, Claim
from common.models import Job, JobState
from common.models.job import MAX_ATTEMPTS
from common.outages import is_from_database, sentence

logger = logging.getLogger(__name__)

enqueue = enqueueing.enqueue
register = job_kinds.register
register_recurring = job_kinds.register_recurring
register_source = job_kinds.register_source

LEASE = dt.timedelta(seconds=30)
MAX_WAITS = 200  # then waiting for a lock counts as failing: over half an hour
LONGEST_WAIT = dt.timedelta(seconds=10)
SLICE_SECONDS = 60.0
PATIENCE = dt.timedelta(seconds=10)
TURNS = 7  # the class of the advisory locks by which jobs of one key, or of one kind, take turns


def ask_sources(*, now: dt.datetime | None = None) -> None:
    for ask in SOURCES:
        ask(now or clock.now())


def ensure_recurring(*, now: dt.datetime | None = None) -> None:
    """Have every recurring job waiting or under way; those without one are due at once. The
    dispatcher asks for it at its start.

    A run that was missed while everything stood still is made up: the job that waited for it is due
    by then.
    """
    with transaction.atomic():
        for kind, key in RECURRING:
            if not Job.objects.filter(
                kind=kind, key=key, state__in=[JobState.PENDING, JobState.RUNNING]
            ).exists():
                enqueue(kind, key, now=now)


def due(*, now: dt.datetime | None = None) -> QuerySet[Job]:
    """What a worker may claim, oldest first; nothing of a kind of which one is under way where no
    second may be.
    """
    at = now or clock.now()
    full = Job.objects.under_way(at).filter(kind__in=ALONE).values_list("kind", flat=True)
    found = Job.objects.due(at).exclude(kind__in=set(full))
    return found.order_by(
        Case(When(kind__in=PATIENT, then=F("not_before") + PATIENCE), default=F("not_before")),
        "pk",
    )


def give_up_abandoned(*, now: dt.datetime | None = None) -> None:
    """Mark as failed the jobs whose last attempt was abandoned by its worker."""
    at = now or clock.now()
    with transaction.atomic():
        for job in Job.objects.spent(at).select_for_update(skip_locked=True):
            _mark_failed(job, error=job.error or "the worker was lost", now=at)


def claim(job_id: int, *, now: dt.datetime | None = None) -> Claim | None:
    """Take a job with a fresh lease.

    ``None`` if another worker has it, if another job of its key is under way (one after the other,
    or both would fight for the same rows), if a request is just joining it, or if there is nothing
    left to do; what is still due then stays so.
    """
    at = now or clock.now()
    with transaction.atomic():
        found = Job.objects.free(at).select_for_update(skip_locked=True).filter(pk=job_id)
        job = found.first()
        if job is None or not _has_turn(job):
            return None
        job.state, job.attempt, job.lease_until = JobState.RUNNING, job.attempt + 1, at + LEASE
        job.save(update_fields=["state", "attempt", "lease_until"])
    return Claim(
        job_id=job.pk,
        kind=job.kind,
        key=job.key,
        payload=job.payload,
        attempt=job.attempt,
        request=job.request,
    )


def claim_oldest(*, now: dt.datetime | None = None) -> Claim | None:
    """Take the job that is due for the longest time; None where nothing is due that this worker can
    have.
    """
    for job_id in due(now=now).values_list("pk", flat=True)[:100]:
        if held := claim(job_id, now=now):
            return held
    return None


def _has_turn(job: Job) -> bool:
    """Whether no other job of the same key (or kind, where one at a time is done) is being worked
    on or claimed at this very moment.
    """
    alone = job.kind in ALONE
    with connection.cursor() as cursor:
        turn = zlib.crc32((job.kind if alone else f"{job.kind}/{job.key}").encode())
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [TURNS, turn - 2**31])
        if not cursor.fetchone()[0]:
            return False
    others = Job.objects.filter(kind=job.kind, state=JobState.RUNNING)
    if not alone:
        others = others.filter(key=job.key)
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
    it is not yours.
    """
    done = _mine(claim).update(
        state=JobState.DONE, progress=100, finished_at=now or clock.now(), lease_until=None
    )
    return bool(done)


def _mark_failed(job: Job, *, error: str, now: dt.datetime) -> None:
    job.state, job.error, job.finished_at, job.lease_until = JobState.FAILED, error, now, None
    job.save(update_fields=["state", "error", "finished_at", "lease_until"])
    known = KINDS.get(job.kind)
    if known and known.on_failed:
        known.on_failed(job)


def retry_later(claim: Claim, *, error: str, now: dt.datetime | None = None) -> None:
    """Note a failed attempt: try again with a growing pause, or give the job up for dead after the
    last one.
    """
    at = now or clock.now()
    with transaction.atomic():
        for job in _mine(claim).select_for_update():
            failures = job.attempt - job.waits
            if failures >= MAX_ATTEMPTS:
                _mark_failed(job, error=error, now=at)
            else:
                _put_back(job, error=error, due=at + dt.timedelta(seconds=2**failures))


def give_back(claim: Claim, *, now: dt.datetime | None = None) -> None:
    """Put back a job that could not have a lock: that is nobody's failure and does not count as an
    attempt. The pause grows with each time.
    """
    at = now or clock.now()
    with transaction.atomic():
        for job in _mine(claim).select_for_update():
            if job.waits >= MAX_WAITS:
                retry_later(claim, error="a lock was not to be had", now=at)
                continue
            job.waits += 1
            pause = min(dt.timedelta(seconds=2 ** min(job.waits, 8) / 2), LONGEST_WAIT)
            _put_back(job, error=job.error, due=at + pause)


def _put_back(job: Job, *, error: str, due: dt.datetime) -> None:
    job.state, job.error, job.lease_until, job.not_before = JobState.PENDING, error, None, due
    job.save(update_fields=["state", "error", "lease_until", "not_before", "waits"])


def run(job_id: int, *, now: dt.datetime | None = None) -> bool:
    """Claim a job and do it. True if this call did the work; running twice is harmless."""
    held = claim(job_id, now=now)
    return held is not None and _do(held, now=now)


def _do(held: Claim, *, now: dt.datetime | None = None) -> bool:
    """Do what is held, under the number of the request that asked for it; whatever goes wrong, the
    job waits for its next turn. True if it is done.
    """
    with request_numbers.numbered(held.request, job=held.job_id):
        return _is_done(held, now)


def _is_done(held: Claim, now: dt.datetime | None) -> bool:
    try:
        KINDS[held.kind].handler(held)
    except Busy:
        logger.info("job %s %s waits for a lock", held.kind, held.key)
        give_back(held, now=now)
        return False
    except Exception as error:
        logger.exception("job %s %s failed in attempt %s", held.kind, held.key, held.attempt)
        said = sentence(str(error)) if is_from_database(type(error)) else str(error)
        retry_later(held, error=f"{type(error).__name__}: {said}"[:2000], now=now)
        return False
    return True


def work(*, now: dt.datetime | None = None) -> Iterator[bool]:
    """Do the oldest due job, again and again, until none is left; whether each succeeded."""
    while held := claim_oldest(now=now):
        yield _do(held, now=now)


def work_for(seconds: float = SLICE_SECONDS) -> None:
    """What a nudge asks for. After its time other nudges have their turn."""
    end = time.monotonic() + seconds
    for _ in work():
        if time.monotonic() > end:
            return


def drain(*, now: dt.datetime | None = None, limit: int = 1000) -> int:
    """Do every due job in this process, for tests and one-off commands. Returns how many were
    done.
    """
    give_up_abandoned(now=now)
    done = tried = 0
    while done < limit:
        ask_sources(now=now)
        before = tried
        for succeeded in work(now=now):
            tried, done = tried + 1, done + succeeded
            if done >= limit:
                break
        if tried == before:
            break
    return done


def put_back(job: Job, *, now: dt.datetime | None = None) -> None:
    """Let a job that was given up be tried again, with as many attempts as a new one. It keeps
    counting them, so that a worker that was lost before cannot take itself for its owner.

    The caller has locked the row.
    """
    job.waits, job.finished_at = job.attempt, None
    job.save(update_fields=["finished_at"])
    _put_back(job, error=job.error, due=now or clock.now())
    enqueueing.wake()


def give_up(job: Job, *, now: dt.datetime | None = None) -> None:
    """End a job that fails again and again before its last attempt. The caller has locked it."""
    _mark_failed(job, error=job.error, now=now or clock.now())
