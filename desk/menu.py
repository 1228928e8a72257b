"""The places of this floor in the frame."""

from django.utils.translation import gettext_lazy as _

from calendars.branches import is_branch_person
from common.navigation import NavItem, register
from desk.counts import waiting_count
from organization.models import User


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
