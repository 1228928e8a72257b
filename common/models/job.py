from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    PENDING = "pending", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


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
    published_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="per cent")
    error = models.TextField(blank=True)

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
    """When a long-living process last said that it is alive: ``worker``, ``dispatcher``,
    ``broker``.
    """

    name = models.CharField(max_length=60, primary_key=True)
    beat_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%H:%M:%S}"
