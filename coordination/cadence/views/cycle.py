"""The page of a planning cycle: where it stands, who is late, what may still enter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.access import is_visible_to
from campaigns.enums import CampaignState, Origin
from campaigns.models import Campaign, PlanningCycle
from common import clock
from common.errors import refuse_form
from common.paging import Page, page_at, start_of
from coordination.cadence import commands, figures
from coordination.cadence.access import may_see, steers_as
from coordination.cadence.conditions import BY_CODE
from coordination.cadence.forms import LateForm, StepForm
from coordination.cadence.plans import plans_of
from coordination.cadence.presenting import drawn, step_views
from coordination.cadence.rows import known, lines_of, rows_behind
from coordination.cadence.workflow import CYCLE_STEP
from coordination.enums import StepKind
from coordination.models import CycleStep
from organization.http import SignedInRequest
from organization.models import Unit, User
from organization.permissions import Permission


def cycle_or_404(user: User, code: str) -> PlanningCycle:
    """A planning cycle, for whoever sees plans."""
    if not may_see(user):
        raise PermissionDenied
    return get_object_or_404(PlanningCycle, code=code)


@require_GET
def cycle(request: SignedInRequest, code: str) -> HttpResponse:
    """Where a cycle stands: its steps with their conditions, who is late, plans in time by unit."""
    found, today = cycle_or_404(request.user, code), clock.today()
    units = {unit.pk: unit for unit in Unit.objects.order_by("position", "code")}
    steps = step_views(found, request.user, today, units)
    intake = next((one.step for one in steps if one.step.kind == StepKind.PLANS), None)
    context: dict[str, Any] = {
        "cycle": found,
        "steps": steps,
        "course": drawn(steps),
        "figures": figures.figures_of(intake, units) if intake else [],
        "intake": intake,
        "is_shut": intake is not None and commands.is_shut(intake, today),
        "late_plans": late_plans(found, intake, request.user, today),
        "may_steer": steers_as(request.user) is not None,
        "is_over": found.ends_on < today,
        "today": today,
        "nav": "campaigns",
    }
    return render(request, "coordination/cycle.html", context)


def late_plans(
    cycle: PlanningCycle, intake: CycleStep | None, user: User, today: dt.date
) -> list[Campaign]:
    """The person's own drafts for the cycle that its cut-off holds up, with the reasons that were
    given for them.
    """
    if intake is None or not commands.is_shut(intake, today):
        return []
    own = user.scope(Permission.WRITE_PLAN).q("owner_unit")
    rows = plans_of(cycle).filter(
        own, state=CampaignState.DRAFT, origin=Origin.OWN, working__number=1
    )
    rows = rows.filter(is_visible_to(user)).select_related("working", "owner_unit", "late_entry")
    return list(rows.order_by("working__starts_on", "code")[:50])


@require_GET
def rows(request: SignedInRequest, code: str, name: str) -> HttpResponse:
    """The rows behind a count, as far as the person sees them."""
    found, today = cycle_or_404(request.user, code), clock.today()
    if not known(name):
        raise Http404
    unit = Unit.objects.filter(code=request.GET.get("unit", "")).first()
    seen, total = rows_behind(found, name, today, request.user, unit)
    page: Page[Any] = page_at(seen, start_of(request.GET.get("cursor", "")))
    context = {
        "cycle": found,
        "name": name,
        "said": BY_CODE[name].sentence(total) if name in BY_CODE else "",
        "unit": unit,
        "lines": lines_of(page.rows, request.user),
        "hidden": max(total - (page.total or 0), 0),
        "nav": "campaigns",
        **page.context(),
    }
    return render(request, "coordination/cycle_rows.html", context)


@require_POST
def begin(request: SignedInRequest, code: str) -> HttpResponse:
    """Plan a cycle in steps."""
    found = cycle_or_404(request.user, code)
    commands.plan_in_steps(cycle=found, actor=request.user)
    messages.success(request, _("Planned in steps. The cut-off days can be moved."))
    return redirect("coordination:cycle", code)


@require_POST
def act(request: SignedInRequest, code: str, transition: str) -> HttpResponse:
    """Move one step of a cycle; refusals go back to the page in words."""
    if not may_see(request.user):
        raise PermissionDenied
    step = get_object_or_404(CycleStep.objects.select_related("cycle"), code=code)
    if transition not in CYCLE_STEP.people_steps:
        raise Http404
    form = StepForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    commands.change_step(
        step=step,
        name=transition,
        actor=request.user,
        etag=CYCLE_STEP.read_from(request.POST).get("etag"),
        **form.cleaned_data,
    )
    messages.success(request, str(CYCLE_STEP.rows[transition].done))
    return redirect("coordination:cycle", step.cycle.code)


@require_POST
def late(request: SignedInRequest, code: str) -> HttpResponse:
    """Say why a plan comes in after the cut-off."""
    found = cycle_or_404(request.user, code)
    form = LateForm(request.POST)
    if not form.is_valid():
        refuse_form(form)
    plan = get_object_or_404(
        plans_of(found).filter(is_visible_to(request.user)), code=form.cleaned_data["campaign"]
    )
    commands.enter_late(campaign=plan, reason=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, _("Written down. The plan can be submitted now."))
    return redirect("campaigns:detail", plan.code)
