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
from django.views.decorators.http import require_GET, require_POST

from campaigns import access, commands
from campaigns.enums import CampaignState, SourceSide, SourceUse
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_view.plans import sources, whole
from campaigns.registries import editor_panels
from campaigns.views.editor import figures
from campaigns.views.editor.cells import ROW_NUMBER, Row, Sheet, dashed
from campaigns.views.editor.choices import Choices
from campaigns.views.editor.saving import Attempt, attempt
from campaigns.views.editor.sections import BASICS, KINDS, sections
from campaigns.views.editor.values import MAX_SIMPLE, values_of
from campaigns.views.visible import campaign_or_404
from campaigns.workflow import why_not
from common.models import AuditEvent
from organization.http import SignedInRequest
from organization.models import User

STALE, INVALID = 409, 422
LISTS = (
    "targets",
    "offers",
    "participants",
    "sources",
    "eligible",
    "placements",
    "resource_requests",
)
ROOT = "__root__"
SINGLE = (*(name for name in BASICS if name != "targets"), "selling_points", "eligibility_own")
SERVICE = ("script", "contingency", "terms", "exit_rule", "training_on")


def own_draft(request: SignedInRequest, code: str) -> tuple[Campaign, PlanVersion]:
    """The draft, if it is one that the person writes. 404 for what he may not see, 403 for another
    unit's plan.
    """
    campaign = campaign_or_404(request.user, code)
    if not access.may_write(request.user, campaign):
        raise PermissionDenied
    version = whole([campaign.working_id or 0]).get(campaign.working_id or 0)
    if version is None:
        raise Http404
    return campaign, version


@require_GET
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """The page. A plan that is no longer a draft is shown instead, with what to do."""
    campaign, version = own_draft(request, code)
    if campaign.state != CampaignState.DRAFT:
        messages.info(request, _("This plan is no longer a draft. Recall it to change it."))
        return redirect("campaigns:detail", code)
    return render(request, "campaigns/edit.html", page_context(request, campaign, version))


@require_POST
def save(request: SignedInRequest, code: str, section: str) -> HttpResponse:
    """Save one section; wrong input is answered at its fields and changes nothing."""
    campaign, version = own_draft(request, code)
    if section not in KINDS:
        raise Http404
    choices = Choices(campaign)
    tried = attempt(section, request.POST, campaign, version, request.user, choices)
    if campaign.state != CampaignState.DRAFT or request.POST.get("etag") != str(
        campaign.content_tag
    ):
        return refused(request, campaign, version, section, tried, stale=last_change(campaign))
    if not tried.is_valid:
        return refused(request, campaign, version, section, tried)
    campaign = commands.change_plan(
        campaign_id=campaign.pk, plan=tried.plan, actor=request.user, content=campaign.content_tag
    )
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('campaigns:edit', args=[code])}#s-{section}")
    campaign = campaign_or_404(request.user, code)
    version = whole([campaign.working_id or 0])[campaign.working_id or 0]
    context = standing_context(campaign, version, request.user, {}) | computed(
        version, section, tried
    )
    answer = render(request, "campaigns/edit/answer.html", context | {"saved": True})
    return with_event(
        answer, "plan-saved", section=section, etag=campaign.content_tag, names=line_names(tried)
    )


