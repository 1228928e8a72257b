"""Who is asked for a way out that somebody else has to take."""

from __future__ import annotations

from collections.abc import Sequence

from campaigns.models import Campaign
from campaigns.people import heads_of, people_with, planners_of
from findings.acceptors import signatures_for
from findings.enums import WayOutKind
from findings.models import Finding
from organization.enums import Role
from organization.models import User
from organization.permissions import Permission

ROLES = {
    WayOutKind.TRANSFER_STOCK: {Role.RESOURCE_KEEPER},
    WayOutKind.REORDER: {Role.RESOURCE_KEEPER},
    WayOutKind.REQUEST_EXCEPTION: {Role.CHANNEL_MANAGER},
    WayOutKind.ALIGN_THEME: {Role.COMMS_EDITOR, Role.COMMS_REVIEWER},
}


def asked_for(
    kind: str, finding: Finding, plan: Campaign, plans: Sequence[Campaign], actor: User
) -> list[User]:
    """Who can do it: the role whose work it is, those whose signature accepts the finding, the
    people of the other plans for a joint one; else the owners of the plan that it changes.
    """
    if kind in ROLES:
        return people_with(ROLES[WayOutKind(kind)], plan.owner_unit)
    if kind == WayOutKind.ACCEPT:
        return [
            person
            for way in signatures_for(finding)
            for one in way
            for person in people_with({Role(one.role.split(":")[0])}, one.unit)
        ]
    if kind == WayOutKind.JOIN_CAMPAIGNS:
        others = [one for one in plans if not actor.may(Permission.WRITE_PLAN, one.owner_unit)]
        return [person for one in others for person in owners(one)]
    return owners(plan)


def owners(plan: Campaign) -> list[User]:
    return [*planners_of(plan.owner_unit), *heads_of(plan.owner_unit), plan.author]
