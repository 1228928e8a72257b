"""The plan editor: one page of sections that save themselves, and the panel that counts along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from campaigns import access, commands
from campaigns.categories import LIGHT
from campaigns.enums import CampaignState
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.views.editor import figures
from campaigns.views.editor.along import day_of, may_move_along
from campaigns.views.editor.context import (
    computed,
    failed_in,
    page_context,
    row_names,
    status_context,
    still_refused,
)
from campaigns.views.editor.lists import found
from campaigns.views.editor.others import suggested
from campaigns.views.editor.saving import Attempt, check, posted_section
from campaigns.views.editor.shape import SECTIONS
from common.models import AuditEvent
from organization.http import SignedInRequest
from organization.models import User

NO_CONTENT, STALE, INVALID = 204, 409, 422


def own_draft(request: SignedInRequest, code: str) -> tuple[Campaign, PlanVersion]:
    """The draft, if it is one that the person writes. 404 for what they may not see, 403 for
    another unit's plan.
    """
    plans = access.visible_to(request.user).filter(code=code)
    working = plans.values_list("working", flat=True).first()
    if working is None:
        raise Http404
    version = whole([working])[working]
    if not access.may_write(request.user, version.campaign):
        raise PermissionDenied
    return version.campaign, version


@require_GET
@never_cache  # a page that the browser kept knows an older state than one's own last change
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """The page. A plan that is no longer a draft is shown instead, with what to do."""
    campaign, version = own_draft(request, code)
    if campaign.state != CampaignState.DRAFT:
        messages.info(request, _("This plan is no longer a draft. Recall it to change it."))
        return redirect("campaigns:detail", code)
    return render(request, "campaigns/edit.html", page_context(campaign, version, request.user))


@require_POST
def save(request: SignedInRequest, code: str, section: str) -> HttpResponse:
    """Save one section; wrong input is answered at its fields and changes nothing."""
    campaign, version = own_draft(request, code)
    if section not in SECTIONS:
        raise Http404
    tried = posted_section(section, request.POST)
    if campaign.state != CampaignState.DRAFT or request.POST.get("etag") != str(
        campaign.content_tag
    ):
        return refused(request, campaign, version, tried, stale=last_change(campaign, request.user))
    before, since = version.starts_on, day_of(request.POST, "move")
    check(tried, campaign, version, request.user, since=since)
    if tried.errors:
        return refused(request, campaign, version, tried)
    if tried.plan:
        campaign = commands.change_plan(
            campaign_id=campaign.pk,
            plan=tried.plan,
            actor=request.user,
            content=campaign.content_tag,
        )
    if since or not request.htmx:
        said = _("Saved; waves, requests and training moved along.") if since else _("Saved.")
        messages.success(request, said)
    if not request.htmx:
        return redirect(f"{reverse('campaigns:edit', args=[code])}#s-{section}")
    if since:
        return with_event(HttpResponse(status=NO_CONTENT), "plan-saved", moved=True)
    category, version = version.category, whole([version.pk])[version.pk]
    if (category in LIGHT) != (version.category in LIGHT):
        return with_event(HttpResponse(status=NO_CONTENT), "plan-saved", moved=True)
    others = still_refused(request.POST.getlist("refused"))
    context = status_context(campaign, version, request.user, others) | computed(version, tried)
    if section == "basics":
        context |= {"hints": figures.day_hints(version)}
        context |= may_move_along(tried.read.data, version, before, {})
    answer = render(request, "campaigns/edit/answer.html", context | {"saved": True})
    names = row_names(tried.read)
    return with_event(answer, "plan-saved", section=section, etag=campaign.content_tag, names=names)


def refused(
    request: SignedInRequest,
    campaign: Campaign,
    version: PlanVersion,
    tried: Attempt,
    *,
    stale: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Nothing was saved: the sentences at the fields, or the banner that says who was faster. Input
    is kept in both.
    """
    status = STALE if stale else INVALID
    offered = may_move_along(tried.read.data, version, version.starts_on, tried.errors)
    more = {"stale": stale} | (offered if tried.errors and tried.section == "basics" else {})
    if not request.htmx:
        context = page_context(campaign, version, request.user, tried=tried)
        return render(request, "campaigns/edit.html", context | more, status=status)
    failed = still_refused(request.POST.getlist("refused")) | failed_in(tried)
    context = status_context(campaign, version, request.user, failed)
    answer = render(request, "campaigns/edit/answer.html", context | more, status=status)
    if stale:
        return with_event(answer, "plan-stale", section=tried.section, etag=campaign.content_tag)
    return with_event(answer, "plan-refused", section=tried.section, errors=tried.errors)


def with_event(answer: HttpResponse, name: str, **detail: Any) -> HttpResponse:
    """The answer with an event for the page's script; the text stays ASCII, as headers are."""
    answer["HX-Trigger"] = json.dumps({name: detail})
    return answer


def last_change(campaign: Campaign, viewer: User) -> dict[str, Any]:
    """Who changed the plan last, and when; ``is_own``: the viewer, in another window."""
    row = (
        AuditEvent.objects.filter(object_type="campaign", object_code=campaign.code)
        .order_by("-happened_at")
        .first()
    )
    who = User.objects.filter(username=row.actor).first() if row else None
    return {
        "who": str(who or (row.actor if row else "")),
        "at": campaign.updated_at,
        "is_own": who == viewer,
    }


@require_GET
def search(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """The options of a long list that a search finds."""
    campaign, _version = own_draft(request, code)
    text = request.GET.get("q", "")
    if kind == "campaigns":
        rows = suggested(request.user, campaign, text)
        return render(request, "campaigns/edit/options.html", {"options": rows})
    options = found(campaign, kind, text)
    return render(request, "campaigns/edit/options.html", {"options": options})
