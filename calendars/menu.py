"""The calendar's entry in the menu."""

from django.utils.translation import gettext_lazy as _

from calendars.access import may_see_calendar
from common.navigation import NavItem, register

register(
    NavItem(
        code="calendar",
        label=_("Calendar"),
        icon="calendar",
        url_name="calendars:calendar",
        order=20,
        visible=may_see_calendar,
        key="g c",
        phone=2,
    )
)
