"""Who works out dates for a whole cycle, and who answers for one plan's move."""

from __future__ import annotations

from django.db.models import QuerySet

from campaigns.models import Campaign
from organization.models import User
from organization.permissions import Permission
from preflight.models import ArrangedMove, MoveState


def may_arrange(user: User) -> bool:
    """Leadership, which sees the drafts of all units."""
    return user.may(Permission.APPROVE_COMPANY) and user.may(Permission.SEE_ALL_PLANS)


def asked_moves(campaign: Campaign) -> QuerySet[ArrangedMove]:
    """The moves that the plan's owner is asked for, the newest first."""
    return (
        ArrangedMove.objects.filter(campaign=campaign, state=MoveState.ASKED)
        .select_related("arrangement__cycle", "arrangement__started_by", "campaign")
        .order_by("-id")
    )
