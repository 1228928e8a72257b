"""Urgent plans: what a process rule finds on such a plan alone is accepted by its workgroup, too,
when each of its four sides has signed. What two plans share, and harm, is not theirs to accept.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign
from organization.enums import Role
from organization.permissions import Permission

WORKGROUP = "workgroup"
# The four sides, with who speaks for each: the role of its signature and what that takes.
SIDES: Mapping[str, tuple[str | Promise, Role, Permission]] = {
    "marketing": (pgettext_lazy("workgroup", "Marketing"), Role.PLANNER, Permission.WRITE_PLAN),
    "service": (
        pgettext_lazy("workgroup", "Service"),
        Role.SERVICE_MANAGER,
        Permission.APPROVE_SERVICE,
    ),
    "back": (pgettext_lazy("workgroup", "Back office"), Role.SUPPORT, Permission.ACCEPT_SUPPORT),
    "front": (
        pgettext_lazy("workgroup", "Front office"),
        Role.FRONT_OFFICE,
        Permission.SPEAK_FOR_FRONT,
    ),
}


def signature_of(side: str) -> str:
    """How the signature of a side is stored."""
    return f"{SIDES[side][1]}:{WORKGROUP}"


def works_in_a_group(campaign: Campaign) -> bool:
    """Whether the plan is urgent, as it was submitted last."""
    return campaign.working is not None and campaign.working.is_urgent
