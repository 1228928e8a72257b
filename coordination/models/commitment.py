from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from coordination.enums import CommitmentState
from coordination.models.playbook import PlaybookItem
from coordination.models.terms import Terms
from organization.models import Unit

BEST_MARK = 5


class Commitment(Terms):
    """A performer's promise to an internal customer for one plan (支撑承诺).

    ``due_on`` is the day that holds, ``asked_due_on`` the one counted back from the launch on
    ``launch_on``; they differ once another day is agreed or the time is compressed. ``asked_unit``
    is where it was asked for, whoever does it now. ``answer_by`` and ``claim_by`` are the days by
    which it is to be answered, and claimed by a named person.
    """

    code = models.CharField(max_length=24, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="commitments")
    item = models.ForeignKey(PlaybookItem, models.PROTECT, related_name="+")
    performer_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    customer_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asked_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    waits_for = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")
    state = models.CharField(
        max_length=12, choices=CommitmentState.choices, default=CommitmentState.REQUESTED
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    launch_on = models.DateField()
    asked_due_on = models.DateField()
    due_on = models.DateField()
    is_compressed = models.BooleanField(default=False)
    claim_by = models.DateField()
    answer_by = models.DateField()
    counter_due_on = models.DateField(null=True, blank=True)
    counter_conditions = models.CharField(max_length=400, blank=True)
    renegotiated = models.PositiveSmallIntegerField(default=0)
    promised_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    accepted_on = models.DateField(null=True, blank=True)
    mark = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(BEST_MARK)]
    )
    reminded_on = models.DateField(null=True, blank=True)
    state_since = models.DateTimeField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "code")
        indexes = [models.Index(fields=["state", "due_on"], name="commitment_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__range=(1, BEST_MARK)),
                name="commitment_mark_one_to_five",
                violation_error_message=_("The mark is 1 to 5."),
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(state=CommitmentState.ACCEPTED),
                name="commitment_marked_is_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class Evidence(models.Model):
    """What shows that a commitment is kept: words or a figure, a link, or a file."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="evidence")
    text = models.CharField(max_length=400, blank=True)
    link = models.URLField(max_length=500, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    content = models.BinaryField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(link="") | Q(content__isnull=False),
                name="evidence_says_something",
                violation_error_message=_("Give a figure or words, a link, or a file."),
            )
        ]

    def __str__(self) -> str:
        return self.text or self.link or self.file_name
