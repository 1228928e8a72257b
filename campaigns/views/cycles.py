from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaigns import access
from campaigns.models import Campaign, Offer, Placement, PlanningCycle
from campaigns.reading import wording
from campaigns.reading.steps import NextStep, next_steps
from common import clock
from organization.enums import UnitKind
from organization.models import Unit
from organization.permissions import Permission

CYCLES = 8


@dataclass(frozen=True, slots=True)
class Intention:
    """What is known of a draft that was announced: name, window, products, channels, branches, nothing else."""

    campaign: Campaign
    products: str
    channels: str
    branches: str


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle with the plans that begin in it, as far as this person sees them."""

    cycle: PlanningCycle
    plans: list[tuple[Campaign, NextStep]]
    is_now: bool


@require_GET
def cycles(request: HttpRequest) -> HttpResponse:
    """Planning cycles with their plans, and what all units have announced."""
    user, today = request.user, clock.today()
    if not user.may(Permission.SEE_PLANS):
        raise PermissionDenied
    rows = list(PlanningCycle.objects.filter(ends_on__gte=today).order_by("starts_on", "kind")[:CYCLES])
    plans: list[Campaign] = []
    if rows:
        first, last = min(row.starts_on for row in rows), max(row.ends_on for row in rows)
        visible = (
            access.visible_to(user)
            .filter(working__starts_on__range=(first, last))
            .select_related("owner_unit", "working", "author", "in_force")
        )
        plans = list(visible.order_by("working__starts_on", "code"))
    steps = next_steps(plans)
    found = [
        CycleRow(
            cycle=cycle,
            plans=[(plan, steps[plan.pk]) for plan in plans if plan.working and cycle.starts_on <= plan.working.starts_on <= cycle.ends_on],
            is_now=cycle.starts_on <= today <= cycle.ends_on,
        )
        for cycle in rows
    ]
    context = {"cycles": found, "intentions": intentions(request), "today": today, "nav": "campaigns"}
    return render(request, "campaigns/cycles.html", context)


def intentions(request: HttpRequest) -> list[Intention]:
    """The announced drafts of all units, the nearest window first."""
    placements = Prefetch("working__placements", Placement.objects.select_related("channel"))
    offers = Prefetch("working__offers", Offer.objects.select_related("product"))
    rows = access.intentions_for(request.user).select_related("owner_unit", "working")
    rows = rows.prefetch_related(placements, offers, "working__branches").order_by("working__starts_on", "code")
    everywhere = list(Unit.objects.filter(kind=UnitKind.BRANCH))
    return [
        Intention(
            campaign=row,
            products=wording.joined(dict.fromkeys(offer.product.label for offer in row.working.offers.all())),
            channels=wording.channels(row.working),
            branches=wording.branches(row.working, everywhere),
        )
        for row in rows
        if row.working is not None
    ]
