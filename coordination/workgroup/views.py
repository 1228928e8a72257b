"""The tab of an urgent plan's workgroup."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from campaigns.views.header import context_of
from campaigns.views.visible import campaign_or_404
from coordination.models.commitment import BEST_MARK
from coordination.workgroup import commands
from coordination.workgroup.group import group_of
from coordination.workgroup.members import has_workgroup, is_member
from organization.http import SignedInRequest


def group_or_404(request: SignedInRequest, code: str) -> Campaign:
    campaign = campaign_or_404(request.user, code)
    if not has_workgroup(request.user, campaign):
        raise Http404
    return campaign


@require_GET
def workgroup(request: SignedInRequest, code: str) -> HttpResponse:
    """Marketing, service, back office and front office side by side."""
    campaign = group_or_404(request, code)
    belongs = is_member(request.user, campaign)
    context = context_of(campaign, request.user, "workgroup") | {
        "group": group_of(campaign, request.user),
        "may_say": belongs and campaign.state in ACTIVE_STATES,
        "may_mark": belongs and campaign.state in commands.TO_MARK,
        "marks": range(BEST_MARK, 0, -1),
    }
    return render(request, "coordination/workgroup.html", context)


@require_POST
def say(request: SignedInRequest, code: str) -> HttpResponse:
    """Say something, or give a mark."""
    campaign = group_or_404(request, code)
    mark = request.POST.get("mark", "")
    commands.say(
        campaign_id=campaign.pk,
        actor=request.user,
        text=request.POST.get("text", ""),
        mark=int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 3 else None,
    )
    messages.success(request, _("Said."))
    return redirect("coordination:workgroup", code)


@require_POST
def sign(request: SignedInRequest, code: str) -> HttpResponse:
    """Sign the ticked warnings."""
    campaign = group_or_404(request, code)
    commands.sign_warnings(
        campaign=campaign,
        findings=keys_in(request.POST.getlist("findings")),
        actor=request.user,
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Signed for your side."))
    return redirect("coordination:workgroup", code)


def keys_in(texts: list[str]) -> list[UUID]:
    """Keys of findings. Raises 404 for what is none."""
    try:
        return [UUID(text) for text in dict.fromkeys(texts)]
    except ValueError as error:
        raise Http404 from error
