from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from channels.models import Channel
from organization.models import Unit


class CalendarFeed(models.Model):
    """A personal subscription address of the calendar: who asks, and for which part. Its secret is
    signed: the owner sees it again.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds"
    )
    name = models.CharField(max_length=80, blank=True)
    generation = models.PositiveIntegerField(
        default=1, help_text="Counts renewals: an older secret no longer fits."
    )
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    branch = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=16, blank=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["user"], condition=Q(revoked_at__isnull=True), name="feed_in_use")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.name}"


class CalendarEvent(models.Model):
    """The VEVENT of one campaign in one version and state, made once; a feed is the join of such
    rows.
    """

    campaign = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "fingerprint"], name="calendar_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.fingerprint[:8]}"
