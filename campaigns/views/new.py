from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from campaigns import commands
from campaigns.enums import Category
from campaigns.plan_json.plan import OWNERS, PlanSerializer
from campaigns.views.editor.saving import flat_errors
from common import clock
from organization.http import SignedInRequest
from organization.models import Unit, User
from organization.permissions import Permission

FIELDS = ("name", "category", "owner_unit", "starts_on", "ends_on", "objective")
USUAL_DAYS = 30


def new(request: SignedInRequest) -> HttpResponse:
    """Start a draft with the five things that every plan needs; the editor asks for the rest."""
    units = own_units(request.user)
    if not units:
        raise PermissionDenied
    values: dict[str, Any] = (
        {name: request.POST.get(name, "") for name in FIELDS}
        if request.method == "POST"
        else first_values(request, units)
    )
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        serializer = PlanSerializer(
            data={name: value for name, value in values.items() if value},
            context={"viewer": request.user},
        )
        if serializer.is_valid():
            campaign = commands.create_campaign(plan=serializer.validated_data, actor=request.user)
            messages.success(
                request,
                _("The draft %(code)s is there. Fill in the rest; it saves itself.")
                % {"code": campaign.code},
            )
            return redirect("campaigns:edit", campaign.code)
        for path, text in flat_errors(serializer.errors):
            errors.setdefault(str(path[0]) if path else "name", []).append(text)
    context = {
        "values": values,
        "errors": errors,
        "units": [(unit.code, unit.label) for unit in units],
        "categories": [("", _("Choose…")), *((code, word) for code, word in Category.choices)],
        "first_wrong": next((name for name in FIELDS if name in errors), ""),
        "nav": "campaigns",
    }
    return render(request, "campaigns/new.html", context, status=422 if errors else 200)


def own_units(user: User) -> list[Unit]:
    """The departments and branches that the person writes plans for."""
    return list(user.scope(Permission.WRITE_PLAN).active_units().filter(kind__in=OWNERS))


def first_values(request: SignedInRequest, units: list[Unit]) -> dict[str, Any]:
    """A window of a month from next Monday, or from the day that a link names."""
    try:
        first = dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        first = clock.monday(clock.today()) + dt.timedelta(days=7)
    primary = request.user.primary_unit
    owner = next((unit for unit in units if primary and unit.pk == primary.pk), units[0])
    return {
        "owner_unit": owner.code,
        "starts_on": first.isoformat(),
        "ends_on": (first + dt.timedelta(days=USUAL_DAYS)).isoformat(),
    }
