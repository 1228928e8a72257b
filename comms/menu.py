"""The places of this floor in the frame, and its tab on a campaign's page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.tabs import Tab
from campaigns.tabs import register as register_tab
from common.navigation import NavItem, register
from comms.access import reads_released_only, sees_comms
from comms.queries import waiting_drafts

register(
    NavItem(
        code="comms",
        label=pgettext_lazy("place", "Comms"),
        icon="chat",
        url_name="comms:drafts",
        order=40,
        visible=sees_comms,
        waiting=waiting_drafts,
        key="g t",
        phone=4,
    )
)
register(
    NavItem(
        code="released",
        label=_("Drafts"),
        icon="document",
        url_name="comms:released",
        order=40,
        visible=reads_released_only,
        phone=2,
    )
)
register_tab(
    Tab(code="comms", label=pgettext_lazy("tab", "Comms"), url_name="comms:campaign-tab", order=40)
)
