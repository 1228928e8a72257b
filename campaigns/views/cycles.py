from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaigns import access
from campaigns.kinds import CYCLES as CYCLES_KIND
from campaigns.models import Campaign, Offer, Placement, PlanningCycle
from campaigns.plan_view import formatting
from campaigns.plan_view.steps import next_steps
from campaigns.registries import cycle_links
from common import clock
from organization.enums import UnitKind
from organization.http import SignedInRequest
from organization.models import Unit
from organization.permissions import Permission

CYCLES = 12
NEAR = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Intention:
    """What is known of a draft that was announced: name, window, products, channels, branches,
    nothing else.
    """

    campaign: Campaign
    products: str
    channels: str
    branches: str


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle with how many plans begin in it, as far as this person sees them."""

    cycle: PlanningCycle
    count: int
    is_now: bool
    is_chosen: bool
    is_due: bool


@require_GET
def cycles(request: SignedInRequest) -> HttpResponse:
    """Planning cycles, the plans of one of them, and what all units have announced."""
    user, today = request.user, clock.today()
    if not user.may(Permission.SEE_PLANS):
        raise PermissionDenied
    rows = list(
        PlanningCycle.objects.filter(ends_on__gte=today).order_by("starts_on", "-ends_on")[:CYCLES]
    )
    chosen = chosen_of(rows, request.GET.get("cycle", ""))
    starts = starts_in(request, rows)
    plans: list[Campaign] = []
    if chosen is not None:
        visible = access.visible_to(user).filter(
            amends=None, working__starts_on__range=(chosen.starts_on, chosen.ends_on)
        )
        plans = list(
            visible.select_related("owner_unit", "working", "author", "in_force").order_by(
                "working__starts_on", "code"
            )
        )
    steps = next_steps(plans)
    found = [
        CycleRow(
            cycle=cycle,
            count=sum(1 for day in starts if cycle.starts_on <= day <= cycle.ends_on),
            is_now=cycle.starts_on <= today <= cycle.ends_on,
            is_chosen=cycle == chosen,
            is_due=cycle.starts_on > today
            and cycle.submit_by is not None
            and cycle.submit_by <= today + NEAR,
        )
        for cycle in rows
    ]
    context = {
        "cycles": found,
        "chosen": chosen,
        "plans": [(plan, steps[plan.pk]) for plan in plans],
        "links": cycle_links(user, chosen) if chosen is not None else [],
        "may_set_up": CYCLES_KIND.may_be_written_by(user),
    }
    return render(
        request,
        "campaigns/cycles.html",
        context | {"intentions": intentions(request), "today": today, "nav": "campaigns"},
    )


def chosen_of(rows: list[PlanningCycle], code: str) -> PlanningCycle | None:
    """The cycle that the address names, else the shortest of those running, else the next one."""
    named = next((row for row in rows if row.code == code), None)
    running = [row for row in rows if row.starts_on <= clock.today()]
    return named or min(
        running or rows[:1], key=lambda row: row.ends_on - row.starts_on, default=None
    )


def starts_in(request: SignedInRequest, rows: list[PlanningCycle]) -> list[dt.date]:
    """The first days of all visible plans in the span of these cycles."""
    if not rows:
        return []
    span = (min(row.starts_on for row in rows), max(row.ends_on for row in rows))
    return list(
        access.visible_to(request.user)
        .filter(amends=None, working__starts_on__range=span)
        .values_list("working__starts_on", flat=True)
    )


def intentions(request: SignedInRequest) -> list[Intention]:
    """The announced drafts of all units, the nearest window first."""
    placements = Prefetch("working__placements", Placement.objects.select_related("channel"))
    offers = Prefetch("working__offers", Offer.objects.select_related("product"))
    rows = access.intentions_for(request.user).select_related("owner_unit", "working")
    rows = rows.prefetch_related(placements, offers, "working__branches").order_by(
        "working__starts_on", "code"
    )
    everywhere = Unit.objects.filter(kind=UnitKind.BRANCH).count()
    return [
        Intention(
            campaign=row,
            products=formatting.joined(
                dict.fromkeys(offer.product.label for offer in row.working.offers.all())
            ),
            channels=formatting.channels(row.working),
            branches=formatting.branches(row.working, of=everywhere),
        )
        for row in rows
        if row.working is not None
    ]
