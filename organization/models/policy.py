from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organization.models.unit import Unit
from organization.models.user import User


class PolicyQuerySet(models.QuerySet["Policy"]):
    def valid_on(self, day: dt.date) -> PolicyQuerySet:
        return self.valid_between(day, day)

    def valid_between(self, first: dt.date, last: dt.date) -> PolicyQuerySet:
        """Values that hold on some day from first to last."""
        return self.filter(
            Q(valid_from__lte=last), Q(valid_until__isnull=True) | Q(valid_until__gte=first)
        )


class Policy(models.Model):
    """The value of one rule number, from a day on. Old rows stay, so a check can be replayed as it
    was; of those from one day the last one written counts.

    ``key`` is the dotted name that an app declares with its type and default
    (``organization.policies``); ``value`` is its text form: decimals with a point, lists separated
    by commas.
    """

    key = models.CharField(max_length=80)
    value = models.CharField(max_length=400)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True)
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ("key", "-valid_from", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="policy_dates_in_order",
                violation_error_message=_("The end lies before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} from {self.valid_from}"

    def is_valid_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
