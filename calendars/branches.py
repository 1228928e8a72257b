"""Which branches a person works for."""

from __future__ import annotations

from django.db.models import Q

from campaigns.access import paths_above
from organization.enums import UnitKind
from organization.models import Unit, User
from organization.permissions import Permission


def branches_of(user: User) -> list[Unit]:
    """The branches whose schedule is this person's: those he works in, above or below; empty for
    people of the company.
    """
    units = user.units_where(Permission.SEE_BRANCH_SCHEDULE)
    if not units:
        return []
    wanted = Q(path__in={path for unit in units for path in paths_above(unit)})
    for unit in units:
        wanted |= Q(path__startswith=unit.path)
    return list(Unit.objects.filter(wanted, kind=UnitKind.BRANCH).order_by("position", "code"))


def is_branch_person(user: User) -> bool:
    """Whether the branch schedule is where this person's work is; planners of a branch plan as
    others do.
    """
    return user.may(Permission.SEE_BRANCH_SCHEDULE) and not user.may(Permission.SEE_PLANS)
