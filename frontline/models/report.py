from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from coordination.enums import Level
from frontline.enums import Decision, ReportKind, ReportState
from organization.models import Unit

MOST_ASKED = 100_000  # customers who said it, beyond which somebody mistyped


class Report(models.Model):
    """What a branch, hall or hotline seat saw on the street and tells the company (前台反映).

    ``unit`` is where it was seen, ``campaign`` the plan that it is about where that is known,
    ``against`` the one that it clashes with. ``owner`` is the person who has to decide by
    ``answer_by``, for ``owner_unit``; ``level`` says how far up the line it went.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    against = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    seen_on = models.DateField()
    text = models.CharField(max_length=2000)
    customers_say = models.CharField(max_length=1000, blank=True)
    customers = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_ASKED)]
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="front_line_reports"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.PERSON)
    answer_by = models.DateField()
    state = models.CharField(
        max_length=10, choices=ReportState.choices, default=ReportState.REPORTED
    )
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    answer = models.CharField(max_length=2000, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    state_since = models.DateTimeField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=["state", "answer_by"], name="report_state_answer"),
            models.Index(fields=["owner", "state"], name="report_owner_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(against__isnull=True)
                | Q(campaign__isnull=False) & ~Q(against=F("campaign")),
                name="report_clashes_with_another",
                violation_error_message=_("A plan clashes with another one, not with itself."),
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_on__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="report_decision_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The first line of what was seen, as lists show it."""
        line = self.text.split("\n", 1)[0].strip()
        return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


LONGEST_TITLE = 60


class ReportPhoto(models.Model):
    """A picture of what was seen, made anew when it came in; ``media_type`` is what it is."""

    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="photos")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=60)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
