"""The review of a cycle: targets against what came, by initiative, leading into the next cycle."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.models import Initiative
from common.errors import refuse_form
from coordination.cadence import commands
from coordination.cadence.forms import ReviewForm
from coordination.cadence.reviewing import initiatives_of
from coordination.cadence.views.cycle import cycle_or_404
from coordination.enums import StepKind, Verdict
from organization.http import SignedInRequest


@require_GET
def review(request: SignedInRequest, code: str) -> HttpResponse:
    """Each initiative with its figures, and what was said of it."""
    found = cycle_or_404(request.user, code)
    step = found.steps.filter(kind=StepKind.REVIEW).first()
    context = {
        "cycle": found,
        "aims": initiatives_of(found, request.user),
        "step": step,
        "is_open": step is not None and step.is_under_work,
        "after": commands.next_of(found),
        "verdicts": Verdict.choices,
        "nav": "campaigns",
    }
    return render(request, "coordination/cycle_review.html", context)


@require_POST
def say(request: SignedInRequest, code: str, initiative: str) -> HttpResponse:
    """Say what came of one initiative."""
    found = cycle_or_404(request.user, code)
    aim = get_object_or_404(Initiative.objects.select_related("owner_unit"), code=initiative)
    indicators = found.targets.filter(initiative=aim).values_list("indicator", flat=True)
    form = ReviewForm(request.POST, indicators)
    if not form.is_valid():
        refuse_form(form)
    commands.review_initiative(
        initiative=aim,
        cycle=found,
        verdict=form.cleaned_data["verdict"],
        words=form.cleaned_data["words"],
        came=form.values("came"),
        coming=form.values("next"),
        etag=form.cleaned_data["etag"],
        actor=request.user,
    )
    messages.success(request, _("Written down. The next cycle begins with it."))
    return redirect("coordination:cycle-review", code)
