from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.enums import ApprovalRole, HoldKind
from campaigns.models.campaign import Campaign
from channels.models import Channel
from organization.models import Unit


class Hold(models.Model):
    """Something of a running plan that stands still: all of it, a branch or a channel.

    A suspension is lifted when a head and a service manager both agree, a deferred start by the
    head alone.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="holds")
    kind = models.CharField(max_length=9, choices=HoldKind.choices, default=HoldKind.SUSPENDED)
    branch = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, max_length=2000)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    placed_at = models.DateTimeField()
    head_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    service_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "branch", "channel"],
                condition=Q(lifted_at__isnull=True),
                name="hold_one_open",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.campaign_id} {self.branch_id or ''} {self.channel_id or ''}"

    @property
    def is_whole(self) -> bool:
        return self.branch_id is None and self.channel_id is None

    @property
    def is_agreed(self) -> bool:
        """Whether everybody who must has agreed to go on."""
        return self.head_agreed_by_id is not None and (
            self.kind == HoldKind.DEFERRED or self.service_agreed_by_id is not None
        )

    def is_missing(self, role: ApprovalRole) -> bool:
        """Whether the agreement of this role is still asked for."""
        if role == ApprovalRole.HEAD:
            return self.head_agreed_by_id is None
        return self.kind == HoldKind.SUSPENDED and self.service_agreed_by_id is None
