"""The places of this floor in the frame, and where its pages are linked from below."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.queries import codes_of, owners_of
from common.navigation import NavItem, register
from customers.touch_checks import register_codes
from customers.trajectory import register_campaign_page
from organization.models import User
from organization.permissions import Permission


def may_see(user: User) -> bool:
    """Whether plans are this person's business; who only sees a branch's schedule has that
    instead.
    """
    return user.may(Permission.SEE_PLANS) or user.may(Permission.SEE_OWN_PLANS)


def may_write(user: User) -> bool:
    return user.may(Permission.WRITE_PLAN)


register(
    NavItem(
        code="campaigns",
        label=_("Campaigns"),
        icon="flag",
        url_name="campaigns:list",
        order=30,
        visible=may_see,
        key="g m",
        phone=3,
    )
)
register(
    NavItem(
        code="new-campaign",
        label=_("New campaign"),
        icon="plus",
        url_name="campaigns:new",
        order=10,
        area="create",
        visible=may_write,
        key="n",
    )
)
register_campaign_page(lambda code: reverse("campaigns:detail", args=[code]))
register_codes("campaign", codes_of)
register_codes("unit", owners_of)
