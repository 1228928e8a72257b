from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from calendars import agenda, formatting
from calendars.access import SEEING
from calendars.branches import is_branch_person
from calendars.drawing import month
from calendars.drawing.bars import STATE_COLOURS
from calendars.drawing.options import View, view_of
from calendars.drawing.timeline import TimelineData, draw
from calendars.files import base_of, file_answer
from calendars.page import filter_choices, material_for
from calendars.panel import panel_for
from campaigns.terms import BAR_CLASSES, CAMPAIGN_STATES
from common import clock
from organization.access import permission_required
from organization.http import SignedInRequest

FORMATS = ("csv", "xlsx", "ics")
EXCLUDED_PARAMS = ("panel", "open", "row", "cursor")


@permission_required(*SEEING)
def calendar(request: SignedInRequest) -> HttpResponse:
    """The shared picture: timeline, month or list of one filter; a panel beside it for one plan;
    files of the same.
    """
    today = clock.today()
    view = view_of(request.GET, request.COOKIES, today)
    if request.GET.get("format") in FORMATS:
        return as_file(request, view)
    material = material_for(request.user, view, today)
    context = context_for(request, view, material)
    if getattr(request, "htmx", False) and request.htmx.target == "calendar":
        response = render(request, "calendars/calendar.html#calendar", context)
        response["HX-Push-Url"] = request.get_full_path()
        return response
    return render(request, "calendars/calendar.html", context)


def context_for(request: SignedInRequest, view: View, material: TimelineData) -> dict[str, Any]:
    """Everything the templates write down."""
    channels = {channel.code: channel.label for channel in material.channels}
    first, last = view.window
    context: dict[str, Any] = {
        "view": view,
        "first": first,
        "last": last,
        "today": material.today,
        "plans": formatting.plans(len(material.entries)),
        "conflicts": sum(1 for entry in material.entries if entry.worst),
        "filters": filter_choices(view, material.units, material.channels),
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name not in EXCLUDED_PARAMS
        ],
        "panel": panel_for(request.user, view.panel, material.units) if view.panel else None,
        "is_empty": not material.entries,
        "bar_base": bar_base(request),
        "legend": legend(view),
        "branch_person": is_branch_person(request.user),
        "subscribe_url": reverse("calendars:feeds"),
    }
    if view.kind == "month":
        context["days"] = month.days_of(
            material.entries, first, last, material.days, material.units, channels, material.today
        )
        context["weekdays"] = [formatting.weekday_name(day.on) for day in context["days"][:7]]
    elif view.kind == "list":
        context |= table_context(request, material, channels)
    else:
        context["agenda"] = agenda.weeks_of(
            material.entries, material.units, channels, material.today
        )
        context["drawing"] = draw(view, material)
    return context


def bar_base(request: SignedInRequest) -> str:
    """The address of the panel of a plan, to be completed by its code."""
    query = request.GET.copy()
    query.pop("panel", None)
    return f"?{query.urlencode()}&panel=" if query else "?panel="


def legend(view: View) -> list[tuple[str, str, object]]:
    """How bars look: class, icon and word of each state that looks different."""
    styles = (
        "announced",
        "draft",
        "coordinating",
        "finalised",
        "approved",
        "live",
        "suspended",
        "ended",
    )
    return [
        (
            (
                f"{BAR_CLASSES[style]}"
                f" {STATE_COLOURS.get(style, '') if view.colour == 'state' else 'gk'}"
            ),
            CAMPAIGN_STATES[style].icon,
            (
                _("Checking or coordinating")
                if style == "coordinating"
                else CAMPAIGN_STATES[style].word
            ),
        )
        for style in styles
    ]


def table_context(
    request: SignedInRequest, material: TimelineData, channels: dict[str, str]
) -> dict[str, Any]:
    page = agenda.page_of(
        material.entries, request.GET.get("sort", ""), request.GET.get("cursor", "")
    )
    return {"lines": agenda.lines_of(page.rows, material.units, channels), **page.context()}


def as_file(request: SignedInRequest, view: View) -> HttpResponse:
    """Exactly what is filtered, as a file."""
    return file_answer(
        request.user,
        *view.window,
        view.filter,
        kind=request.GET["format"],
        base=base_of(request),
    )
