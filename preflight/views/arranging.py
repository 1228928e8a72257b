"""Start dates for a whole cycle: which plans may move, the search, what it found, what is asked of
the owners.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.models import Campaign, PlanningCycle
from common import clock
from organization.http import SignedInRequest
from organization.models import User
from preflight import arranging_words, commands
from preflight.access import may_arrange
from preflight.arranging import solver
from preflight.arranging.loading import plans_of, span_of
from preflight.commands.arranging import NO_SOLVER
from preflight.models import Arrangement, MoveState
from preflight.views.arrangement_chart import chart_of
from preflight.views.arrangement_figures import figures_of
from preflight.views.arrangement_sheet import move_sheet

MOST = 10


@require_http_methods(["GET", "POST"])
def cycle(request: SignedInRequest, code: str) -> HttpResponse:
    """The plans that may be moved and the searches so far; starts one."""
    shown = cycle_of(request.user, code)
    if request.method == "POST":
        held = {one.code for one in plans_of(shown)} - set(request.POST.getlist("plan"))
        arrangement = commands.start_arrangement(
            cycle=shown,
            actor=request.user,
            moves_waves=request.POST.get("waves") == "on",
            held=held,
        )
        return redirect("preflight:arrangement", shown.code, arrangement.pk)
    today = clock.today()
    rows = [(plan, span_of(plan, shown, today=today)) for plan in plans_of(shown)]
    past = shown.arrangements.select_related("job", "started_by")[:MOST]
    context = {
        "cycle": shown,
        "movable": [(plan, span) for plan, span in rows if span],
        "staying": [plan for plan, span in rows if not span],
        "past": past,
        "missing": None if solver.is_installed() else NO_SOLVER,
        "nav": "campaigns",
    }
    return render(request, "preflight/arranging.html", context)


@require_http_methods(["GET", "POST"])
def arrangement(request: SignedInRequest, code: str, arrangement_id: UUID) -> HttpResponse:
    """One search: how far it is, or before and after; ends it, or asks the owners."""
    shown = arrangement_of(request.user, code, arrangement_id)
    if request.method == "POST":
        return act(request, shown)
    return render(request, "preflight/arrangement.html", context_of(request, shown))


@require_GET
def progress(request: SignedInRequest, code: str, arrangement_id: UUID) -> HttpResponse:
    """How far a search is; when it is over the whole page comes again."""
    shown = arrangement_of(request.user, code, arrangement_id)
    context = {"arrangement": shown, "cycle": shown.cycle, "job": shown.job}
    response = render(request, "preflight/arrangement.html#progress", context)
    if shown.is_done or shown.job.state == "failed":
        response["HX-Refresh"] = "true"
    return response


@require_GET
def sheet(request: SignedInRequest, code: str, arrangement_id: UUID) -> HttpResponse:
    """What it came to as an Excel workbook: a row for each move."""
    shown = arrangement_of(request.user, code, arrangement_id)
    return move_sheet(shown, context_of(request, shown)["moves"])


def act(request: SignedInRequest, shown: Arrangement) -> HttpResponse:
    """Stop the search, have the rest worked out again, or ask the owners of the chosen plans."""
    if request.POST.get("do") == "repeat":
        again = commands.repeat_arrangement(arrangement_id=shown.pk, actor=request.user)
        return redirect("preflight:arrangement", again.cycle.code, again.pk)
    if request.POST.get("do") == "stop":
        commands.stop_arrangement(arrangement_id=shown.pk, actor=request.user)
        messages.success(request, _("The search ends with the best that was found."))
    else:
        chosen = request.POST.getlist("plan") if request.POST.get("do") == "ask" else []
        asked = commands.ask_owners(arrangement_id=shown.pk, campaigns=chosen, actor=request.user)
        words = ngettext(
            "%(n)s owner is asked to move their plan.",
            "The owners of %(n)s plans are asked to move them.",
            len(asked),
        )
        none = _("Nothing is moved; all plans stay as they are.")
        messages.success(request, words % {"n": len(asked)} if asked else none)
    return redirect("preflight:arrangement", shown.cycle.code, shown.pk)


def cycle_of(user: User, code: str) -> PlanningCycle:
    """The cycle: 403 for who does not arrange, 404 for an unknown one."""
    if not may_arrange(user):
        raise PermissionDenied
    return get_object_or_404(PlanningCycle, code=code)


def arrangement_of(user: User, code: str, arrangement_id: UUID) -> Arrangement:
    if not may_arrange(user):
        raise PermissionDenied
    rows = Arrangement.objects.select_related("cycle", "job", "started_by")
    found = rows.filter(pk=arrangement_id, cycle__code=code).first()
    if found is None:
        raise Http404
    return found


def context_of(request: SignedInRequest, shown: Arrangement) -> dict[str, Any]:
    """What the page of one search shows."""
    moves = list(
        shown.moves.select_related("campaign__owner_unit", "campaign__working", "answered_by")
    )
    codes = {one["campaign"] for one in shown.windows}
    names = dict(Campaign.objects.filter(code__in=codes).values_list("code", "name"))
    reasons = arranging_words.of_moves(moves, request.user)
    return {
        "arrangement": shown,
        "cycle": shown.cycle,
        "job": shown.job,
        "moves": [(move, reasons[move.pk]) for move in moves],
        "is_open": bool(moves) and all(one.state == MoveState.PROPOSED for one in moves),
        "may_repeat": MoveState.DECLINED in {one.state for one in moves}
        and MoveState.ASKED not in {one.state for one in moves},
        "figures": figures_of(shown) if shown.before else [],
        "chart": chart_of(shown, names) if shown.windows else None,
        "nav": "campaigns",
    }
