from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.paging import Page, page_at, start_of
from comms import commands, queries
from comms.access import may_plan
from comms.forms import PlanForm
from comms.models import CommunicationPlan
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission


@permission_required(Permission.SEE_COMMS)
def plans(request: SignedInRequest) -> HttpResponse:
    """Communication plans, the latest first."""
    rows = queries.plans_for(request.user).order_by("-starts_on", "code")
    page: Page[CommunicationPlan] = page_at(rows, start_of(request.GET.get("cursor", "")))
    context = {
        "plans": page.rows,
        **page.context(),
        "may_plan": may_plan(request.user),
        "tab": "plans",
    }
    return render(request, "comms/plans.html", context)


@permission_required(Permission.SEE_COMMS)
def plan(request: SignedInRequest, code: str) -> HttpResponse:
    """One plan: when, where, under which theme, about which campaigns, and its drafts."""
    found = get_object_or_404(queries.plans_for(request.user), code=code)
    context = {
        "plan": found,
        "campaigns": found.campaigns.all(),
        "drafts": queries.drafts_for(request.user).filter(plan=found),
        "may_plan": may_plan(request.user),
        "may_write": request.user.may(Permission.WRITE_DRAFT),
        "tab": "plans",
    }
    return render(request, "comms/plan.html", context)


@permission_required(Permission.WRITE_DRAFT, Permission.REVIEW_DRAFT)
def edit(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Start a communication plan, or change one."""
    instance = get_object_or_404(CommunicationPlan, code=code) if code else None
    form = PlanForm(
        request.POST or None,
        instance=instance,
        user=request.user,
        initial=request.GET.dict() if not code else None,
    )
    if request.method == "POST" and form.is_valid():
        values = {
            **form.cleaned_data,
            "campaigns": list(form.cleaned_data["campaigns"]),
            "channels": list(form.cleaned_data["channels"]),
        }
        etag = values.pop("etag")
        if instance:
            saved = commands.change_plan(
                plan_id=instance.pk, values=values, etag=etag, actor=request.user
            )
        else:
            saved = commands.create_plan(values=values, actor=request.user)
        messages.success(
            request,
            _("The plan “%(plan)s” was saved. Now write its drafts.") % {"plan": saved.name},
        )
        if outside := form.left_outside():
            words = _("These campaigns do not run in the time of the plan: %(names)s")
            messages.warning(request, words % {"names": _(", ").join(outside)})
        return redirect("comms:plan", saved.code)
    context = {"form": form, "plan": instance, "code": code, "tab": "plans"}
    return render(request, "comms/plan_edit.html", context, status=422 if form.errors else 200)
