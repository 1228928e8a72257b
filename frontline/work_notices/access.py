"""Who writes, issues and reads work notices."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from campaigns.access import decided_by
from coordination.commitments.access import is_head
from frontline.enums import ISSUED, WorkNoticeState
from frontline.models import WorkNotice
from organization.models import Unit, User
from organization.models.unit import paths_above
from organization.permissions import Permission

READING = (Permission.SEE_PLANS, Permission.SEE_BRANCH_SCHEDULE)


def may_write(user: User, unit: Unit | None = None) -> bool:
    """Whether the person writes work notices, of this unit."""
    return user.may(Permission.WRITE_WORK_NOTICE, unit)


def may_issue(user: User, unit: Unit) -> bool:
    """Whether the person issues the work notices of a unit: by their role, or as who answers for
    it.
    """
    return user.may(Permission.ISSUE_WORK_NOTICE, unit) or is_head(user, unit)


def units_of(user: User) -> QuerySet[Unit]:
    """The units in whose name a person writes work notices."""
    scope = user.scope(Permission.WRITE_WORK_NOTICE)
    if not scope.is_everything:
        return scope.active_units()
    mine = [one.unit_id for one in user.valid_memberships]
    return Unit.objects.active().filter(pk__in=mine)


def notices_for(user: User) -> QuerySet[WorkNotice]:
    """Work notices that a person may open: those issued, for whoever sees plans; for branches those
    that are for them; one's own and those of one's units from the draft on.
    """
    condition = Q(readers__user=user) | Q(written_by=user) | to_issue(user)
    condition |= user.scope(Permission.WRITE_WORK_NOTICE).q("unit")
    if user.may(Permission.SEE_PLANS):
        condition |= Q(state__in=ISSUED)
    elif user.may(Permission.SEE_BRANCH_SCHEDULE):
        condition |= Q(state__in=ISSUED) & meant_for(user)
    return WorkNotice.objects.filter(pk__in=WorkNotice.objects.filter(condition).values("pk"))


def meant_for(user: User) -> Q:
    """Those for a unit that the person works in, above or below; those for all branches."""
    scope = user.scope(Permission.SEE_BRANCH_SCHEDULE)
    if scope.is_everything:
        return ~Q(pk__in=[])
    above = {path for unit in scope.units or () for path in unit.paths_above}
    return scope.q("units") | Q(units__path__in=above) | Q(units=None)


def for_unit(path: str) -> Q:
    """Those that are said in the unit of a path: for it, for one above or below it, or for all
    branches.
    """
    below = Q(units__path__startswith=path)
    return below | Q(units__path__in=paths_above(path)) | Q(units=None)


def to_issue(user: User) -> Q:
    """Drafts whose unit the person issues for, by their role or as who answers for it."""
    found = user.scope(Permission.ISSUE_WORK_NOTICE).q("unit")
    for permission in (Permission.APPROVE_PLAN, Permission.APPROVE_COMPANY):
        found |= decided_by(user, permission, "unit")
    return found & Q(state=WorkNoticeState.DRAFT)
