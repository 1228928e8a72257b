"""What people do on the page of a negotiation: propose, answer, state their position, decide."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.access import may_see
from campaigns.models import Campaign
from common.errors import refuse_form
from coordination.models import Proposal
from coordination.negotiation import commands
from coordination.negotiation.forms import DecisionForm, PositionForm, WordsForm
from coordination.negotiation.people import is_of_side, sides_of
from coordination.negotiation.proposals import PROPOSAL
from coordination.negotiation.visible import negotiation_or_404, proposal_or_404
from coordination.negotiation.workflow import NEGOTIATION
from findings.commands import comment_finding
from findings.commands.settling import way_out_of
from findings.models import Finding
from findings.views.settling import both, require_voice, words_of
from organization.http import SignedInRequest
from organization.models import User

DECIDE = "decide"
MEETING = re.compile(r"[A-Z][0-9]{4}-[0-9]{4,8}")


def back_to(user: User, finding: Finding) -> HttpResponse:
    """To the page of the finding, at the person's own plan where one of its plans is theirs."""
    plans = sorted(sides_of(finding), key=lambda plan: not is_of_side(user, plan))
    seen = next((plan for plan in plans if may_see(user, plan)), None)
    if seen is None:
        return redirect("coordination:negotiations")
    return redirect("coordination:negotiation", seen.code, finding.pk)


@require_POST
def propose(request: SignedInRequest, code: str, finding_id: UUID, way_id: str) -> HttpResponse:
    """Ask who can do it for a way out."""
    campaign, finding = both(request.user, code, finding_id)
    require_voice(request.user, campaign, finding)
    way_out_of(finding, way_id)
    proposal = commands.propose_way_out(
        finding_id=finding_id, way_out_id=way_id, actor=request.user, text=words_of(request)
    )
    messages.success(request, said_of(proposal))
    return redirect("coordination:negotiation", code, finding_id)


def said_of(proposal: Proposal) -> str:
    """Whom a new proposal waits for, in a sentence."""
    if proposal.asked is None:
        return _("Proposed. There is nobody in that role yet.")
    return _("Proposed. %(person)s has been told.") % {"person": proposal.asked}


@require_POST
def open_negotiation(request: SignedInRequest, code: str, finding_id: UUID) -> HttpResponse:
    """Begin to negotiate what divides two plans."""
    both(request.user, code, finding_id)
    commands.open_negotiation(finding_id=finding_id, actor=request.user)
    messages.success(request, _("Opened. The other side has been told; the clock runs."))
    return redirect("coordination:negotiation", code, finding_id)


@require_POST
def comment(request: SignedInRequest, code: str, finding_id: UUID) -> HttpResponse:
    """Say something that both sides read; who is mentioned is told."""
    campaign, finding = both(request.user, code, finding_id)
    require_voice(request.user, campaign, finding)
    comment_finding(finding_id=finding_id, actor=request.user, text=words_of(request))
    return redirect("coordination:negotiation", code, finding_id)


@require_POST
def answer(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step of a proposal; refusals go back to the page in words."""
    proposal = proposal_or_404(request.user, code)
    if transition not in PROPOSAL.people_steps:
        raise Http404
    form = WordsForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    commands.answer_proposal(
        proposal_id=proposal.pk,
        name=transition,
        actor=request.user,
        etag=PROPOSAL.read_from(request.POST).get("etag"),
        **form.cleaned_data,
    )
    messages.success(request, str(PROPOSAL.rows[transition].done))
    return back_to(request.user, proposal.finding)


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step of a negotiation."""
    found = negotiation_or_404(request.user, code)
    if transition not in NEGOTIATION.people_steps:
        raise Http404
    form = DecisionForm(request.POST) if transition == DECIDE else WordsForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    values = form.cleaned_data if transition == DECIDE else {"reason": form.cleaned_data["reason"]}
    commands.change_negotiation(
        negotiation_id=found.pk,
        name=transition,
        actor=request.user,
        etag=NEGOTIATION.read_from(request.POST).get("etag"),
        **values,
    )
    messages.success(request, str(NEGOTIATION.rows[transition].done))
    place, _colon, meeting = request.POST.get("back", "").partition(":")
    if place == "meeting" and MEETING.fullmatch(meeting):
        return redirect("coordination:meeting", meeting)
    if place == "list":
        return redirect("coordination:negotiations")
    return back_to(request.user, found.finding)


@require_POST
def position(request: SignedInRequest, code: str, plan: str) -> HttpResponse:
    """Say what one side stands for."""
    found = negotiation_or_404(request.user, code)
    campaign = get_object_or_404(Campaign.objects.filter(findings=found.finding), code=plan)
    if not is_of_side(request.user, campaign):
        raise PermissionDenied
    form = PositionForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    commands.state_position(
        negotiation_id=found.pk, campaign=campaign, actor=request.user, **form.cleaned_data
    )
    messages.success(request, _("Written down. The other side and leadership read it."))
    return back_to(request.user, found.finding)
