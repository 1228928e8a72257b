"""The place of this floor in the frame."""

from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem, register
from organization.models import User
from organization.permissions import Permission


def may_see(user: User) -> bool:
    """Whether channels and products are this person's business."""
    return user.may(Permission.SEE_CHANNELS)


register(
    NavItem(
        code="channels",
        label=_("Channels"),
        icon="network",
        url_name="channels:list",
        order=50,
        visible=may_see,
    )
)
