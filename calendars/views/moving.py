from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from calendars.forms import MoveForm
from calendars.moving import move_draft, preview_move
from campaigns.access import may_write, visible_to
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from common.display import date_range
from common.errors import refuse
from organization.http import SignedInRequest
from preflight.preview import next_try


def move(request: SignedInRequest, code: str) -> HttpResponse:
    """New dates for one's own draft: what a check would find is shown before they are set."""
    campaign = draft_or_refuse(request, code)
    working = campaign.working
    initial = (
        {"starts_on": working.starts_on, "ends_on": working.ends_on} if working is not None else {}
    )
    asked = {name: request.GET[name] for name in initial if request.GET.get(name)}
    form = MoveForm(request.POST or (initial | asked if asked else None), initial=initial)
    context: dict[str, Any] = {
        "campaign": campaign,
        "form": form,
        "preview": None,
        "initial": initial,
    }
    if form.is_bound and form.is_valid():
        if request.method == "POST" and "confirm" in request.POST:
            move_draft(campaign=campaign, actor=request.user, **form.cleaned_data)
            text = _("“%(name)s” now runs %(window)s; its waves moved along.")
            window = date_range(form.cleaned_data["starts_on"], form.cleaned_data["ends_on"])
            messages.success(request, text % {"name": campaign.name, "window": window})
            shown = {"on": form.cleaned_data["starts_on"].isoformat(), "panel": campaign.code}
            after = f"{reverse('calendars:calendar')}?{urlencode(shown)}"
            return (
                HttpResponseClientRedirect(after)
                if getattr(request, "htmx", False)
                else redirect(after)
            )
        if working is not None:
            preview = preview_move(version=working, **form.cleaned_data)
            context |= {"preview": preview, "foreseen": preview.shown_to(request.user)}
            if not preview.answers.is_complete:
                context["again"] = next_try(request.POST.get("again", ""))
    template = (
        "calendars/move.html#move" if getattr(request, "htmx", False) else "calendars/move.html"
    )
    return render(request, template, context, status=422 if form.errors else 200)


def draft_or_refuse(request: SignedInRequest, code: str) -> Campaign:
    """The draft, if it is the person's to change: 404 for one they may not see, 403 for
    another's, 409 for a submitted plan.
    """
    campaign: Campaign = get_object_or_404(
        visible_to(request.user).select_related("working", "owner_unit"), code=code
    )
    if not may_write(request.user, campaign):
        refuse("no-permission", _("You do not write plans for this unit."), status=403)
    if campaign.state != CampaignState.DRAFT:
        refuse("wrong-state", _("Only a draft can be moved here. Recall the plan first."))
    return campaign
