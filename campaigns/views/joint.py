"""The tab of a joint plan: who takes part, and what each unit says."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns import commands
from campaigns.joint import parties_of
from campaigns.models import Campaign
from campaigns.own_part_form import form_of
from campaigns.review_status import review_status_of
from campaigns.views.header import context_of
from campaigns.views.visible import campaign_or_404
from organization.http import SignedInRequest


def joint_or_404(request: SignedInRequest, code: str) -> Campaign:
    campaign = campaign_or_404(request.user, code)
    if not review_status_of(campaign).partners:
        raise Http404
    return campaign


@require_GET
def joint(request: SignedInRequest, code: str) -> HttpResponse:
    """Who takes part with what, and where each stands."""
    return shown(request, joint_or_404(request, code))


def shown(
    request: SignedInRequest, campaign: Campaign, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    parties = parties_of(campaign, request.user)
    rows = [
        {
            "party": one,
            "form": form_of(one.row, request.POST if wrong == one.row.product.code else None)
            if one.may_write
            else None,
        }
        for one in parties
    ]
    context = context_of(campaign, request.user, "joint") | {"rows": rows}
    return render(request, "campaigns/joint.html", context, status=status)


@require_POST
def answer(request: SignedInRequest, code: str, name: str) -> HttpResponse:
    """Join, do not join, sign, or leave."""
    campaign, actor = joint_or_404(request, code), request.user
    reason = request.POST.get("reason", "")
    if name in {"join", "decline"}:
        commands.answer_invitation(
            campaign_id=campaign.pk, accepts=name == "join", actor=actor, reason=reason
        )
        said = _("You join; its owner has been told.") if name == "join" else _("You do not join.")
    elif name == "sign":
        read = request.POST.get("revision", "")
        commands.sign_participation(
            campaign_id=campaign.pk,
            actor=actor,
            revision=int(read) if read.isascii() and read.isdigit() else None,
        )
        said = _("Signed. The owner can finalise once all have.")
    else:
        commands.leave_plan(campaign_id=campaign.pk, actor=actor, reason=reason)
        said = _("You have left; its owner has been told why.")
    messages.success(request, said)
    return redirect("campaigns:detail", code)


@require_POST
def part(request: SignedInRequest, code: str, product: str) -> HttpResponse:
    """Write one's own part of a draft."""
    campaign = joint_or_404(request, code)
    mine = {one.row.product.code: one for one in parties_of(campaign, request.user)}
    if product not in mine:
        raise Http404
    form = form_of(mine[product].row, request.POST)
    if not form.is_valid():
        return shown(request, campaign, wrong=product, status=422)
    commands.change_own_part(campaign_id=campaign.pk, part=form.part(product), actor=request.user)
    messages.success(request, _("Saved."))
    return redirect("campaigns:joint", code)
