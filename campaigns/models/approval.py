from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.enums import ApprovalRole, Decision
from campaigns.models.version import PlanVersion


class Approval(models.Model):
    """One signature that a finalised version needs: written open at finalisation, decided by a
    person or not at all.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="approvals")
    role = models.CharField(max_length=16, choices=ApprovalRole.choices)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["version", "role"], name="approval_once_per_role"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="approval_decision_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.version_id}: {self.decision or 'open'}"
