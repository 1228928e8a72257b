"""What people do with a draft on its page: steps, signatures, remarks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from common.errors import refuse_form
from comms import commands
from comms.enums import Decision
from comms.forms import RemarkForm, SignForm
from comms.views.draft import CONFIRM, draft_or_404
from comms.workflow import DRAFT
from organization.http import SignedInRequest


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Take one step of the life of a draft; refusals go back to the page in words."""
    found = draft_or_404(request.user, code)
    if transition == CONFIRM:
        commands.confirm_recall(draft_id=found.pk, actor=request.user)
        messages.success(request, str(_("Confirmed: it is no longer used with you.")))
        return redirect("comms:draft", code)
    if transition not in DRAFT.people_steps:
        raise Http404
    commands.change_draft_state(
        draft_id=found.pk,
        name=transition,
        actor=request.user,
        reason=request.POST.get("reason", ""),
        etag=DRAFT.read_from(request.POST).get("etag"),
    )
    messages.success(request, str(DRAFT.rows[transition].done))
    return redirect("comms:draft", code)


@require_POST
def sign(request: SignedInRequest, code: str, campaign: str) -> HttpResponse:
    """Agree for a campaign, or ask for changes."""
    found = draft_or_404(request.user, code)
    plan = get_object_or_404(found.campaigns, code=campaign)
    form = SignForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    decision = Decision(form.cleaned_data["decision"])
    commands.sign_draft(
        draft_id=found.pk,
        campaign=plan,
        decision=decision,
        text=form.cleaned_data["text"],
        actor=request.user,
    )
    said = (
        _("Signed. Thank you.")
        if decision == Decision.AGREE
        else _("The author has been told what is to be changed.")
    )
    messages.success(request, str(said))
    return redirect("comms:draft", code)


@require_POST
def remark(request: SignedInRequest, code: str) -> HttpResponse:
    """Write a remark on the version under review."""
    found = draft_or_404(request.user, code)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    commands.remark(draft_id=found.pk, actor=request.user, **form.cleaned_data)
    messages.success(request, str(_("Your remark was written down. The author has been told.")))
    return redirect("comms:draft", code)
