"""Whom a plan concerns: planners and heads of a unit, service managers, leadership."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from common import clock
from organization.enums import Role
from organization.models import Delegation, Membership, Unit, User
from organization.permissions import COMPANY_WIDE


def people_with(roles: Iterable[Role], unit: Unit) -> list[User]:
    """Active users who hold one of the roles for the unit today, directly or from above."""
    wanted = frozenset(roles)
    memberships = Membership.objects.valid_on(clock.today()).filter(user__is_active=True)
    near = memberships.filter(role__in=wanted - COMPANY_WIDE, unit__path__in=unit.paths_above)
    wide = memberships.filter(role__in=wanted & COMPANY_WIDE)
    return list(User.objects.filter(pk__in=(near | wide).values("user")).order_by("id"))


def deputies_of(people: Iterable[User]) -> list[User]:
    """Who stands in for one of these people today, and who does for a deputy that is away."""
    valid = Delegation.objects.valid_on(clock.today())
    named = valid.filter(principal__in=list(people))
    today = valid.filter(Q(pk__in=named) | Q(principal__in=named.values("deputy")))
    return list(User.objects.filter(pk__in=today.values("deputy"), is_active=True).order_by("id"))


def planners_of(unit: Unit) -> list[User]:
    """Who writes plans for the unit."""
    return people_with({Role.PLANNER}, unit)


def planners_by_unit(units: Iterable[Unit]) -> dict[int, list[User]]:
    """Who writes plans for each of the units, by its key; one query."""
    wanted = {unit.pk: unit.paths_above for unit in units}
    rows = (
        Membership.objects.valid_on(clock.today())
        .filter(user__is_active=True, role=Role.PLANNER)
        .filter(unit__path__in={path for paths in wanted.values() for path in paths})
        .select_related("user", "unit")
        .order_by("user")
    )
    held = [(one.unit.path, one.user) for one in rows]
    return {
        key: list(dict.fromkeys(user for path, user in held if path in paths))
        for key, paths in wanted.items()
    }


def heads_of(unit: Unit) -> list[User]:
    """Who answers for the unit's plans."""
    return people_with({Role.HEAD}, unit)


def service_managers(unit: Unit) -> list[User]:
    """Who answers for the service side of all plans."""
    return people_with({Role.SERVICE_MANAGER}, unit)


def leaders(unit: Unit) -> list[User]:
    """The company's leadership."""
    return people_with({Role.LEADERSHIP}, unit)


def administrators(unit: Unit) -> list[User]:
    """Who keeps the system running."""
    return people_with({Role.ADMINISTRATOR}, unit)
