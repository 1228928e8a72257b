from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import MomentKind
from channels.models import CustomerGroup
from channels.models.product import Named


class Moment(Named):
    """Days that matter to customers (客户时刻): term begins, people travel home, exams. Without a
    group they matter to everybody.
    """

    kind = models.CharField(max_length=6, choices=MomentKind.choices, default=MomentKind.CHANCE)
    customer_group = models.ForeignKey(
        CustomerGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta(Named.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="moment_dates_in_order",
                violation_error_message=_("The last day lies before the first day."),
                violation_error_code="dates_reversed",
            )
        ]
