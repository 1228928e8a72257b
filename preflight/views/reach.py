"""The page that says whom a plan reaches and what leaves the others out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaigns.views.header import context_of
from common import display
from customers import aliases
from customers.counting import told
from customers.masked_rows import parties_page
from findings.views.settling import MAX_ORDINAL, PAGE
from organization.http import SignedInRequest
from preflight.reach_view import (
    WORDS,
    may_open_lists,
    parts_of,
    persons_of,
    reach_now,
    visible_plan,
)


@require_GET
def reach(request: SignedInRequest, code: str) -> HttpResponse:
    """Persons asked for, reached, and left out by reason; each opens to its list."""
    with aliases.read_once():
        return shown(request, code)


def shown(request: SignedInRequest, code: str) -> HttpResponse:
    """The page, with everybody counted as they were at its beginning."""
    campaign = visible_plan(request.user, code)
    found = reach_now(campaign)
    opens = may_open_lists(request.user, campaign)
    context = context_of(campaign, request.user, "reach") | {"found": found, "opens": opens}
    if found is not None:
        asked = len(found.reach.asked)
        context |= {
            "parts": parts_of(found.reach, opens=opens),
            "asked": display.number(asked) if opens else told(asked),
            "waves": [
                {
                    "on": one.wave.on,
                    "channel": names.get(one.placement.channel, one.placement.channel),
                    "given": len(one.wave.persons),
                    "reached": len(one.reached),
                }
                for one in found.reach.waves
            ]
            if opens and (names := channel_names(context["version"]))
            else [],
        }
    return render(request, "preflight/reach.html", context)


def channel_names(version: object) -> dict[str, str]:
    """The channels of a plan's version, by code."""
    placements = version.placements.all()  # type: ignore[attr-defined]  # loaded with its parts
    return {one.channel.code: one.channel.label for one in placements}


@require_GET
def customers(request: SignedInRequest, code: str, part: str) -> HttpResponse:
    """The persons of one part, masked, page by page."""
    campaign = visible_plan(request.user, code)
    if not may_open_lists(request.user, campaign):
        raise PermissionDenied
    found = reach_now(campaign)
    if found is None:
        raise Http404
    persons = persons_of(found.reach, part)
    cursor = request.GET.get("cursor", "")
    is_cursor = cursor.isascii() and cursor.isdigit() and len(cursor) < 12
    after = min(int(cursor), MAX_ORDINAL) if is_cursor else -1
    rows = parties_page(persons, after_ordinal=after, limit=PAGE + 1)
    context = {
        "campaign": campaign,
        "label": WORDS[part],
        "rows": rows[:PAGE],
        "total": len(persons),
        "next": str(rows[PAGE - 1].ordinal) if len(rows) > PAGE else "",
        "csv_url": f"/api/v1/campaigns/{code}/reach/{part}/customers/?format=csv",
        "nav": "campaigns",
    }
    return render(request, "preflight/reach_customers.html", context)
