"""The places of this floor in the frame."""

from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem, register
from desk.branches import is_branch_person
from desk.counts import waiting_count
from organization.models import User
from organization.permissions import Permission

SEEING = (Permission.SEE_PLANS, Permission.SEE_ALL_PLANS, Permission.SEE_BRANCH_SCHEDULE)


def sees_calendar(user: User) -> bool:
    return any(user.may(permission) for permission in SEEING)


def works_centrally(user: User) -> bool:
    """Everybody but branch people, whose day begins with their schedule."""
    return not is_branch_person(user)


register(
    NavItem(
        code="my_day",
        label=_("My day"),
        icon="day",
        url_name="desk:home",
        order=10,
        visible=works_centrally,
        count=waiting_count,
        key="g d",
        phone=1,
    )
)
register(
    NavItem(
        code="schedule",
        label=_("Schedule"),
        icon="day",
        url_name="desk:schedule",
        order=11,
        visible=is_branch_person,
        key="g s",
        phone=1,
    )
)
register(
    NavItem(
        code="calendar",
        label=_("Calendar"),
        icon="calendar",
        url_name="desk:calendar",
        order=20,
        visible=sees_calendar,
        key="g c",
        phone=2,
    )
)
