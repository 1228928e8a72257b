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


def _users(memberships: QuerySet[Membership]) -> list[User]:
    return list(
        User.objects.filter(pk__in=memberships.values("user"), is_active=True).order_by("id")
    )


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
    """Who reads it once it is released: the branches it is for, and the front office."""
    valid = Membership.objects.valid_on(clock.today())
    at_branches = Q(role=Role.BRANCH_VIEWER)
    if branches := list(draft.branches.all()):
        at_branches &= UnitScope.of(branches).q("unit")
    return _users(valid.filter(at_branches | Q(role=Role.FRONT_OFFICE)))
