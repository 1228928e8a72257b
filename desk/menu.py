"""The places of this floor in the frame."""

from django.utils.translation import gettext_lazy as _

from calendars.branches import is_branch_person
from common.navigation import NavItem, register
from desk.counts import waiting_count
from organization.models import User
from organization.permissions import Permission


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


def works_at_the_counter(user: User) -> bool:
    """Branch people and the front office, who look up what a customer may take."""
    return is_branch_person(user) or (
        user.may(Permission.SEE_RELEASED_DRAFTS) and not user.may(Permission.SEE_COMMS)
    )


register(
    NavItem(
        code="schedule",
        label=_("Schedule"),
        icon="sheet",
        url_name="desk:schedule",
        order=11,
        visible=works_at_the_counter,
        key="g s",
        phone=1,
    )
)
