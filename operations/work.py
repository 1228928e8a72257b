"""Background work: what waits, runs and failed, by kind; mistakes of ours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from common.job_kinds import KINDS, name_of
from common.models import Fault, Job, JobState

KEPT = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfWork:
    """How much of one kind waits (due by now), runs and was given up within 30 days; since when
    the oldest is due.
    """

    name: str
    waiting: int
    running: int
    failed: int
    oldest: dt.datetime | None


def by_kind(now: dt.datetime) -> list[KindOfWork]:
    """The kinds of which something waits, runs or failed, in the order of their names."""
    due = Q(state=JobState.PENDING, not_before__lte=now)
    rows = (
        Job.objects.filter(due | Q(state=JobState.RUNNING) | _failed(now))
        .values("kind")
        .annotate(
            waiting=Count("pk", filter=due),
            running=Count("pk", filter=Q(state=JobState.RUNNING)),
            given_up=Count("pk", filter=_failed(now)),
            oldest=Min("not_before", filter=due),
        )
    )
    found = (
        KindOfWork(
            name=name_of(row["kind"]),
            waiting=row["waiting"],
            running=row["running"],
            failed=row["given_up"],
            oldest=row["oldest"],
        )
        for row in rows
    )
    return sorted(found, key=lambda one: one.name)


def troubled(now: dt.datetime) -> QuerySet[Job]:
    """Work that was given up within 30 days, or failed and will be tried again; newest first."""
    again = Q(state__in=[JobState.PENDING, JobState.RUNNING]) & ~Q(error="")
    return Job.objects.filter(_failed(now) | again).order_by("-finished_at", "-id")


def _failed(now: dt.datetime) -> Q:
    return Q(state=JobState.FAILED, finished_at__gte=now - KEPT)


def may_try_again(job: Job) -> bool:
    """Whether the same work can be done once more: not where giving up ended what it was for."""
    return job.state == JobState.FAILED and job.kind in KINDS and not KINDS[job.kind].is_ended


def reason_of(job: Job) -> str:
    """Why it failed the last time, in one line."""
    return next(iter(job.error.splitlines()), "")


def faults(number: str = "") -> QuerySet[Fault]:
    """Mistakes of ours, newest first; those of one number as a person reads it out."""
    found = Fault.objects.order_by("-happened_at", "-id")
    return found.filter(number__iexact=number.strip()) if number.strip() else found


def asked_by(number: str) -> list[Job]:
    """The background work that a request of this number asked for, newest first."""
    return list(Job.objects.filter(request__iexact=number).order_by("-id")[:20])
