"""The negotiations that a person reads; those that they decide as cards, one for each dispute."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from campaigns.models import Campaign
from common.paging import Page, page_at, start_of
from coordination.enums import UNDER_WAY, NegotiationState
from coordination.models import Negotiation
from coordination.negotiation.access import negotiations_for, sees_negotiations
from coordination.negotiation.disputes import disputes_of
from coordination.negotiation.people import decides_as, sides_of
from coordination.negotiation.queries import with_sides
from findings.enums import FindingState
from organization.http import SignedInRequest

CARDS = 10


@require_GET
def negotiations(request: SignedInRequest) -> HttpResponse:
    """What waits for a decision first, then everything that is being negotiated."""
    user = request.user
    if not sees_negotiations(user):
        raise PermissionDenied
    shows_all = "all" in request.GET
    rows = negotiations_for(user)
    open_ones = rows.filter(state__in=UNDER_WAY, finding__state=FindingState.OPEN)
    escalated = with_sides(open_ones.filter(state=NegotiationState.ESCALATED)[: 2 * CARDS])
    mine = [one for one in escalated if decides_as(user, one.finding) is not None][:CARDS]
    listed = (rows if shows_all else open_ones).order_by("due_on", "pk")
    page: Page[Negotiation] = page_at(listed, start_of(request.GET.get("cursor", "")))
    found = with_sides(Negotiation.objects.filter(pk__in=[one.pk for one in page.rows]))
    by_key = {one.pk: one for one in found}
    context = {
        "disputes": disputes_of(mine, user) if mine else [],
        "rows": [
            {"one": by_key[one.pk], "plans": plans, "url": page_url(plans, by_key[one.pk])}
            for one in page.rows
            for plans in [sides_of(by_key[one.pk].finding)]
        ],
        "shows_all": shows_all,
        "nav": "negotiations",
        **page.context(),
    }
    return render(request, "coordination/negotiations.html", context)


def page_url(plans: Sequence[Campaign], one: Negotiation) -> str:
    """Where a negotiation is talked over."""
    return reverse("coordination:negotiation", args=[plans[0].code, one.finding_id])
