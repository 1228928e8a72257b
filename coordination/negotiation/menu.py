"""The place of negotiations in the frame."""

from django.utils.translation import pgettext_lazy

from common.navigation import NavItem, register
from coordination.negotiation.access import sees_negotiations
from coordination.negotiation.queries import before_leadership

register(
    NavItem(
        code="negotiations",
        label=pgettext_lazy("place", "Negotiations"),
        icon="swap",
        url_name="coordination:negotiations",
        order=35,
        visible=sees_negotiations,
        waiting=before_leadership,
        key="g n",
        phone=3,
    )
)
