from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


@dataclass(frozen=True, slots=True)
class SetupItem:
    permission: Permission
    url_name: str
    icon: str
    title: str | Promise
    text: str | Promise


SETUP_ITEMS = (
    SetupItem(
        Permission.MANAGE_SETUP,
        "organization:people",
        "people",
        _("People and roles"),
        _("Who works where, and what each may do."),
    ),
    SetupItem(
        Permission.MANAGE_SETUP,
        "organization:units",
        "network",
        _("Units"),
        _("The company with its departments, sections and branches."),
    ),
    SetupItem(
        Permission.MANAGE_POLICIES,
        "organization:policies",
        "sliders",
        _("Policies"),
        _("The numbers of the rules, with their history."),
    ),
    SetupItem(
        Permission.SEE_AUDIT,
        "organization:audit",
        "eye",
        _("Audit trail"),
        _("Who did what, when and why."),
    ),
)


@permission_required(Permission.MANAGE_SETUP, Permission.MANAGE_POLICIES, Permission.SEE_AUDIT)
def setup(request: SignedInRequest) -> HttpResponse:
    """The places of set-up that this person may use."""
    places = [
        (place, reverse(place.url_name))
        for place in SETUP_ITEMS
        if request.user.may(place.permission)
    ]
    return render(request, "organization/setup.html", {"places": places})
