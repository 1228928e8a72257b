from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import Campaign
from coordination.enums import UNDER_WAY, Choice, Level, NegotiationState, ProposalState
from findings.enums import FindingState
from findings.models import Finding
from organization.models import Unit


class Negotiation(models.Model):
    """Two units settle between them what divides their plans (协商). One finding has one, however
    often it is taken up again. ``due_on`` ends the round, or is when leadership decides; ``reason``
    is why it was put before leadership; ``way_out`` is the decided one as it was offered.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    finding = models.OneToOneField(Finding, models.CASCADE, related_name="negotiation")
    state = models.CharField(
        max_length=10, choices=NegotiationState.choices, default=NegotiationState.OPEN
    )
    round = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    escalated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    escalated_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True)
    way_out = models.JSONField(default=dict, blank=True)
    decision = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "id")
        indexes = [models.Index(fields=["state", "due_on"], name="negotiation_due")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_under_way(self) -> bool:
        """Whether anything is still to be settled: the state, and the finding that it is about."""
        return self.state in UNDER_WAY and self.finding.state == FindingState.OPEN


class Position(models.Model):
    """What one side says for itself, in words, to the other and to whoever decides (立场)."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="positions")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    text = models.TextField(max_length=1000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "campaign"], name="position_once_for_a_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.text[:40]}"


class Proposal(models.Model):
    """A way out that somebody asks somebody else for (提议); a named person answers by a day.

    ``way_out`` is the way out as it was offered, ``campaign`` the plan that it changes. ``unit`` is
    whose owners are asked, or ``role`` whose work it is; ``asked`` is the person whose turn it is
    on this ``level``, until ``due_on``. ``counters`` is the proposal that this one answers.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="proposals")
    way_id = models.CharField(max_length=80)
    way_out = models.JSONField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    words = models.TextField(max_length=2000, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, blank=True)
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.PERSON)
    due_on = models.DateField()
    counters = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="counter_proposals"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "way_id"],
                condition=Q(state="waiting"),
                name="proposal_waits_once",
            )
        ]
        indexes = [
            models.Index(fields=["finding", "way_id"], name="proposal_of_way_out"),
            models.Index(fields=["state", "due_on"], name="proposal_due"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def kind(self) -> str:
        """The kind of the way out."""
        return str(self.way_out["kind"])

    @property
    def params(self) -> dict[str, Any]:
        """What exactly the way out changes."""
        params: dict[str, Any] = self.way_out["params"]
        return params