def refused(
    request: SignedInRequest,
    campaign: Campaign,
    version: PlanVersion,
    section: str,
    tried: Attempt,
    *,
    stale: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Nothing was saved: the sentences at the fields, or the banner that says who was faster. Input
    is kept in both.
    """
    errors = {} if stale else tried.errors
    status = STALE if stale else INVALID
    if not request.htmx:
        context = page_context(
            request, campaign, version, section=section, tried=tried, errors=errors
        )
        return render(request, "campaigns/edit.html", context | {"stale": stale}, status=status)
    context = standing_context(
        campaign, version, request.user, {section: list(errors)} if errors else {}
    )
    answer = render(
        request, "campaigns/edit/answer.html", context | {"stale": stale}, status=status
    )
    if stale:
        return with_event(answer, "plan-stale", section=section, etag=campaign.content_tag)
    return with_event(answer, "plan-refused", section=section, errors=errors)


def with_event(answer: HttpResponse, name: str, **detail: Any) -> HttpResponse:
    """The answer with an event for the page's script; the text stays ASCII, as headers are."""
    answer["HX-Trigger"] = json.dumps({name: detail})
    return answer


def last_change(campaign: Campaign) -> dict[str, Any]:
    """Who changed the plan last, and when."""
    row = (
        AuditEvent.objects.filter(object_type="campaign", object_code=campaign.code)
        .order_by("-happened_at")
        .first()
    )
    who = User.objects.filter(username=row.actor).first() if row else None
    return {"who": str(who or (row.actor if row else "")), "at": campaign.updated_at}


def standing_context(
    campaign: Campaign, version: PlanVersion, user: Any, failed: Mapping[str, list[str]]
) -> dict[str, Any]:
    """What stands around the fields: sections with their state, what submission still misses, hints
    at the dates.
    """
    campaign.working = version
    reasons = [
        reason for reason in why_not("submit", campaign, user) if reason.code != "no-permission"
    ]
    rows = sections(version, reasons, failed)
    return {
        "campaign": campaign,
        "version": version,
        "sections": rows,
        "done": sum(1 for row in rows if row.state == "ok"),
        "missing": [str(reason) for reason in reasons],
        "first_open": next((row.code for row in rows if row.state != "ok"), ""),
        "hints": figures.day_hints(version),
    }


def page_context(
    request: SignedInRequest,
    campaign: Campaign,
    version: PlanVersion,
    *,
    section: str = "",
    tried: Attempt | None = None,
    errors: Mapping[str, list[str]] | None = None,
) -> dict[str, Any]:
    """Everything for the whole page; the section that was refused shows what was typed."""
    choices = Choices(campaign)
    values = values_of(campaign, version, choices.fields)
    if tried is not None:
        values |= {root: tried.nested.data.get(root, "") for root in KINDS[section].roots}
    sheet = Sheet(values, errors, tried.nested.numbers if tried else None)
    context = standing_context(
        campaign, version, request.user, {section: list(errors)} if errors else {}
    )
    rows = {kind: sheet.rows(kind) for kind in LISTS}
    rows["scripts"] = sheet.rows(
        "scripts", ("service_plan",), "service_plan.", values["service_plan"].get("scripts") or []
    )
    if tried is None:
        for kind, computed_rows in (
            ("offers", figures.rates),
            ("placements", figures.fits),
            ("resource_requests", figures.stocks),
        ):
            for row, figure in zip(rows[kind], computed_rows(version), strict=True):
                row.figure = figure
    for one in context["sections"]:
        one.errors = [
            text
            for name, texts in (errors or {}).items()
            if name in {"", one.code}
            for text in texts
        ]
    return context | {
        "choices": choices,
        "sheet": {name: sheet.cell(name) for name in SINGLE},
        "service": {name: sheet.cell(f"service_plan.{name}") for name in SERVICE},
        "rows": rows,
        "blank": blanks(version),
        "panels": editor_panels(),
        "line_names": json.dumps(first_names(version)),
        "nav": "campaigns",
    }


def blanks(version: PlanVersion) -> dict[str, Row]:
    """A new row of each kind, with marks in the place of its list's name and its number."""
    sheet = Sheet({})

    def new(kind: str, /, **values: Any) -> Row:
        return sheet.row(kind, f"{ROOT}.{ROW_NUMBER}", values)

    first = version.starts_on.isoformat()
    return {
        "targets": new("targets"),
        "offers": new("offers", get_kind="balance"),
        "participants": new("participants", enrolment="opt_in"),
        "segment": new("sources", side="include", kind="segment"),
        "conditions": new("sources", side="include", kind="filter", filter=[{"op": "eq"}]),
        "list": new("sources", side="include", kind="list"),
        "campaign": new("sources", side="exclude", kind="campaign"),
        "exclusion": new("sources", side="exclude", kind="segment"),
        "filter": new("filter", op="eq"),
        "placements": new("placements"),
        "waves": new("waves", on=first, to="all", share="100%"),
        "resource_requests": new("resource_requests"),
    }


def line_names(tried: Attempt) -> dict[str, str]:
    """The form's name of each line of the saved JSON, both dashed: where the page's script puts a
    line's count.
    """
    return {
        "-".join(map(str, path)): dashed(tried.nested.name_of(place))
        for path, place in tried.payload.aliases.items()
    }


def first_names(version: PlanVersion) -> dict[str, str]:
    """The same for the page as it is first shown: lines that add come before those that take
    away.
    """
    names = {}
    for use, root in ((SourceUse.AUDIENCE, "sources"), (SourceUse.ELIGIBILITY, "eligible")):
        included = sources(version, use, SourceSide.INCLUDE)
        for at, _row in enumerate(included):
            names[f"{use}-include-{at}"] = f"{root}-{at}"
            names |= {
                f"{use}-include-{at}-filter-all-{n}": f"{root}-{at}-filter-{n}"
                for n in range(MAX_SIMPLE)
            }
        names |= {
            f"{use}-exclude-{at}": f"{root}-{len(included) + at}"
            for at in range(len(sources(version, use, SourceSide.EXCLUDE)))
        }
    return names


def computed(version: PlanVersion, section: str, tried: Attempt) -> dict[str, Any]:
    """The numbers beside the rows that were saved, by the numbers that the form gave its rows."""
    kinds = {
        "offers": ("offers", "offer_figures", figures.rates),
        "channels": ("placements", "placement_figures", figures.fits),
        "resources": ("resource_requests", "request_figures", figures.stocks),
    }
    if section not in kinds:
        return {}
    root, name, work_out = kinds[section]
    rows = work_out(version)
    places = [
        dashed(tried.nested.name_of(tried.payload.form_path((root, at)))) for at in range(len(rows))
    ]
    return {name: list(zip(places, rows, strict=True))}
