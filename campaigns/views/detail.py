from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_GET

from campaigns import access
from campaigns.categories import CHANNELS, COMMS, OFFERS, is_left_out
from campaigns.enums import Category, SourceSide, SourceUse
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_view import formatting
from campaigns.plan_view.plans import Difference, Line, differences, lines, sources
from campaigns.receipts import readings, still_to_read
from campaigns.tabs import tab_of
from campaigns.views.header import context_of
from campaigns.views.visible import campaign_or_404
from customers.filter_parsing import filter_fields
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission
from resources.given import given_for


@dataclass(frozen=True, slots=True)
class Changes:
    """What the working version says otherwise than an earlier one."""

    title: str
    number: int
    rows: list[Difference]


@require_GET
def detail(request: SignedInRequest, code: str) -> HttpResponse:
    """The plan in readable form, with what changed since it was last submitted and last
    approved.
    """
    campaign = campaign_or_404(request.user, code)
    context = context_of(campaign, request.user, "plan")
    version = context["version"]
    if version is not None:
        context |= plan_context(campaign, version, request.user)
    return render(request, "campaigns/detail.html", context)


@require_GET
def tab(request: SignedInRequest, code: str, slug: str) -> HttpResponse:
    """A tab whose content another floor serves: the head here, the content as a fragment."""
    campaign = campaign_or_404(request.user, code)
    found = tab_of(slug)
    if found is None or not found.is_fragment or not found.visible(request.user, campaign):
        raise Http404
    return render(
        request,
        "campaigns/tab.html",
        context_of(campaign, request.user, slug)
        | {"fragment_url": found.fragment_url(code), "found": found},
    )


def plan_context(campaign: Campaign, version: PlanVersion, user: User) -> dict[str, Any]:
    """The parts of a version as the plan's page shows them, as far as this person may see them."""
    sees_audience = access.may_see_audience(user, campaign)
    sees_budget = access.may_see_budget(user, campaign)
    shows_gifts = sees_budget and version.category == Category.CARE
    fields: Any = SimpleLazyObject(lambda: {info.name: info for info in filter_fields()})
    return {
        "sees_budget": sees_budget,
        "gifts": given_for(campaign.code) if shows_gifts else None,
        "may_give": user.may(Permission.RECORD_TOUCHES, campaign.owner_unit),
        "sees_audience": sees_audience,
        "offers": [offer_row(offer) for offer in version.offers.all()],
        "placements": placement_rows(version),
        "audience": audience_rows(version, SourceUse.AUDIENCE, fields) if sees_audience else [],
        "eligibility": (
            audience_rows(version, SourceUse.ELIGIBILITY, fields)
            if sees_audience and version.has_own_eligibility
            else []
        ),
        "targets": [row for row in version.targets.all() if row.participation_id is None],
        "changes": changes_of(campaign, version, user, fields),
        "readings": (known := readings(campaign)),
        "to_read": still_to_read(user, known),
        "spared": spared_of(version),
    }


def spared_of(version: PlanVersion) -> set[str]:
    """The sections that the plan's category does without, as long as nothing stands in them."""
    filled = {
        OFFERS: bool(version.offers.all() or version.participants.all()),
        CHANNELS: bool(version.placements.all()),
        COMMS: bool(version.selling_points.all()),
    }
    return {
        code
        for code, is_filled in filled.items()
        if is_left_out(version.category, code, is_filled=is_filled)
    }


def offer_row(offer: Any) -> dict[str, Any]:
    return {
        "offer": offer,
        "terms": formatting.terms(offer),
        "rate": formatting.rate_text(offer),
        "bound": formatting.bound(offer),
        "stacking": formatting.stacking(offer),
    }


def placement_rows(version: PlanVersion) -> list[dict[str, Any]]:
    """Each placement with its waves."""
    return [
        {
            "placement": one,
            "waves": list(one.waves.all()),
            "exclusions": len(one.exclusions.all()),
        }
        for one in version.placements.all()
    ]


def audience_rows(version: PlanVersion, use: SourceUse, fields: Any) -> list[dict[str, Any]]:
    sides = (SourceSide.INCLUDE, SourceSide.EXCLUDE)
    return [
        {"adds": side == SourceSide.INCLUDE, "words": formatting.source(row, fields)}
        for side in sides
        for row in sources(version, use, side)
    ]


def lines_for(version: PlanVersion, campaign: Campaign, user: User, fields: Any) -> list[Line]:
    """The lines of a version that this person may read."""
    return lines(
        version,
        with_budget=access.may_see_budget(user, campaign),
        with_audience=access.may_see_audience(user, campaign),
        fields=fields,
    )


def changes_of(campaign: Campaign, version: PlanVersion, user: User, fields: Any) -> list[Changes]:
    """Against the last submission before this version, and against what is in force where that is
    another one.
    """
    submitted = (
        campaign.versions.filter(submitted_at__isnull=False, number__lt=version.number)
        .order_by("-number")
        .values_list("pk", flat=True)
    )
    approved = campaign.amends.in_force_id if campaign.amends else campaign.in_force_id
    wanted = {
        "submitted": submitted.first(),
        "approved": approved if approved != version.pk else None,
    }
    if wanted["approved"] == wanted["submitted"]:
        wanted["submitted"] = None
    if version.amendment_id is not None:
        wanted = {"amended": wanted["submitted"]}
    older = whole(key for key in wanted.values() if key)
    now = lines_for(version, campaign, user, fields)
    found = [(title, older[key]) for title, key in wanted.items() if key in older]
    return [
        Changes(title, old.number, differences(lines_for(old, campaign, user, fields), now))
        for title, old in found
    ]
