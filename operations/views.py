"""What runs, what waits, what failed: the page of whoever runs the platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common import clock, health, heartbeats
from common.job_kinds import name_of
from common.models import Fault, Job, JobState
from common.paging import Page, page_at, start_of
from operations import commands, room, work
from operations.forms import GiveUpForm, NumberForm
from operations.parts import parts
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission


@dataclass(frozen=True, slots=True)
class TroubledWork:
    """One piece of work that failed, as the page shows it."""

    job: Job
    name: str
    reason: str
    dialog: str
    may_try_again: bool
    may_give_up: bool


@permission_required(Permission.MANAGE_SETUP)
def state(request: SignedInRequest) -> HttpResponse:
    """How every part does, what waits and failed, and how much room is left."""
    now = clock.now()
    signs = heartbeats.Signs.read(now=now)
    page: Page[Job] = page_at(work.troubled(now), start_of(request.GET.get("cursor", "")))
    context = {
        "parts": parts(health.read(signs), signs),
        "kinds": work.by_kind(now),
        "troubled": list(_shown(page.rows)),
        "rooms": room.by_area(),
        "database_mb": room.database_megabytes(),
        **page.context(),
    }
    return render(request, "operations/state.html", context)


def _shown(rows: Iterable[Job]) -> Iterator[TroubledWork]:
    for job in rows:
        yield TroubledWork(
            job=job,
            name=name_of(job.kind),
            reason=work.reason_of(job),
            dialog=str(job.pk),
            may_try_again=work.may_try_again(job),
            may_give_up=job.state == JobState.PENDING,
        )


@permission_required(Permission.MANAGE_SETUP)
def faults(request: SignedInRequest) -> HttpResponse:
    """Mistakes of ours by the number that a person reads out."""
    form = NumberForm(request.GET)
    number = form.cleaned_data["number"] if form.is_valid() else ""
    page: Page[Fault] = page_at(work.faults(number), start_of(request.GET.get("cursor", "")))
    people = User.objects.in_bulk([row.person for row in page.rows if row.person])
    rows = [(row, people.get(row.person) if row.person else None) for row in page.rows]
    asked = [(job, name_of(job.kind)) for job in work.asked_by(number)] if number else []
    context = {"form": form, "rows": rows, "number": number, "asked": asked, **page.context()}
    return render(request, "operations/faults.html", context)


@permission_required(Permission.MANAGE_SETUP)
@require_POST
def try_again(request: SignedInRequest, job_id: int) -> HttpResponse:
    job = get_object_or_404(Job, pk=job_id)
    commands.try_again(job_id=job.pk, actor=request.user)
    messages.success(request, _("“%(name)s” is tried again.") % {"name": name_of(job.kind)})
    return redirect("operations:state")


@permission_required(Permission.MANAGE_SETUP)
@require_POST
def give_up(request: SignedInRequest, job_id: int) -> HttpResponse:
    job = get_object_or_404(Job, pk=job_id)
    form = GiveUpForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it is given up."))
        return redirect("operations:state")
    commands.give_up(job_id=job.pk, actor=request.user, **form.cleaned_data)
    messages.success(request, _("“%(name)s” is given up.") % {"name": name_of(job.kind)})
    return redirect("operations:state")
