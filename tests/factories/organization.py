"""Units and people. Codes and names are written by the test or counted; nothing is random."""

from __future__ import annotations

from itertools import count

from organization.enums import Role, UnitKind
from organization.models import Membership, Unit, User

_counter = count(1)


def make_unit(
    code: str = "", *, kind: str = UnitKind.DEPARTMENT, parent: Unit | None = None, **values: object
) -> Unit:
    """A unit below the company, which is made when it is not there."""
    code = code or f"unit-{next(_counter)}"
    if parent is None and kind != UnitKind.COMPANY:
        parent = company()
    return Unit.objects.create(
        **{"code": code, "name": code, "kind": kind, "parent": parent, **values}
    )


def company() -> Unit:
    """The root of the tree."""
    return Unit.objects.filter(kind=UnitKind.COMPANY).first() or make_unit(
        "company", kind=UnitKind.COMPANY
    )


def make_user(
    role: Role | None = None, unit: Unit | None = None, *, username: str = "", **values: object
) -> User:
    """A person with one role for a unit (the company if none is given); without a role they
    may nothing.
    """
    username = username or f"user-{next(_counter)}"
    user = User.objects.create_user(
        **{"username": username, "password": None, "display_name": username, **values}
    )
    if role is not None:
        Membership.objects.create(user=user, unit=unit or company(), role=role, is_primary=True)
    return user
