from __future__ import annotations

from django.conf import settings
from django.db import models

from coordination.models.negotiation import Negotiation


class Meeting(models.Model):
    """A coordination meeting (营销协调会): what is being negotiated on its agenda, decided live,
    with minutes. It is over once it is closed.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    held_on = models.DateField()
    place = models.CharField(max_length=80, blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class AgendaItem(models.Model):
    """A negotiation on the agenda, with what the minutes say of it beside its decision."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    note = models.TextField(max_length=1000, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "negotiation"], name="agenda_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.negotiation_id}"
