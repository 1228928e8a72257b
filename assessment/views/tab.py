"""The pre-assessment on a campaign's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from assessment import commands
from assessment.access import may_read, may_read_proofs, may_renew
from assessment.queries import progress_of
from campaigns.models import Campaign
from campaigns.views.visible import campaign_or_404
from organization.http import SignedInRequest


def readable_or_404(request: SignedInRequest, code: str) -> Campaign:
    """The plan, if the person may read its pre-assessment."""
    campaign = campaign_or_404(request.user, code)
    if not may_read(request.user, campaign):
        raise Http404
    return campaign


@require_GET
def tab(request: SignedInRequest, code: str) -> HttpResponse:
    """What is asked, what is answered by whom, and what is missing. A fragment of the campaign's
    page.
    """
    campaign = readable_or_404(request, code)
    progress = progress_of(campaign, request.user)
    context = {
        "campaign": campaign,
        "progress": progress,
        "groups": [
            (title, rows)
            for title, rows in (
                (
                    pgettext("assessment", "Questions"),
                    [one for one in progress.shown if not one.is_lesson],
                ),
                (_("Lessons of similar plans"), [one for one in progress.shown if one.is_lesson]),
            )
            if rows
        ],
        "sees_proofs": may_read_proofs(request.user, campaign),
        "may_renew": progress.is_outdated and may_renew(request.user, campaign),
    }
    return render(request, "assessment/tab.html", context)


@require_POST
def renew(request: SignedInRequest, code: str) -> HttpResponse:
    """Take over the newest list."""
    campaign = readable_or_404(request, code)
    made = commands.renew_assessment(campaign_id=campaign.pk, actor=request.user)
    text = _("The plan is assessed by list %(number)s now; answers to the same questions stay.")
    messages.success(request, text % {"number": made.list_number})
    return redirect("campaigns:tab", code, "assessment")
