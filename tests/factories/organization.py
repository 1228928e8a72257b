"""Units and people. Codes and names are written by the test or counted; nothing is random."""

from __future__ import annotations

from organization.enums import Role, UnitKind
from organization.models import Membership, Unit, User


def make_unit(code: str, *, kind: str = UnitKind.BRANCH, parent: Unit | None = None, **values: object) -> Unit:
    """A unit below the company, which is made when it is not there."""
    if parent is None and kind != UnitKind.COMPANY:
        parent = Unit.objects.filter(kind=UnitKind.COMPANY).first() or make_unit("company", kind=UnitKind.COMPANY)
    return Unit.objects.create(code=code, name=str(values.pop("name", code)), kind=kind, parent=parent, **values)


def make_user(username: str, role: Role | None = None, unit: Unit | None = None) -> User:
    """A person with one role for a unit (the company if none is given); without a role he may nothing."""
    user = User.objects.create_user(username=username, password=None, display_name=username)
    if role is not None:
        unit = unit or Unit.objects.filter(kind=UnitKind.COMPANY).first() or make_unit("company", kind=UnitKind.COMPANY)
        Membership.objects.create(user=user, unit=unit, role=role, is_primary=True)
    return user
