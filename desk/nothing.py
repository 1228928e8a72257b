"""Why a day is empty, and where one's work is: for the roles whose work is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.models import User


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What would stand on the day of a role, and the place where its work is."""

    text: str | Promise
    link: str | Promise
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


PLACES: dict[Role, Elsewhere] = {
    Role.SUPPORT: Elsewhere(
        _("Findings about freezes and other system days, which support accepts, appear here."),
        _("See the days in the calendar"),
        "calendars:calendar",
    ),
    Role.FRONT_OFFICE: Elsewhere(
        _("Recalled texts appear here. What a customer may take is looked up in the schedule."),
        _("Can this customer take it?"),
        "desk:schedule",
    ),
    Role.RESOURCE_KEEPER: Elsewhere(
        _("Deliveries that are due and shortages that you accept appear here."),
        _("See the stock"),
        "resources:board",
    ),
    Role.CHANNEL_MANAGER: Elsewhere(
        _("Findings about channels that you accept appear here."),
        _("See the loading rules"),
        "channels:matrix",
    ),
    Role.ADMINISTRATOR: Elsewhere(
        _("Checks and imports that were given up appear below as alerts. Your work is the set-up."),
        _("To the set-up"),
        "organization:setup",
    ),
    Role.AUDITOR: Elsewhere(
        _("Nothing is asked of an auditor here. Your work is the audit trail."),
        _("See the audit trail"),
        "organization:audit",
    ),
}


def elsewhere(user: User) -> Elsewhere | None:
    """Where the person's work is, by their first role that has a place."""
    roles = (Role(membership.role) for membership in user.valid_memberships)
    return next((PLACES[role] for role in roles if role in PLACES), None)
