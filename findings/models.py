from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from campaigns.models.campaign import Campaign
from campaigns.models.version import PlanVersion
from common.models import Job
from customers.models import PartySet
from findings.enums import FindingClass, FindingState, RunTrigger, Severity


class CheckRun(models.Model):
    """One run of preflight over a submitted version. Its state is that of its job.

    ``calendar_version`` is the change-log version that the context was read at; ``inputs`` names
    what the run read (``schema: 1``, decimals as strings), so that it can be replayed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="check_runs")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="check_runs")
    job = models.ForeignKey(Job, models.PROTECT, related_name="+")
    trigger = models.CharField(
        max_length=10, choices=RunTrigger.choices, default=RunTrigger.SUBMISSION
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    calendar_version = models.BigIntegerField(default=0)
    risk_grade = models.CharField(max_length=1, blank=True)
    risk = models.JSONField(
        default=dict, blank=True, help_text="The arithmetic of the grade, line by line."
    )
    plans_compared = models.PositiveIntegerField(default=0)
    rules_run = models.PositiveSmallIntegerField(default=0)
    blocking = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    notices = models.PositiveSmallIntegerField(default=0)
    is_history = models.BooleanField(
        default=False, help_text="Came in after the plan had moved on; never shown as current."
    )
    fingerprints = ArrayField(
        models.CharField(max_length=64),
        default=list,
        blank=True,
        help_text="Of what this run found.",
    )
    inputs = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = [models.Index(fields=["campaign", "-created_at"])]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def seconds(self) -> float | None:
        """How long it ran; None before its end."""
        if self.started_at is None or self.finished_at is None:
            return None
        return float((self.finished_at - self.started_at).total_seconds())


class KeptRun(models.Model):
    """What a run read, packed by the floor that checks plans, so that it can be replayed as it was;
    of each plan for the last runs only.
    """

    run = models.OneToOneField(CheckRun, models.CASCADE, primary_key=True, related_name="kept")
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.run_id}, {len(self.data)} bytes"


class Finding(models.Model):
    """One thing that checks found, shared by all the plans it concerns, recognised again by its
    fingerprint.

    ``subject`` holds typed codes, ``facts`` numbers (decimals as text, days as ISO dates),
    ``ways_out`` typed steps ``{"id", "kind", "campaign", "params", "recommended", "effect"}``.
    ``persons_set`` are the persons concerned.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fingerprint = models.CharField(max_length=64, unique=True)
    rule = models.CharField(max_length=40)
    case = models.CharField(max_length=40)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    finding_class = models.CharField(
        max_length=8, choices=FindingClass.choices, default=FindingClass.PROCESS
    )
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    subject = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    ways_out = models.JSONField(default=list)
    persons_set = models.ForeignKey(
        PartySet, models.PROTECT, null=True, blank=True, related_name="+"
    )
    campaigns = models.ManyToManyField(
        Campaign, through="findings.FindingSide", related_name="findings"
    )
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    last_run = models.ForeignKey(
        CheckRun, models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("first_seen_at",)
        indexes = [models.Index(fields=["state", "severity"])]

    def __str__(self) -> str:
        return f"{self.rule}/{self.case} {self.state}"


class FindingSide(models.Model):
    """A plan that a finding concerns. ``is_checked_side`` marks the plan whose run found it
    first.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="sides")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="finding_sides")
    is_checked_side = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "campaign"], name="finding_side_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} of {self.campaign_id}"


class OpenTally(models.Model):
    """How many findings of each weight are open against a plan, so that nobody counts them at a
    reading. Triggers keep it in the transaction of whatever writes findings or their sides
    (``findings.tally``); no row while nothing was ever open.
    """

    campaign = models.OneToOneField(
        Campaign, models.CASCADE, primary_key=True, related_name="open_tally"
    )
    blocking = models.PositiveIntegerField(default=0, db_default=0)
    harm = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Of what blocks, the harm to people."
    )
    warnings = models.PositiveIntegerField(default=0, db_default=0)
    lighter = models.PositiveIntegerField(
        default=0, db_default=0, help_text="All that does not block."
    )

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.blocking} blocking, {self.lighter} others"


class FindingAcceptance(models.Model):
    """Somebody's yes to living with a finding, until a day. Accepted once every role that must,
    did.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="acceptances")
    role = models.CharField(
        max_length=60,
        help_text="Which signature it is: a role, with the unit's code where it counts.",
    )
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    reason = models.TextField(max_length=2000)
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "role"],
                condition=Q(withdrawn_at__isnull=True),
                name="acceptance_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} accepts {self.finding_id}"


class FindingComment(models.Model):
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.author_id}: {self.text[:40]}"
