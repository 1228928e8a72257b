"""The move that a plan's owner is asked for: why, what a check would find then, yes or no."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.loading import whole
from campaigns.models import PlanVersion
from campaigns.unsaved import changed_version
from campaigns.views.header import context_of
from organization.http import SignedInRequest
from preflight import arranging_words, commands, stored_plans
from preflight.access import asked_moves
from preflight.commands.moving import arranged_data
from preflight.models import ArrangedMove
from preflight.preview import SECONDS, Preview, look_at
from preflight.views.panel import own_plan


@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, code: str) -> HttpResponse:
    """The newest move asked of the plan, its reasons, what a check would find; answers it."""
    campaign = own_plan(request.user, code)
    asked = asked_moves(campaign).first()
    if asked is None:
        if request.method == "POST":
            messages.error(request, _("Nobody asks for this move now."))
            return redirect("campaigns:detail", code)
        raise Http404
    if request.method == "POST":
        return answer(request, asked)
    version = campaign.working
    is_current = version is not None and version.starts_on == asked.from_on
    seen = foreseen(version, asked) if version is not None and is_current else None
    context = context_of(campaign, request.user, "move") | {
        "move": asked,
        "reasons": arranging_words.of_moves([asked], request.user)[asked.pk],
        "is_current": is_current,
        "seen": seen,
        "foreseen": seen.shown_to(request.user) if seen else [],
    }
    return render(request, "preflight/move.html", context)


def answer(request: SignedInRequest, asked: ArrangedMove) -> HttpResponse:
    """Confirm or decline."""
    name = {"name": asked.campaign.name}
    if request.POST.get("do") == "confirm":
        commands.confirm_move(move_id=asked.pk, actor=request.user)
        messages.success(request, _("“%(name)s” is moved; who asked for it has been told.") % name)
    else:
        commands.decline_move(
            move_id=asked.pk, actor=request.user, text=request.POST.get("reason", "")
        )
        messages.success(request, _("“%(name)s” stays; who asked has been told why.") % name)
    return redirect("campaigns:detail", asked.campaign.code)


def foreseen(version: PlanVersion, asked: ArrangedMove) -> Preview:
    """What a check would find in the moved plan; nothing is stored."""
    until = time.monotonic() + SECONDS
    before = whole([version.pk])[version.pk]
    changed = changed_version(before, arranged_data(before, asked))
    return look_at(stored_plans.plan_of(changed), until=until)
