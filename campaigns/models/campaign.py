from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import ACTIVE_STATES, DECIDED, OPEN_AMENDMENT, CampaignState, Origin
from campaigns.models.cycle import Initiative
from organization.models import Unit, User

# As many plans as anybody would put in order by hand.
HIGHEST_RANK = 999


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def active(self) -> CampaignQuerySet:
        """Plans that others are checked against."""
        return self.filter(state__in=ACTIVE_STATES)

    def decided(self) -> CampaignQuerySet:
        return self.filter(state__in=DECIDED)

    def overlapping(self, first: dt.date, last: dt.date) -> CampaignQuerySet:
        """Plans whose window meets the span; windows include both ends."""
        return self.filter(working__starts_on__lte=last, working__ends_on__gte=first)


class Campaign(models.Model):
    """A marketing plan of one owner unit: what stays the same through all its versions, and where
    it stands.

    ``working`` is the version that the campaign's page shows, ``in_force`` the one that was
    approved last. ``amends`` is the plan that this one changes once it is approved: an amendment.
    ``etag`` counts the writes, for optimistic editing.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    name = models.CharField(max_length=80)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns")
    state = models.CharField(
        max_length=14, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.OWN)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="campaigns")
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Who wrote in the plan or submitted it beside its author: they do not sign it.
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    working = models.OneToOneField(
        "campaigns.PlanVersion", models.PROTECT, null=True, related_name="+"
    )
    in_force = models.OneToOneField(
        "campaigns.PlanVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    amends = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="amendments"
    )
    external_code = models.CharField(
        max_length=40, blank=True, help_text=_("Code of the campaign in the billing system.")
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="campaigns"
    )
    objective = models.TextField(blank=True, max_length=2000)
    contacts = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True, max_length=4000)
    rank = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_RANK)],
        help_text=_("Set by leadership within the planning cycle: 1 stays before 2."),
    )
    announced_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(
        null=True, blank=True, help_text=_("The last day on which the plan really ran.")
    )
    is_imported = models.BooleanField(
        default=False, help_text=_("Came in at go-live, without gates.")
    )
    hold_reason = models.CharField(
        max_length=200, blank=True, help_text=_("Why the launch is held, if it is.")
    )
    state_since = models.DateTimeField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["state"], name="campaign_state"),
            models.Index(fields=["owner_unit", "state"], name="campaign_owner_state"),
            models.Index(fields=["updated_at"], name="campaign_updated"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(in_force__isnull=False),
                name="campaign_decided_has_version_in_force",
            ),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(state__in=OPEN_AMENDMENT),
                name="campaign_one_open_amendment",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True) | ~Q(state__in=DECIDED),
                name="campaign_amendment_never_runs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def note_writer(self, user: User) -> None:
        """Keep that somebody wrote in the plan or submitted it; of its author that is known."""
        if user.pk != self.author_id:
            self.writers.add(user)

    @property
    def revision(self) -> int:
        """How often the plan was submitted."""
        if self.working is None:
            return 0
        return self.working.number if self.working.submitted_at else self.working.number - 1

    @property
    def content_tag(self) -> int:
        """What a person who writes or submits the plan has read: changes with every write and step,
        not with findings (µs).
        """
        return round(self.updated_at.timestamp() * 1_000_000)

    @property
    def is_amendment(self) -> bool:
        return self.amends_id is not None

    @property
    def is_announced(self) -> bool:
        return self.announced_at is not None
