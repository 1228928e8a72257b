"""Who works in the group of an urgent plan, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from campaigns.access import visible_to
from campaigns.models import Campaign
from common import clock
from findings.workgroup import SIDES, works_in_a_group
from organization.enums import Role
from organization.models import Membership, User
from organization.permissions import COMPANY_WIDE, Permission

ROLES: Mapping[str, frozenset[Role]] = {
    "marketing": frozenset({Role.PLANNER, Role.PRODUCT_MANAGER, Role.HEAD}),
    "service": frozenset({Role.SERVICE_MANAGER}),
    "back": frozenset(
        {
            Role.SUPPORT,
            Role.RESOURCE_KEEPER,
            Role.CHANNEL_MANAGER,
            Role.COMMS_EDITOR,
            Role.COMMS_REVIEWER,
        }
    ),
    "front": frozenset({Role.FRONT_OFFICE, Role.BRANCH_VIEWER, Role.ACCOUNT_MANAGER}),
}
EVERY = frozenset(role for roles in ROLES.values() for role in roles)


def side_of(role: str) -> str:
    """The side on which a role works; empty for one that works on none."""
    return next((side for side in SIDES if Role(role) in ROLES[side]), "")


def members_of(campaign: Campaign) -> dict[str, list[User]]:
    """Who holds one of a side's roles for the plan's unit today, by side; one query."""
    near = frozenset(campaign.owner_unit.paths_above)
    rows = Membership.objects.valid_on(clock.today()).filter(user__is_active=True, role__in=EVERY)
    found: dict[str, list[User]] = {side: [] for side in SIDES}
    for row in rows.select_related("user", "unit").order_by("user"):
        own = found[side_of(row.role)]
        if (Role(row.role) in COMPANY_WIDE or row.unit.path in near) and row.user not in own:
            own.append(row.user)
    return found


def is_member(user: User, campaign: Campaign) -> bool:
    """Whether the person works on one of the sides and sees the plan."""
    return (
        any(
            Role(one.role) in EVERY
            and (Role(one.role) in COMPANY_WIDE or one.unit.contains(campaign.owner_unit))
            for one in user.valid_memberships
        )
        and visible_to(user).filter(pk=campaign.pk).exists()
    )


def has_workgroup(user: User, campaign: Campaign) -> bool:
    """Whether the plan's page has the tab: an urgent plan, for who sees plans in preparation."""
    return works_in_a_group(campaign) and user.may(Permission.SEE_PLANS)
