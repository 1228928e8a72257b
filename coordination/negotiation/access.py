"""Who sees which negotiations and proposals. Lists are filtered by the same code as single
objects.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from campaigns.access import visible_to
from coordination.models import Negotiation, Proposal
from findings.access import readable_sides
from findings.models import Finding, FindingSide
from organization.models import User
from organization.permissions import Permission


def sees_negotiations(user: User) -> bool:
    """Whoever plans or settles findings: planners, heads, the roles that sign, leadership."""
    asked = (Permission.SETTLE_FINDING, Permission.SEE_OWN_PLANS)
    return any(map(user.may, asked)) or bool(user.acting_for)


def readable_findings(user: User) -> QuerySet[Finding]:
    """The findings that the person reads on any plan that they see."""
    sides = FindingSide.objects.filter(readable_sides(user), campaign__in=visible_to(user))
    return Finding.objects.filter(pk__in=sides.values("finding"))


def negotiations_for(user: User) -> QuerySet[Negotiation]:
    """The negotiations about findings that the person reads."""
    if not sees_negotiations(user):
        return Negotiation.objects.none()
    rows = Negotiation.objects.filter(finding__in=readable_findings(user).values("pk"))
    return rows.select_related("finding", "opened_by", "escalated_by", "decided_by")


def proposals_for(user: User) -> QuerySet[Proposal]:
    """The proposals about findings that the person reads, and those that ask them."""
    rows = Proposal.objects.filter(
        Q(finding__in=readable_findings(user).values("pk")) | Q(asked=user) | Q(proposed_by=user)
    )
    return rows.select_related(
        "finding", "campaign__owner_unit", "proposed_by", "asked", "answered_by", "unit"
    )
