from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.http import SignedInRequest
from organization.master_data import founding, kinds
from organization.menu import may_set_up
from organization.setup_places import places_of


@dataclass(frozen=True, slots=True)
class SetupPage:
    """A page of set-up with what it is for."""

    url: str
    icon: str
    title: str | Promise
    text: str | Promise


def setup(request: SignedInRequest) -> HttpResponse:
    """The places of set-up that this person may use, and what a young company still lacks."""
    user = request.user
    if not may_set_up(user):
        raise PermissionDenied
    places = [
        SetupPage(kind.url(), kind.icon, kind.title, kind.text)
        for kind in kinds()
        if kind.may_be_written_by(user)
    ]
    if places:
        places.append(
            SetupPage(
                reverse("organization:workbook"),
                "sheet",
                _("Workbook"),
                _("All of this in one Excel file: download it, fill it in, read it back."),
            )
        )
    context = {"places": [*places, *places_of(user)], "founding": founding(user)}
    return render(request, "organization/setup.html", context)
