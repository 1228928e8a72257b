"""What giving once instead of twice saved: read from the audit trail, where each deed says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, IntegerField, QuerySet, Sum, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf, TruncMonth
from django.utils import timezone

from common import clock
from common.models import AuditEvent
from organization.models import Unit, User
from resources.access import SAVINGS

# A check promises nothing: the same list is checked again and again.
ONLY_ASKED = "benefit.check"
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a unit saved in a month: ``gifts`` that were not given, ``saved`` yuan."""

    month: dt.date
    unit: str
    gifts: int
    saved: Decimal


def deeds(user: User) -> QuerySet[AuditEvent, Any]:
    """What ``saved`` money by how many ``gifts`` in the last months, in units one may read of."""
    first = (clock.today().replace(day=1) - dt.timedelta(days=31 * (MONTHS - 1))).replace(day=1)
    within = Unit.objects.none()
    for permission in SAVINGS:
        within = within | Unit.objects.filter(user.scope(permission).q())
    rows = AuditEvent.objects.filter(
        details__has_key="saved",
        happened_at__gte=timezone.make_aware(dt.datetime.combine(first, dt.time(0))),
        unit__in=within.values("code"),
    )
    return (
        rows.exclude(action=ONLY_ASKED)
        .annotate(saved=_number("saved", DecimalField(max_digits=18, decimal_places=2)))
        .annotate(gifts=Coalesce(_number("kept", IntegerField()), Value(0)))
        .filter(saved__gt=0)
        .order_by("-happened_at", "-id")
    )


def _number(key: str, field: Any) -> Cast:
    """A detail as a number; None where it is empty or missing."""
    return Cast(NullIf(KeyTextTransform(key, "details"), Value("")), field)


def sums(user: User) -> Sequence[Saving]:
    """What each unit saved in each month, the newest month first, in it the most."""
    rows = (
        deeds(user)
        .annotate(month=TruncMonth("happened_at"))
        .order_by()
        .values("month", "unit")
        .annotate(sum=Sum("saved"), count=Sum("gifts"))
    )
    found = [
        Saving(month=row["month"].date(), unit=row["unit"], gifts=row["count"], saved=row["sum"])
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.month.toordinal(), -one.saved, one.unit))
