"""The place of commitments in the frame, and their tab on a plan's page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.tabs import Tab
from campaigns.tabs import register as register_tab
from common.navigation import NavItem, register
from coordination.commitments.board import has_commitments, tab_count
from organization.models import User
from organization.permissions import Permission


def may_open(user: User) -> bool:
    """Whoever works with commitments."""
    return user.may(Permission.PERFORM)


register(
    NavItem(
        code="commitments",
        label=_("Commitments"),
        icon="handshake",
        url_name="coordination:commitments",
        order=35,
        visible=may_open,
        key="g h",
    )
)
register_tab(
    Tab(
        code="commitments",
        label=pgettext_lazy("tab", "Commitments"),
        url_name="coordination:plan",
        order=25,
        is_fragment=False,
        visible=has_commitments,
        count=tab_count,
    )
)
