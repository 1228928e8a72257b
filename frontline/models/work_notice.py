from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from frontline.enums import Seat, WorkNoticeState
from frontline.models.report import Report
from organization.models import Unit


class WorkNotice(models.Model):
    """What halls, outlets, branches and the hotline are told to do and say (工作通知).

    ``words`` are the words to say to customers (解释口径), ``todo`` what is to be done. ``unit`` is
    the unit that issues it, ``seats`` and ``units`` are who it is for; no units: all branches.
    ``read_by`` is the day by which it has to be read. ``replaces`` is the notice whose place it
    takes once it is issued.
    """

    code = models.CharField(max_length=20, unique=True, editable=False)
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=1000)
    todo = models.CharField(max_length=1000, blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="work_notices"
    )
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="work_notices"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    seats = ArrayField(models.CharField(max_length=8, choices=Seat.choices))
    units = models.ManyToManyField(Unit, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)
    read_by = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=WorkNoticeState.choices, default=WorkNoticeState.DRAFT
    )
    reason = models.CharField(max_length=400, blank=True, default="")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="work_notices"
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    state_since = models.DateTimeField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    etag = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["state", "campaign"], name="work_notice_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[WorkNoticeState.DRAFT, WorkNoticeState.DISCARDED])
                | Q(issued_at__isnull=False, issued_by__isnull=False, read_by__isnull=False),
                name="work_notice_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="work_notice_replaces_another",
            ),
            models.CheckConstraint(
                condition=~Q(seats=[]),
                name="work_notice_is_for_somebody",
                violation_error_message=_("Say who it is for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def seat_labels(self) -> list[str]:
        return [str(Seat(seat).label) for seat in self.seats]


class Reader(models.Model):
    """Somebody a work notice was issued to, at which seat of which unit, and when they said that
    they have read it. ``chased`` counts the reminders.
    """

    notice = models.ForeignKey(WorkNotice, models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    seat = models.CharField(max_length=8, choices=Seat.choices)
    read_at = models.DateTimeField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    chased_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("notice", "unit", "id")
        constraints = [
            models.UniqueConstraint(fields=["notice", "user"], name="reader_once"),
        ]
        indexes = [
            models.Index(
                fields=["user"], condition=Q(read_at__isnull=True), name="reader_has_not_read"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.user_id}"
