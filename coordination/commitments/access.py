"""Whose commitment it is, and who sees which."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from campaigns.access import decided_by, visible_to
from coordination.models import Commitment
from organization.deputies import is_own_unit
from organization.enums import Role
from organization.models import Unit, User
from organization.permissions import COMPANY_WIDE, Permission


def speaking(user: User) -> list[User]:
    """The person, and those for whom they stand in today."""
    return [user, *(one for one in user.acting_for if one.is_active)]


def holds(user: User, role: str, unit: Unit) -> bool:
    """Whether the person does what this role does for the unit, or stands in for somebody who
    does.
    """
    return any(holds_oneself(one, role, unit) for one in speaking(user))


def holds_oneself(user: User, role: str, unit: Unit) -> bool:
    return user.may(Permission.PERFORM) and any(
        one.role == role and (Role(role) in COMPANY_WIDE or one.unit.contains(unit))
        for one in user.valid_memberships
    )


def is_head(user: User, unit: Unit) -> bool:
    """Whether the person answers for the unit: its head, or leadership; or who stands in for one of
    them and does not work there.
    """
    others = [] if is_own_unit(user, unit) else speaking(user)[1:]
    return any(is_head_oneself(one, unit) for one in (user, *others))


def is_head_oneself(user: User, unit: Unit) -> bool:
    return user.may(Permission.APPROVE_PLAN, unit) or user.may(Permission.APPROVE_COMPANY, unit)


def performs(user: User, commitment: Commitment) -> bool:
    """Whether the promise is the person's to give: whoever claimed it; else everybody of the role;
    always the head.
    """
    if is_head(user, commitment.performer_unit):
        return True
    if commitment.claimed_by_id is not None:
        mine = (one for one in speaking(user) if one.pk == commitment.claimed_by_id)
        return any(one.may(Permission.PERFORM) for one in mine)
    return holds(user, commitment.performer_role, commitment.performer_unit)


def relies(user: User, commitment: Commitment) -> bool:
    """Whether the person is the internal customer: of the role, or the head."""
    return is_head(user, commitment.customer_unit) or holds(
        user, commitment.customer_role, commitment.customer_unit
    )


def stands_in_for(user: User, commitment: Commitment) -> str:
    """The user name of whom the person speaks for about a commitment; empty: for themselves."""
    if is_concerned(user, commitment):
        return ""
    principals = (one for one in speaking(user)[1:] if is_concerned(one, commitment))
    return next((one.username for one in principals), "")


def is_concerned(user: User, commitment: Commitment) -> bool:
    """Whether it is the person's by themselves, on either side; what somebody else has claimed is
    no longer everybody's of the role.
    """
    performing, relying = commitment.performer_unit, commitment.customer_unit
    is_free = commitment.claimed_by_id is None
    return (
        commitment.claimed_by_id == user.pk
        or (is_free and holds_oneself(user, commitment.performer_role, performing))
        or holds_oneself(user, commitment.customer_role, relying)
        or any(is_head_oneself(user, unit) for unit in (performing, relying))
    )


def owed_by(user: User) -> Q:
    """Commitments that are the person's to keep, or of those they stand in for: claimed by them, or
    by nobody yet and of their role.
    """
    return Q(claimed_by__in=speaking(user)) | Q(claimed_by=None) & _of_role(user, "performer")


def owed_to(user: User) -> Q:
    """Commitments on which the person relies by their role, or that of whom they stand in for."""
    return _of_role(user, "customer")


def _of_role(user: User, side: str) -> Q:
    found = Q(pk__in=[])
    for person in speaking(user):
        if not person.may(Permission.PERFORM):
            continue
        for one in person.valid_memberships:
            mine = Q(**{f"{side}_role": one.role})
            if Role(one.role) not in COMPANY_WIDE:
                mine &= Q(**{f"{side}_unit__path__startswith": one.unit.path})
            found |= mine
    return found


def answered_for(user: User) -> Q:
    """Commitments of the units that the person answers for, on either side, or that somebody does
    for whom they stand in; never those of their own unit then.
    """
    found = Q(pk__in=[])
    for permission in (Permission.APPROVE_PLAN, Permission.APPROVE_COMPANY):
        for side in ("performer_unit", "customer_unit"):
            found |= decided_by(user, permission, side)
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
