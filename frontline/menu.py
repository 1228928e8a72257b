"""The place of the front line in the frame, and its tab on a plan's page."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.tabs import Tab
from campaigns.tabs import register as register_tab
from common.navigation import NavItem, register
from frontline.enums import UNDECIDED
from frontline.models import Report
from frontline.reports.access import READING, mine_to_decide
from organization.models import User


def may_open(user: User) -> bool:
    """Whoever reads reports and work notices."""
    return any(user.may(one) for one in READING)


def waiting(user: User) -> QuerySet[Report]:
    """What the person has to decide."""
    return Report.objects.filter(mine_to_decide(user), state__in=UNDECIDED)


register(
    NavItem(
        code="reports",
        label=_("Front line"),
        icon="megaphone",
        url_name="frontline:reports",
        order=45,
        visible=may_open,
        waiting=waiting,
        key="g f",
    )
)
register_tab(
    Tab(
        code="front-line",
        label=pgettext_lazy("tab", "Front line"),
        url_name="frontline:plan",
        order=50,
        is_fragment=False,
    )
)
