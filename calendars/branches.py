"""Which branches a person works for."""

from __future__ import annotations

from organization.models import Unit, User
from organization.permissions import Permission


def branches_of(user: User) -> list[Unit]:
    """The branches whose schedule is this person's: those they work in, above or below; empty
    for people of the company.
    """
    scope = user.scope(Permission.SEE_BRANCH_SCHEDULE)
    if scope.is_everything:
        return []
    return list(scope.related_branches().order_by("position", "code"))


def is_branch_person(user: User) -> bool:
    """Whether the branch schedule is where this person's work is; planners of a branch plan as
    others do.
    """
    return user.may(Permission.SEE_BRANCH_SCHEDULE) and not user.may(Permission.SEE_PLANS)
