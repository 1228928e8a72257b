from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from campaigns.access import visible_to
from campaigns.models import Campaign
from common.errors import Refused
from comms import commands, queries
from comms.forms import DraftForm
from comms.guards import why_not_write
from comms.models import CommunicationPlan, Draft
from comms.views.draft import draft_or_404
from comms.workflow import DRAFT
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission


@permission_required(Permission.WRITE_DRAFT)
def new(request: SignedInRequest, plan: str) -> HttpResponse:
    """Start a draft of a communication plan."""
    found = get_object_or_404(queries.plans_for(request.user), code=plan)
    initial = {"campaigns": [campaign.code for campaign in found.campaigns.all()]}
    form = DraftForm(request.POST or None, plan=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():  # what cannot be handed in is not begun either
            made = commands.create_draft(plan=found, values=values_of(form), actor=request.user)
            return saved(request, made)
    return shown(request, form, found, None)


@permission_required(Permission.WRITE_DRAFT)
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """Write on one's own draft."""
    draft = draft_or_404(request.user, code)
    if reasons := why_not_write(draft, request.user):
        raise Refused(reasons)
    newest = draft.versions.order_by("-number").first()
    initial = {"body": newest.body if newest else "", "etag": draft.etag}
    form = DraftForm(request.POST or None, plan=draft.plan, instance=draft, initial=initial)
    if request.method == "POST" and form.is_valid():
        etag = form.cleaned_data["etag"]
        with transaction.atomic():
            draft = commands.write_draft(
                draft_id=draft.pk, values=values_of(form), actor=request.user, etag=etag
            )
            return saved(request, draft)
    return shown(request, form, draft.plan, draft)


def values_of(form: DraftForm) -> dict[str, object]:
    """What the form says, for the command."""
    data = form.cleaned_data
    names = ("title", "kind", "due_on", "body")
    return {
        **{name: data[name] for name in names},
        "campaigns": list(data["campaigns"]),
        "branches": list(data["branches"]),
    }


def saved(request: SignedInRequest, draft: Draft) -> HttpResponse:
    """On to the draft's page; handed in at once if that button was pressed."""
    if request.POST.get("then") == "hand_in":
        commands.change_draft_state(draft_id=draft.pk, name="hand_in", actor=request.user)
        messages.success(request, str(DRAFT.rows["hand_in"].done))
    else:
        messages.success(request, _("Saved. Hand it in when the text is ready."))
    return redirect("comms:draft", draft.code)


def shown(
    request: SignedInRequest, form: DraftForm, plan: CommunicationPlan, draft: Draft | None
) -> HttpResponse:
    """The editor with what the planners want to be said beside it."""
    context = {
        "form": form,
        "plan": plan,
        "draft": draft,
        "sources": sources_of(plan, request.user),
        "tab": "drafts",
    }
    return render(request, "comms/draft_edit.html", context, status=422 if form.errors else 200)


def sources_of(plan: CommunicationPlan, user: User) -> list[Campaign]:
    """The plan's campaigns that the writer sees, with their selling points."""
    rows = visible_to(user).filter(pk__in=plan.campaigns.values("pk"))
    return list(
        rows.select_related("owner_unit", "working")
        .prefetch_related("working__selling_points")
        .order_by("code")
    )
