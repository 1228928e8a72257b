"""Who calls, sees and closes coordination meetings."""

from __future__ import annotations

from django.db.models import QuerySet

from coordination.models import Meeting
from coordination.negotiation.access import sees_negotiations
from organization.models import User
from organization.permissions import Permission


def may_call(user: User) -> bool:
    """Leadership, which decides there, and who stands in for it."""
    return user.may(Permission.APPROVE_COMPANY) or any(
        one.may(Permission.APPROVE_COMPANY) for one in user.acting_for
    )


def meetings_for(user: User) -> QuerySet[Meeting]:
    """Meetings are seen by whoever sees negotiations; of the agenda each sees what they read."""
    if not sees_negotiations(user):
        return Meeting.objects.none()
    return Meeting.objects.select_related("called_by", "closed_by")
