"""Doing what a plan's buttons say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from campaigns import commands
from campaigns.views.visible import campaign_or_404
from campaigns.workflow import machine_of
from organization.http import SignedInRequest

MAX_DIGITS = 6


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step of the life cycle; refusals go back to the page in words."""
    campaign = campaign_or_404(request.user, code)
    machine = machine_of(campaign)
    read = machine.read_from(request.POST)
    step = commands.change_state(
        campaign_id=campaign.pk,
        name=transition,
        actor=request.user,
        reason=request.POST.get("reason", ""),
        revision=read.get("revision"),
        content=read.get("content"),
        placements=request.POST.getlist("placements"),
        branches=request.POST.getlist("branches"),
        rank=number_in(request.POST.get("rank", "")),
        on_page=True,
    ).raise_refusal()
    goes_on = transition == "resume" and not step.waits
    messages.success(
        request, str(_("The plan goes on.") if goes_on else machine.rows[transition].done)
    )
    if step.copy is not None:
        return redirect("campaigns:edit", step.copy.code)
    return redirect(step.landing or reverse("campaigns:detail", args=[code]))


def number_in(text: str) -> int | None:
    """The whole number that was entered; None for nothing, 0 for what is none."""
    text = text.strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0


@require_POST
def delete(request: SignedInRequest, code: str) -> HttpResponse:
    """Delete a draft that was never submitted."""
    campaign = campaign_or_404(request.user, code)
    commands.delete_draft(campaign_id=campaign.pk, actor=request.user)
    messages.success(request, _("The draft “%(name)s” is deleted.") % {"name": campaign.name})
    return redirect("campaigns:list")


@require_POST
def read(request: SignedInRequest, code: str) -> HttpResponse:
    """A branch has read what an amendment changed."""
    campaign = campaign_or_404(request.user, code)
    commands.acknowledge(
        campaign=campaign, branch=request.POST.get("branch", ""), actor=request.user
    )
    messages.success(request, _("Noted: your branch knows what is different."))
    return redirect("campaigns:detail", code)
