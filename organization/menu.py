"""The places of this floor in the frame."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.navigation import NavItem, register
from organization import setup_places
from organization.master_data import kinds
from organization.models import Notice, User
from organization.permissions import Permission


def may_set_up(user: User) -> bool:
    """Whether there is anything in the set-up area for this person."""
    return user.may(Permission.SEE_AUDIT) or any(one.may_be_written_by(user) for one in kinds())


def unread(user: User) -> QuerySet[Notice]:
    """The notices that this person has not read."""
    return Notice.objects.filter(user=user, read_at__isnull=True)


setup_places.register(
    setup_places.SetupPlace(
        url_name="organization:audit",
        icon="eye",
        title=_("Audit trail"),
        text=_("Who did what, when and why."),
        visible=lambda user: user.may(Permission.SEE_AUDIT),
    )
)
setup_places.register(
    setup_places.SetupPlace(
        url_name="organization:webhooks",
        icon="send",
        title=_("Mail and webhooks"),
        text=_("Where notices go besides, and what did not get through."),
        visible=lambda user: user.may(Permission.MANAGE_SETUP),
    )
)
register(
    NavItem(
        code="setup",
        label=_("Set-up"),
        icon="sliders",
        url_name="organization:setup",
        order=90,
        area="foot",
        visible=may_set_up,
    )
)
register(
    NavItem(
        code="notices",
        label=_("Notices"),
        icon="bell",
        url_name="organization:notices",
        order=10,
        area="bell",
        waiting=unread,
    )
)
register(
    NavItem(
        code="password",
        label=_("Change password"),
        icon="key",
        url_name="account_change_password",
        order=10,
        area="person",
    )
)
register(
    NavItem(
        code="delegation",
        label=_("Out of office"),
        icon="leave",
        url_name="organization:delegation",
        order=20,
        area="person",
    )
)
register(
    NavItem(
        code="tokens",
        label=_("API tokens"),
        icon="lock",
        url_name="organization:tokens",
        order=30,
        area="person",
    )
)
