"""Who may look at the calendar."""

from __future__ import annotations

from organization.models import User
from organization.permissions import Permission

SEEING = (Permission.SEE_PLANS, Permission.SEE_ALL_PLANS, Permission.SEE_BRANCH_SCHEDULE)


def may_see_calendar(user: User) -> bool:
    return any(user.may(permission) for permission in SEEING)
