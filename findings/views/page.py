from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from campaigns.access import may_see_findings
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from campaigns.registries import Freshness
from campaigns.review_status import review_status_of
from campaigns.views.header import context_of
from common.models import JobState
from findings.loading import loaded_by_key
from findings.models import CheckRun, Finding
from findings.registries import checker
from findings.status import freshness_now, runs_of
from findings.views.approvers import approvers
from findings.views.cards import Card, cards_of, grouped, versions_in
from findings.views.grade import checklist, risk_lines
from findings.views.listing import Listing, listing_of
from findings.visible import finding_or_404, plan_or_404
from findings.waiting import wait_s
from organization.http import SignedInRequest
from organization.models import User

UNCHANGED = 204
# So many findings of a page come whole, the others when they are unfolded.
MOST_WHOLE = 3
# So many lines of a finding's lists, before it is asked for with all of them.
MOST_LINES = 20
EVERY_S = 5  # while no check is under way


@require_GET
def findings(request: SignedInRequest, code: str) -> HttpResponse:
    """What checks found about the plan. The page asks for itself again while something may change,
    and is left alone if nothing did.
    """
    campaign = plan_or_404(request.user, code)
    if request.htmx and "card" in request.GET:
        return unfolded(request, campaign)
    freshness = freshness_now(campaign)
    runs = runs_of(campaign)
    stamp = stamp_of(campaign, runs.newest, freshness)
    if request.htmx and request.GET.get("seen") == stamp:
        return HttpResponse(status=UNCHANGED)
    listing = listing_of(campaign, request.user, request.GET)
    found = findings_on(listing.page.rows)
    whole = {*listing.page.rows[:MOST_WHOLE], *([listing.at] if listing.at else [])}
    versions = versions_in([one for one in found if one.pk in whole], campaign)
    version = versions.get(campaign.pk)
    context = context_of(campaign, request.user, "findings", version=version) | {"stamp": stamp}
    cards = cards_of(found, campaign, versions, request.user, whole=whole)
    for card in cards:
        card.most = (
            None if card.view.finding.pk == listing.at and "full" in request.GET else MOST_LINES
        )
    context |= findings_context(request, listing, cards)
    context |= run_context(campaign, runs.current)
    context["stood_on"] = stood_on(campaign, runs.current, request.user)
    context["freshness"] = str(freshness) if context["has_run"] else ""
    context["every"] = f"{every_s(runs.newest)}s" if campaign.state in ACTIVE_STATES else ""
    return render(
        request,
        "findings/page.html#whole" if request.htmx else "findings/page.html",
        context,
    )


def every_s(run: CheckRun | None) -> int:
    """When the page asks for itself again, in seconds: a check under way tells when it may be
    done.
    """
    if run is None or run.job.state not in {JobState.PENDING, JobState.RUNNING}:
        return EVERY_S
    return wait_s(run.created_at)


def unfolded(request: SignedInRequest, campaign: Campaign) -> HttpResponse:
    """One card, unfolded, in the place of its headline."""
    try:
        key = UUID(request.GET["card"])
    except ValueError as error:
        raise Http404 from error
    finding = finding_or_404(request.user, campaign, key)
    versions = versions_in([finding], campaign)
    (card,) = cards_of([finding], campaign, versions, request.user, whole={key})
    card.is_open, card.most = True, MOST_LINES
    return render(request, "findings/card.html", {"campaign": campaign, "card": card})


def stamp_of(campaign: Campaign, run: CheckRun | None, freshness: Freshness) -> str:
    """What changes whenever the page would: the plan's writes, its newest run and how far it is,
    and whether the world it stands on has changed.
    """
    check = f"{run.pk}.{run.job.state}" if run else "."
    return f"{campaign.etag}.{campaign.state}.{check}.{freshness}"


def findings_on(keys: Sequence[UUID]) -> list[Finding]:
    """The findings of these keys, in their order, as cards need them."""
    rows = {row.pk: row for row in loaded_by_key(keys)}
    return [rows[key] for key in keys if key in rows]


def findings_context(
    request: SignedInRequest, listing: Listing, cards: Sequence[Card]
) -> dict[str, Any]:
    """The cards of the page that the address asks for, and the numbers of all."""
    first = next((one for one in cards if one.view.finding.pk == listing.at), None)
    first = first or (cards[0] if cards else None)
    if first is not None:
        first.is_open = not first.is_settled
    return {
        "groups": grouped(cards, listing.totals, listing.open_by_rule, listing.persons_by_rule),
        "first": first if first is not None and first.branches else None,
        "shown": len(cards),
        "blocking": listing.blocking,
        "all": listing.unsettled,
        "settled": listing.settled,
        "shows_all": listing.shows_all,
        "with_settled": listing.with_settled,
        "query": query_of(request),
        **listing.page.context(),
    }


def query_of(request: SignedInRequest) -> str:
    """The address's filter, without the mark of what was seen."""
    query = request.GET.copy()
    query.pop("seen", None)
    return query.urlencode()


def run_context(campaign: Campaign, run: CheckRun | None) -> dict[str, Any]:
    """The last check: when, on what, against what; how the risk grade is made; who approves."""
    done = run if run is not None and run.job.state == JobState.DONE else None
    return {
        "run": run,
        "is_checking": (
            run is not None
            and run.job.state in {JobState.PENDING, JobState.RUNNING}
            and campaign.state in ACTIVE_STATES
        ),
        "has_failed": run is not None and run.job.state == JobState.FAILED,
        "has_run": done is not None,
        "risk_lines": risk_lines(done) if done else [],
        "checklist": checklist(done) if done else [],
        "unanswered": review_status_of(campaign).check.unanswered,
        "approvers": approvers(campaign) if campaign.state in ACTIVE_STATES else [],
    }


def stood_on(campaign: Campaign, run: CheckRun | None, user: User) -> str:
    """The address of what a finished run stood on, for who sees all that it found."""
    if run is None or run.job.state != JobState.DONE or not may_see_findings(user, campaign):
        return ""
    return reverse(checker().run, args=[campaign.code, run.pk])
