"""Whom a draft concerns."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from campaigns.people import planners_of
from common import clock
from comms.models import Draft
from organization.enums import Role
from organization.models import Membership, User
from organization.models.scope import UnitScope
from organization.models.user import with_today
from organization.permissions import COMPANY_WIDE, ROLE_PERMISSIONS, Permission

READERS = frozenset(
    role for role, held in ROLE_PERMISSIONS.items() if Permission.SEE_RELEASED_DRAFTS in held
)


def _users(memberships: QuerySet[Membership]) -> list[User]:
    people = User.objects.filter(pk__in=memberships.values("user"), is_active=True)
    return list(with_today(people).order_by("id"))


def writers() -> QuerySet[User]:
    """Who writes drafts."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.WRITE_DRAFT in held]
    held = Membership.objects.valid_on(clock.today()).filter(role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def reviewers() -> list[User]:
    """Who decides on drafts."""
    return _users(Membership.objects.valid_on(clock.today()).filter(role=Role.COMMS_REVIEWER))


def planners(draft: Draft) -> list[User]:
    """The planners of all campaigns that a draft speaks of, each once."""
    units = {campaign.owner_unit for campaign in draft.campaigns.select_related("owner_unit")}
    found: Iterable[User] = (
        user for unit in sorted(units, key=lambda one: one.pk) for user in planners_of(unit)
    )
    return list(dict.fromkeys(found))


def readers(draft: Draft) -> list[User]:
    """Who reads it once it is released, as ``drafts_visible_to`` opens it: roles for released
    drafts at, below or above a branch that it is for, and those for the whole company.
    """
    here = Q(role__in=READERS - COMPANY_WIDE)
    if branches := list(draft.branches.all()):
        above = {path for branch in branches for path in branch.paths_above}
        here &= UnitScope.of(branches).q("unit") | Q(unit__path__in=above)
    valid = Membership.objects.valid_on(clock.today())
    return _users(valid.filter(here | Q(role__in=READERS & COMPANY_WIDE)))
