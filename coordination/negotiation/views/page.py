"""The page on which a finding is talked over: both plans, ways out, proposals, positions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from campaigns.models import Campaign
from common import clock
from common.machine import buttons_of
from coordination.models import Negotiation
from coordination.negotiation.choices import choices_of
from coordination.negotiation.people import decides_as, is_of_side, owners_of, sides_of
from coordination.negotiation.presenting import course_of, proposals_of, side_views
from coordination.negotiation.workflow import NEGOTIATION
from findings.enums import UNSETTLED
from findings.models import Finding
from findings.views.cards import Card, cards_of, versions_in
from findings.views.settling import both
from organization.http import SignedInRequest
from organization.models import User


@require_GET
def negotiation(request: SignedInRequest, code: str, finding_id: UUID) -> HttpResponse:
    """Both plans side by side, what was proposed and in whose court it is, who stands for what.
    Each side reads it from its own plan.
    """
    campaign, finding = both(request.user, code, finding_id)
    own = next((one for one in sides_of(finding) if is_of_side(request.user, one)), campaign)
    if own.pk != campaign.pk and not is_of_side(request.user, campaign):
        return redirect("coordination:negotiation", own.code, finding.pk)
    return render(
        request, "coordination/negotiation.html", context_of(campaign, finding, request.user)
    )


def context_of(campaign: Campaign, finding: Finding, user: User) -> dict[str, Any]:
    """Everything that the page shows."""
    card = cards_of([finding], campaign, versions_in([finding], campaign), user)[0]
    found = talk_of(finding)
    plans = sides_of(finding)
    proposals = proposals_of(proposals_about(finding), user)
    is_two = len(plans) == 2
    may_decide = found is not None and decides_as(user, finding) is not None
    return {
        "campaign": campaign,
        "finding": finding,
        "card": card,
        "view": card.view,
        "negotiation": found,
        "is_two": is_two,
        "is_open": finding.state in UNSETTLED,
        "steps": course_of(found) if found else [],
        "days_to_go": (found.due_on - clock.today()).days if found else 0,
        "actions": buttons_of(NEGOTIATION, found, user) if found else None,
        "sides": side_views(finding, found, user),
        "proposals": proposals,
        "turn": next((one for one in proposals if one.is_waiting), None),
        "ways": ways_of(card, user, plans),
        "others": [way for way in card.ways if not way.is_advice or way.may_be_asked_for],
        "choices": (choices_of(finding, plans, card.ways, user) if may_decide and found else []),
        "may_open": is_two and found is None and any(is_of_side(user, one) for one in plans),
        "people": people_to_mention(plans),
        "nav": "negotiations",
    }


def talk_of(finding: Finding) -> Negotiation | None:
    """The negotiation of a finding that is read with its sides; its positions are read with it."""
    rows = Negotiation.objects.select_related("opened_by", "escalated_by", "decided_by")
    found = rows.filter(finding=finding).prefetch_related("positions__author").first()
    if found is not None:
        found.finding = finding
    return found


def proposals_about(finding: Finding) -> list[Any]:
    """All proposals of a finding, with who proposed, was asked and answered; they share the finding
    that was read.
    """
    rows = finding.proposals.select_related(
        "campaign__owner_unit", "campaign__author", "proposed_by", "asked", "answered_by", "unit"
    )
    found = list(rows)
    for one in found:
        one.finding = finding
    return found


def ways_of(card: Card, user: User, plans: list[Campaign]) -> list[dict[str, Any]]:
    """The ways out with what this person can do about each: look at it and apply it, or propose
    it.
    """
    is_two = len(plans) > 1
    return [
        {
            "way": way,
            "may_propose": card.may_speak
            and not (way.asked and way.asked.waits_for)
            and (way.may_be_asked_for or (not way.is_advice and (is_two or not way.is_applicable))),
        }
        for way in card.ways
    ]


def people_to_mention(plans: list[Campaign]) -> list[User]:
    """Those whom a discussion is most often turned to: planners and heads of the sides."""
    return owners_of(plans)
