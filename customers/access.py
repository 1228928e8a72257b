"""Who may do what with customers, for pages and API alike."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.errors import Reason, Refused
from customers.models import Customer, Segment
from organization.enums import Role
from organization.models import Unit, User
from organization.permissions import ROLE_PERMISSIONS, Permission

SEGMENT_READERS = (Permission.MANAGE_SEGMENTS, Permission.SEE_CUSTOMERS, Permission.SEE_OWN_PLANS)
GRID_READERS = (Permission.SEE_CUSTOMERS, Permission.SEE_PLANS, Permission.SEE_BRANCH_SCHEDULE)
TOUCH_READERS = (Permission.SEE_CUSTOMERS, Permission.RECORD_TOUCHES)
PLACES = frozenset({"branch", "centre", "sub_branch"})


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
    """Reasons against changing a segment: it is its owner unit's. One without an owner belongs to
    every planner.
    """
    return why_not(Permission.MANAGE_SEGMENTS, user, segment.owner_unit)


def may_any(user: User, permissions: Iterable[Permission]) -> bool:
    """Whether the user has one of the permissions somewhere."""
    return any(user.may(permission) for permission in permissions)


def may_visit(user: User) -> bool:
    """Whether the customers' pages are this person's business."""
    return (
        user.may(Permission.SEE_CUSTOMERS)
        or user.may(Permission.IMPORT_CUSTOMERS)
        or user.may(Permission.MANAGE_SEGMENTS)
    )


def sees_all_customers(user: User, permission: Permission = Permission.SEE_CUSTOMERS) -> bool:
    """Whether a permission reaches the customers of the whole company: it does for whoever works
    for a department or the company.
    """
    roles = {role for role in user.roles if permission in ROLE_PERMISSIONS[role]}
    units = user.scope(permission).units
    return bool(roles - {Role.ACCOUNT_MANAGER}) and (
        units is None or any(unit.kind not in PLACES for unit in units)
    )


def visible_customers(
    user: User, permission: Permission = Permission.SEE_CUSTOMERS
) -> QuerySet[Customer]:
    """The customers that a user may see, masked: departments all of them, a branch its own, an
    account manager their unit's.
    """
    if sees_all_customers(user, permission):
        return Customer.objects.all()
    return Customer.objects.filter(user.scope(permission).q("unit"))


def visible_units(user: User) -> list[int] | None:
    """The same as the keys of the units whose accounts a filter counts; None for all of them."""
    if sees_all_customers(user):
        return None
    units = Unit.objects.filter(user.scope(Permission.SEE_CUSTOMERS).q())
    return sorted(units.values_list("pk", flat=True))


def why_not_unmask(user: User, customer: Customer) -> list[Reason]:
    """Reasons against showing a customer in clear: only those whose own customer it is."""
    if customer.unit is None or not user.may(Permission.UNMASK_CUSTOMERS, customer.unit):
        return [
            Reason(
                "no-permission",
                _(
                    "Names and phones are shown in clear to the account managers of the customer's"
                    " unit."
                ),
                status=403,
            )
        ]
    return []
