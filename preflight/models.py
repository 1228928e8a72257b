from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, PlanningCycle
from common.models import Job


class MoveState(models.TextChoices):
    """Where a move of an arrangement stands."""

    PROPOSED = "proposed", pgettext_lazy("move", "proposed")
    ASKED = "asked", pgettext_lazy("move", "owner asked")
    CONFIRMED = "confirmed", pgettext_lazy("move", "confirmed")
    DECLINED = "declined", pgettext_lazy("move", "declined")
    DROPPED = "dropped", pgettext_lazy("move", "not taken")


class Arrangement(models.Model):
    """Start dates for a planning cycle that were worked out together. Its state is that of its job.

    ``held`` are codes of plans that were not to be moved. ``before`` and ``after`` are the numbers
    of ``preflight.arranging.outcome``, ``weeks`` the launch points of each week with its limit,
    ``windows`` the windows of all plans that could have been moved, with how many persons each
    would contact too often; ``best`` is what is known while it runs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(PlanningCycle, models.CASCADE, related_name="arrangements")
    job = models.ForeignKey(Job, models.PROTECT, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    moves_waves = models.BooleanField(default=False)
    held = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_optimal = models.BooleanField(default=False)
    best = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    weeks = models.JSONField(default=list, blank=True)
    windows = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = [models.Index(fields=["cycle", "-created_at"], name="arrangement_of_cycle")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_done(self) -> bool:
        return self.finished_at is not None


class ArrangedMove(models.Model):
    """Another first day for one plan; its waves move along, those in ``waves`` (placement, wave,
    day) to days of their own. ``reasons`` are cases with their parameters, for
    ``preflight.arranging_words``.
    """

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="moves")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="arranged_moves")
    state = models.CharField(max_length=10, choices=MoveState.choices, default=MoveState.PROPOSED)
    from_on = models.DateField()
    to_on = models.DateField()
    waves = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("from_on", "id")
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "campaign"], name="move_once_a_plan")
        ]
        indexes = [models.Index(fields=["campaign", "state"], name="move_of_plan")]

    def __str__(self) -> str:
        return f"{self.campaign_id} to {self.to_on}"

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days

    @property
    def persons(self) -> tuple[int | None, int | None]:
        """How many persons the plan would contact too often before and after all moves; None where
        an earlier release did not count them.
        """
        for one in self.arrangement.windows:
            if one["campaign"] == self.campaign.code:
                return one.get("persons_before"), one.get("persons_after")
        return None, None

    @property
    def is_asked(self) -> bool:
        return self.state == MoveState.ASKED
