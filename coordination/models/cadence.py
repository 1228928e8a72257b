from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Indicator
from campaigns.models import Campaign, Initiative, PlanningCycle
from coordination.enums import UNDER_WORK, StepKind, StepState, Verdict


class CycleStep(models.Model):
    """One step of a planning cycle (规划周期的环节).

    ``due_on`` is its cut-off day; ``first_due_on`` the one that was set at first: by it plans are
    in time, however often the step is reopened. ``reminded_on`` and ``chased_on`` are when those
    concerned were told before and after the cut-off.
    """

    code = models.CharField(max_length=40, unique=True, editable=False)
    cycle = models.ForeignKey(PlanningCycle, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.COMING)
    due_on = models.DateField()
    first_due_on = models.DateField()
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=2000, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("cycle", "position")
        indexes = [models.Index(fields=["state", "due_on"], name="cycle_step_state_due")]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "kind"], name="cycle_step_once"),
            models.CheckConstraint(
                condition=~Q(state=StepState.CLOSED) | Q(closed_on__isnull=False),
                name="cycle_step_closed_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_under_work(self) -> bool:
        return self.state in UNDER_WORK


class LateEntry(models.Model):
    """Why a plan comes into its cycle after the cut-off (逾期进入); without it, it does not."""

    step = models.ForeignKey(CycleStep, models.CASCADE, related_name="late_entries")
    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="late_entry")
    reason = models.CharField(max_length=400)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-entered_at", "-id")

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.reason}"


class InitiativeTarget(models.Model):
    """A figure that an initiative is to reach within a cycle, and what came of it."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="targets")
    cycle = models.ForeignKey(PlanningCycle, models.PROTECT, related_name="targets")
    indicator = models.CharField(max_length=40, choices=Indicator.choices)
    value = models.DecimalField(max_digits=14, decimal_places=2, validators=[MinValueValidator(0)])
    came = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    class Meta:
        ordering = ("initiative", "indicator")
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "cycle", "indicator"],
                name="initiative_target_once",
                violation_error_message=_("This initiative has such a target in this cycle."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.indicator} {self.value}"


class InitiativeReview(models.Model):
    """What the review of a cycle says of one initiative, and whether it goes on."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="reviews")
    cycle = models.ForeignKey(PlanningCycle, models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.CharField(max_length=400)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("initiative",)
        constraints = [
            models.UniqueConstraint(fields=["initiative", "cycle"], name="initiative_review_once")
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.cycle_id}: {self.verdict}"
