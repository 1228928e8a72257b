from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from campaigns.access import visible_to
from comms import queries, theme_board
from comms.access import sees_comms
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


@require_GET
@permission_required(Permission.SEE_COMMS, Permission.SEE_RELEASED_DRAFTS)
def tab(request: SignedInRequest, code: str) -> HttpResponse:
    """What is said about a campaign: the themes of its time, its communication plans, its drafts.
    Those of an amendment are the plan's that it changes. A fragment of the campaign's page.
    """
    found = get_object_or_404(
        visible_to(request.user).select_related("working", "in_force", "amends"), code=code
    )
    version, campaign = found.in_force or found.working, found.amends or found
    plans = queries.plans_for(request.user).filter(campaigns=campaign).order_by("starts_on", "code")
    sees = sees_comms(request.user)
    context = {
        "campaign": campaign,
        "themes": (
            theme_board.themes_meeting(version.starts_on, version.ends_on)
            if version and sees
            else []
        ),
        "plans": plans,
        "drafts": queries.drafts_for(request.user).filter(campaigns=campaign),
        "sees_comms": sees,
        "may_plan": request.user.may(Permission.WRITE_DRAFT),
    }
    return render(request, "comms/campaign_tab.html", context)
