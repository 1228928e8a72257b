"""Who reports from the front line, who reads reports, and whose turn it is."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from campaigns.access import decided_by
from coordination.commitments.access import is_head, speaking
from frontline.models import Report
from organization.models import Unit, User
from organization.models.scope import UnitScope
from organization.permissions import Permission

READING = (Permission.SEE_PLANS, Permission.SEE_BRANCH_SCHEDULE)


def may_report(user: User) -> bool:
    """Whether the person tells what they see on the street."""
    return user.may(Permission.REPORT_PROBLEM)


def places_of(user: User) -> QuerySet[Unit]:
    """The units for which a person reports: their own with all below; for the whole company also
    every branch.
    """
    scope = user.scope(Permission.REPORT_PROBLEM)
    if not scope.is_everything:
        return scope.active_units()
    own = UnitScope.of(one.unit for one in user.valid_memberships)
    branches = UnitScope.of(Unit.objects.branches())
    return Unit.objects.active().filter(own.q() | branches.q())


def reports_for(user: User) -> QuerySet[Report]:
    """Reports that a person may open: all for those who see plans, those of their units for
    branches; always what they reported or have to decide.
    """
    if user.may(Permission.SEE_PLANS):
        return Report.objects.all()
    mine = Q(reported_by=user) | Q(owner__in=speaking(user))
    return Report.objects.filter(mine | user.scope(Permission.SEE_BRANCH_SCHEDULE).q("unit"))


def decides(user: User, report: Report) -> bool:
    """Whether the decision is the person's: the owner's, or who answers for the owner's unit; or
    who stands in for one of them. Never about what they reported themselves.
    """
    if report.reported_by_id == user.pk and report.owner_id != user.pk:
        return False
    is_owner = any(one.pk == report.owner_id for one in speaking(user))
    return is_owner or is_head(user, report.owner_unit)


def reported(user: User, report: Report) -> bool:
    """Whether the report is the person's to answer for: theirs, or of a colleague who reports for
    the same unit.
    """
    return report.reported_by_id == user.pk or user.may(Permission.REPORT_PROBLEM, report.unit)


def stands_in_for(user: User, report: Report) -> str:
    """The user name of whom the person speaks for when they decide; empty: for themselves."""
    if report.owner_id == user.pk:
        return ""
    return next((one.username for one in speaking(user)[1:] if one.pk == report.owner_id), "")


def mine_to_decide(user: User) -> Q:
    """Reports whose owner the person is, or stands in for."""
    return Q(owner__in=speaking(user))


def answered_for(user: User) -> Q:
    """Reports of units that the person answers for."""
    found = Q(pk__in=[])
    for permission in (Permission.APPROVE_PLAN, Permission.APPROVE_COMPANY):
        found |= decided_by(user, permission, "owner_unit")
    return found
