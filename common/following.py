"""Following the change log: work that changes ask for, whoever made them.

A follower is a kind of job. The dispatcher enqueues it as soon as there are changes of its kinds
that it has not settled; the change log is the truth, so no request is lost and no command fans out.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import BigIntegerField, Exists, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from common import jobs
from common.models import Change, ChangeFollower, Job, JobState

KEY = "change-log"
_followers: dict[str, Q] = {}


def register(kind: str, changes: Q) -> None:
    """Have jobs of this kind done after such changes."""
    _followers[kind] = changes
    jobs.register_source(ask)


def ask(now: dt.datetime) -> None:
    """Enqueue the followers that have something to settle and are neither waiting nor at work."""
    for kind in _followers:
        if unsettled(kind).exists():
            jobs.enqueue(kind, KEY, now=now)


def unsettled(kind: str) -> QuerySet[Change]:
    """The changes that a follower without a job has still to be asked for."""
    open_jobs = Job.objects.filter(
        kind=kind, key=KEY, state__in=[JobState.PENDING, JobState.RUNNING]
    )
    return unread(kind).filter(~Exists(open_jobs))


def unread(kind: str) -> QuerySet[Change]:
    """The changes that a follower has not settled yet, in their order."""
    read = ChangeFollower.objects.filter(name=kind).values("version")
    beyond = Coalesce(Subquery(read), Value(0), output_field=BigIntegerField())
    return Change.objects.filter(_followers[kind], version__gt=beyond).order_by("version")


def settle(kind: str, version: int) -> None:
    """Note that everything up to a version is settled."""
    ChangeFollower.objects.update_or_create(name=kind, defaults={"version": version})
