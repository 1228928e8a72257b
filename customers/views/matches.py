"""Questions about identity: two accounts side by side, answered one after the other."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from customers.enums import MatchState
from customers.identity.commands import ANSWERS, answer_match, undo_match
from customers.identity.questions import progress, questions, visible_matches
from customers.menu import customer_tabs
from customers.models import PartyMatch
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

RECENT = 20
STATES = (MatchState.ASKED, MatchState.LATER)


@require_GET
@permission_required(Permission.MATCH_CUSTOMERS)
def matches(request: SignedInRequest) -> HttpResponse:
    """The next question, how far one is, and what was answered last."""
    state = request.GET.get("state", "")
    state = state if state in STATES else MatchState.ASKED
    rows = visible_matches(request.user)
    shown = list(rows.filter(state=state).order_by("-score", "pk")[:1])
    recent = list(rows.exclude(state__in=STATES).order_by("-decided_at", "-pk")[:RECENT])
    asked = questions([*shown, *recent])
    done = progress(rows)
    return render(
        request,
        "customers/matches.html",
        {
            "tabs": customer_tabs(request.user, "matches"),
            "state": state,
            "states": [(one, one.label, done[one]) for one in STATES],
            "question": asked[0] if shown else None,
            "recent": asked[len(shown) :],
            "progress": done,
            "total": done["asked"] + done["later"] + done["answered"],
        },
    )


@require_POST
@permission_required(Permission.MATCH_CUSTOMERS)
def answer(request: SignedInRequest, match_id: int) -> HttpResponse:
    """Answer one question and go on to the next."""
    match = match_of(request.user, match_id)
    given = request.POST.get("answer", "")
    if given not in ANSWERS:
        messages.error(request, _("Choose an answer."))
    else:
        answer_match(match_id=match.pk, answer=given, actor=request.user, reason=why(request))
        said = {
            MatchState.SAME: _(
                "They are counted as one from now on. You can take that back below."
            ),
            MatchState.DIFFERENT: _("They stay two. You can take that back below."),
            MatchState.LATER: _("Put off."),
        }
        messages.success(request, said[MatchState(given)])
    return back(request)


@require_POST
@permission_required(Permission.MATCH_CUSTOMERS)
def undo(request: SignedInRequest, match_id: int) -> HttpResponse:
    """Take an answer back; the question is open again."""
    match = match_of(request.user, match_id)
    undo_match(match_id=match.pk, actor=request.user, reason=why(request))
    messages.success(request, _("Taken back: the question is open again, all is as it was."))
    return back(request)


def match_of(user: User, match_id: int) -> PartyMatch:
    """The match of that number. Raises 404 for one of which a side may not be seen."""
    match = visible_matches(user).filter(pk=match_id).first()
    if match is None:
        raise Http404
    return match


def why(request: SignedInRequest) -> str:
    return request.POST.get("reason", "").replace("\0", "")


def back(request: SignedInRequest) -> HttpResponse:
    """To the questions that one was answering."""
    state = request.POST.get("state", "")
    query = f"?{urlencode({'state': state})}" if state == MatchState.LATER else ""
    return redirect(reverse("customers:matches") + query)
