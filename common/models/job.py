from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

MAX_ATTEMPTS = 5


class JobState(models.TextChoices):
    PENDING = "pending", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class JobQuerySet(models.QuerySet["Job"]):
    def free(self, at: dt.datetime) -> JobQuerySet:
        """Due or abandoned by their worker, with attempts left."""
        waiting = Q(state=JobState.PENDING, not_before__lte=at)
        abandoned = Q(state=JobState.RUNNING, lease_until__lt=at)
        return self.filter(waiting | abandoned, attempt__lt=F("waits") + MAX_ATTEMPTS)

    def under_way(self, at: dt.datetime) -> JobQuerySet:
        """Held by a worker that lives."""
        return self.filter(state=JobState.RUNNING, lease_until__gte=at)

    def due(self, at: dt.datetime) -> JobQuerySet:
        """Free while no other job of their key is under way."""
        same_key = Job.objects.under_way(at).filter(kind=OuterRef("kind"), key=OuterRef("key"))
        return self.free(at).filter(~Exists(same_key))

    def spent(self, at: dt.datetime) -> JobQuerySet:
        """Abandoned in their last attempt."""
        return self.filter(
            state=JobState.RUNNING, lease_until__lt=at, attempt__gte=F("waits") + MAX_ATTEMPTS
        )

    def open(self, at: dt.datetime) -> JobQuerySet:
        """Due, or held by whatever worker."""
        return self.filter(
            Q(state=JobState.PENDING, not_before__lte=at) | Q(state=JobState.RUNNING)
        )


class Job(models.Model):
    """Work to be done by a worker: the row is the truth, the broker's message only a nudge.

    A worker claims the row with a lease and a fencing token (``attempt``); what it writes counts
    only while it still holds them. ``payload`` holds ids, never personal data. Of the jobs of one
    key at most one is new and waiting, and at most one is worked on.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.PENDING)
    attempt = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    waits = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="attempts that only waited for a lock"
    )
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="per cent")
    error = models.TextField(blank=True)
    request = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="number of who asked for it"
    )

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state="pending", attempt=0),
                name="job_waiting_once_per_key",
            )
        ]
        indexes = [
            models.Index(
                fields=["state", "not_before"],
                condition=Q(state__in=["pending", "running"]),
                name="job_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.state})"


class Heartbeat(models.Model):
    """When a long-living process last said that it is alive: ``broker``, and ``dispatcher:HOST``
    and ``worker:NODE`` for each of them.

    ``amount`` is how many processes a worker has, or how many nudges lie in the broker; ``took_at``
    is when a worker last took one.
    """

    name = models.CharField(max_length=200, primary_key=True)
    beat_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    amount = models.PositiveIntegerField(default=0, db_default=0)
    took_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%H:%M:%S}"
