"""The plans that use a segment."""

from __future__ import annotations

from django.db.models import F, Q
from django.urls import reverse

from campaigns import access
from campaigns.enums import CLOSED
from campaigns.models import AudienceSource
from customers.models import Segment
from customers.segment_uses import MOST_SHOWN, Use
from organization.models import User


def plans_with(segment: Segment, user: User) -> list[Use]:
    """The plans that are not over whose last version, or the one in force, includes or excludes the
    segment, as far as the reader sees plans and their audiences.
    """
    current = AudienceSource.objects.filter(
        Q(version=F("version__campaign__working")) | Q(version=F("version__campaign__in_force")),
        segment=segment,
    )
    plans = (
        access.visible_to(user)
        .filter(pk__in=current.values("version__campaign"))
        .exclude(state__in=CLOSED)
        .select_related("owner_unit")
        .order_by("code")[:MOST_SHOWN]
    )
    return [
        Use(
            plan.code,
            plan.name,
            plan.get_state_display(),
            reverse("campaigns:detail", args=[plan.code]),
        )
        for plan in plans
        if access.may_see_audience(user, plan)
    ]
