"""Who may do what with customers, for pages and API alike."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import Reason, Refused
from customers.models import Segment
from organization.models import Unit, User
from organization.permissions import Permission


def why_not(permission: Permission, user: User, unit: Unit | None = None) -> list[Reason]:
    """The reason against using a permission, for a unit if one is meant; empty if the user may."""
    if user.may(permission, unit):
        return []
    return [Reason("no-permission", _("Your role does not allow this."), status=403)]


def require(permission: Permission, user: User, unit: Unit | None = None) -> None:
    """Raise ``Refused`` (403) unless the user has the permission."""
    if reasons := why_not(permission, user, unit):
        raise Refused(reasons)


def why_not_change_segment(user: User, segment: Segment) -> list[Reason]:
    """Reasons against changing a segment: it is its owner unit's. One without an owner belongs to every planner."""
    return why_not(Permission.MANAGE_SEGMENTS, user, segment.owner_unit)


def may_see_segments(user: User) -> bool:
    """Whether the user works with segments at all."""
    return user.may(Permission.MANAGE_SEGMENTS) or user.may(Permission.SEE_CUSTOMERS)
