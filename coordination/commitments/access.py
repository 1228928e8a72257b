"""Whose commitment it is, and who sees which."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from campaigns.access import visible_to
from coordination.models import Commitment
from organization.enums import Role
from organization.models import Unit, User
from organization.permissions import COMPANY_WIDE, Permission


def holds(user: User, role: str, unit: Unit) -> bool:
    """Whether the person does what this role does for the unit."""
    return user.may(Permission.PERFORM) and any(
        one.role == role and (Role(role) in COMPANY_WIDE or one.unit.contains(unit))
        for one in user.valid_memberships
    )


def is_head(user: User, unit: Unit) -> bool:
    """Whether the person answers for the unit: its head, or leadership."""
    return user.may(Permission.APPROVE_PLAN, unit) or user.may(Permission.APPROVE_COMPANY, unit)


def performs(user: User, commitment: Commitment) -> bool:
    """Whether the promise is the person's to give: whoever claimed it; else everybody of the role;
    always the head.
    """
    if is_head(user, commitment.performer_unit):
        return True
    if commitment.claimed_by_id is not None:
        return commitment.claimed_by_id == user.pk and user.may(Permission.PERFORM)
    return holds(user, commitment.performer_role, commitment.performer_unit)


def relies(user: User, commitment: Commitment) -> bool:
    """Whether the person is the internal customer: of the role, or the head."""
    return is_head(user, commitment.customer_unit) or holds(
        user, commitment.customer_role, commitment.customer_unit
    )


def owed_by(user: User) -> Q:
    """Commitments that are the person's to keep: claimed by them, or by nobody yet and of their
    role.
    """
    return Q(claimed_by=user) | Q(claimed_by=None) & _of_role(user, "performer")


def owed_to(user: User) -> Q:
    """Commitments on which the person relies by their role."""
    return _of_role(user, "customer")


def _of_role(user: User, side: str) -> Q:
    found = Q(pk__in=[])
    if not user.may(Permission.PERFORM):
        return found
    for one in user.valid_memberships:
        mine = Q(**{f"{side}_role": one.role})
        if Role(one.role) not in COMPANY_WIDE:
            mine &= Q(**{f"{side}_unit__path__startswith": one.unit.path})
        found |= mine
    return found


def answered_for(user: User) -> Q:
    """Commitments of the units that the person answers for, on either side."""
    found = Q(pk__in=[])
    for permission in (Permission.APPROVE_PLAN, Permission.APPROVE_COMPANY):
        scope = user.scope(permission)
        found |= scope.q("performer_unit") | scope.q("customer_unit")
    return found


def commitments_for(user: User) -> QuerySet[Commitment]:
    """The commitments that a person may open: their own on either side, those of units that they
    answer for, and those of plans in preparation that they see.
    """
    condition = answered_for(user)
    if user.may(Permission.PERFORM):
        condition |= owed_by(user) | owed_to(user)
    if user.may(Permission.SEE_PLANS):
        condition |= Q(campaign__in=visible_to(user))
    return Commitment.objects.filter(condition)
