from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Origin
from campaigns.models import Campaign
from channels.models import Channel
from common.display import date_range
from comms.enums import Decision, DraftKind, DraftState, TermLevel
from organization.models import Unit

VARIANT_COMMA = re.compile(r"[,，、]")
# A word stands in addresses and between commas, and has something to be found by.
validate_word = RegexValidator(
    r"^[^/.,，、]*\w[^/.,，、]*$",
    _("Letters, digits and signs, without a comma, a full stop or a slash."),
    "no_word",
)


class Theme(models.Model):
    """What a period's communication is about (传播主题), in the whole company or in one branch. A
    binding one comes from the province. ``dos`` and ``donts`` are what may and may not be said.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.OWN)
    is_binding = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    message = models.CharField(max_length=200, blank=True)
    tone = models.CharField(max_length=80, blank=True, default="", db_default="")
    dos = models.CharField(max_length=400, blank=True, default="", db_default="")
    donts = models.CharField(max_length=400, blank=True, default="", db_default="")
    etag = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ("starts_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="theme_dates_in_order",
                violation_error_message=_("The last day lies before the first day."),
                violation_error_code="dates_reversed",
            )
        ]

    def __str__(self) -> str:
        return self.name


def variants_of(word: str, variants: str) -> tuple[str, ...]:
    """A word and the other ways to write it."""
    written = (one.strip() for one in VARIANT_COMMA.split(variants))
    return (word, *(one for one in written if one))


class AdvertisingTerm(models.Model):
    """A word that the advertising law speaks of (广告用语), with its article. ``variants`` are
    other ways to write it, parted by commas.
    """

    word = models.CharField(max_length=40, unique=True, validators=[validate_word])
    level = models.CharField(max_length=11, choices=TermLevel.choices, default=TermLevel.FORBIDDEN)
    article = models.CharField(max_length=60)
    variants = models.CharField(max_length=200, blank=True)
    explanation = models.CharField(max_length=200, blank=True)
    suggestion = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

    @property
    def forms(self) -> tuple[str, ...]:
        """The word and its variants."""
        return variants_of(self.word, self.variants)


class CommunicationPlan(models.Model):
    """What is said about which campaigns, when and where, under which theme (传播计划)."""

    code = models.CharField(max_length=20, unique=True, editable=False)
    name = models.CharField(max_length=80)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="plans")
    no_theme_reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    campaigns = models.ManyToManyField(Campaign, related_name="communication_plans", blank=True)
    channels = models.ManyToManyField(Channel, related_name="+", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-starts_on", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="communication_plan_dates_in_order",
                violation_error_message=_("The last day lies before the first day."),
                violation_error_code="dates_reversed",
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=True) | Q(no_theme_reason=""),
                name="communication_plan_theme_or_reason",
                violation_error_message=_("Under a theme, or a reason why not, not both."),
                violation_error_code="theme_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_outside_theme(self) -> bool:
        """Whether no day of it lies in the time of its theme, which may have moved since."""
        first, last, theme = self.starts_on, self.ends_on, self.theme
        return bool(
            theme and first and last and not (theme.starts_on <= last and first <= theme.ends_on)
        )

    def clean(self) -> None:
        if self.theme and self.is_outside_theme:
            words = _("The theme runs %(window)s, the plan lies outside of it.")
            window = date_range(self.theme.starts_on, self.theme.ends_on)
            error = ValidationError(words, code="outside_theme", params={"window": window})
            raise ValidationError({"theme": error})


class Draft(models.Model):
    """A text or sheet about campaigns (宣传稿). Reviewed by somebody else than its author, then
    released to branches.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    plan = models.ForeignKey(CommunicationPlan, models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=8, choices=DraftKind.choices, default=DraftKind.LEAFLET)
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=16, choices=DraftState.choices, default=DraftState.WRITING)
    campaigns = models.ManyToManyField(Campaign, related_name="drafts", blank=True)
    branches = models.ManyToManyField(
        Unit, related_name="+", blank=True, help_text=_("Empty: all branches.")
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(
        max_length=2000, blank=True, db_default="", help_text=_("What those who had it are told.")
    )
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-updated_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")),
                name="draft_reviewed_by_another",
                violation_error_message=_("Somebody else than the author reviews a draft."),
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(reviewer__isnull=False),
                name="draft_released_was_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_recalled(self) -> bool:
        """Whether branches had it and may not use it any more."""
        return self.state == DraftState.WITHDRAWN and self.released_at is not None


class DraftReceipt(models.Model):
    """A reader of a recalled draft says that it is no longer used where they work."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="receipts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["draft", "user"], name="draft_receipt_once")]

    def __str__(self) -> str:
        return f"{self.user_id} no longer uses {self.draft_id}"


class DraftVersion(models.Model):
    """The text as it stood when it was handed to review; the newest one is being written or
    reviewed.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    body = models.TextField(max_length=20000, blank=True)
    created_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"


class DraftReview(models.Model):
    """A remark or decision on one version, by a reviewer or by the planner of a campaign that it
    speaks of.
    """

    version = models.ForeignKey(DraftVersion, models.CASCADE, related_name="reviews")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=20, choices=Decision.choices)
    passage = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.author_id} {self.decision}"
