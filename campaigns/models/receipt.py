from __future__ import annotations

from django.conf import settings
from django.db import models

from campaigns.models.version import PlanVersion
from organization.models import Unit


class Receipt(models.Model):
    """A branch has read what an amendment changed."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="receipts")
    branch = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["version", "branch"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.version_id} in {self.branch_id}"
