from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from calendars.branches import branches_of, is_branch_person
from common import clock
from common.display import number
from common.errors import Reason, Refused, refuse
from desk.counter_answers import grouped
from desk.eligibility import MAY_CHECK, AtTheCounter, counter_for
from desk.forms import NumberForm, ReceivedForm
from desk.inbox import Item, Side, in_words, rows_for
from desk.schedule import schedule_for
from frontline.reports.access import may_report
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import Unit, User
from organization.permissions import Permission
from organization.workdays import DayTable
from resources import commands
from resources.queries import arrivals_to_come

# Sources of the inbox whose rows the schedule has as cards of its own.
SHOWN = frozenset({"arrival", "recall"})


@permission_required(Permission.SEE_BRANCH_SCHEDULE, Permission.SEE_PLANS)
def schedule(request: SignedInRequest) -> HttpResponse:
    """A branch's schedule, and what the customer of a number may take."""
    branches = choices_of(request.user)
    branch = next(
        (one for one in branches if one.code == request.GET.get("branch")),
        branches[0] if branches else None,
    )
    if branch is None:
        raise PermissionDenied
    today = clock.today()
    found = schedule_for(
        request.user,
        branch,
        today=today,
        opened=request.GET.get("week", ""),
        page=request.GET.get("page", ""),
    )
    context: dict[str, Any] = {
        "branches": branches,
        "branch": branch,
        "today": today,
        "schedule": found,
        "owed": owed_elsewhere(request.user, today, found.days),
        "may_check": any(request.user.may(permission) for permission in MAY_CHECK),
        "may_report": may_report(request.user),
        "may_confirm": request.user.may(Permission.CONFIRM_ARRIVAL),
    }
    return render(request, "desk/schedule.html", context | checked(request))


def owed_elsewhere(user: User, today: dt.date, days: DayTable) -> list[Item]:
    """What waits for a branch person beside what the schedule shows by itself."""
    if not is_branch_person(user):
        return []
    rows = rows_for(user, today, days, without=SHOWN)
    return in_words([one for one in rows if one.side == Side.OWE], user)


def choices_of(user: User) -> list[Unit]:
    """The branches whose schedule a person may look at: their own, or all if they see plans."""
    own = branches_of(user)
    return own or (
        list(Unit.objects.branches().filter(is_active=True))
        if user.may(Permission.SEE_PLANS)
        else []
    )


def checked(request: SignedInRequest) -> dict[str, Any]:
    """The answer for the number that was sent, if one was; a refusal stands at the field. A number
    never stands in the address.
    """
    form = NumberForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "answers": None}
    if form.is_bound and form.is_valid():
        found, refusal = ask(form.cleaned_data["number"], request.user)
        if found is not None:
            context |= {"answers": grouped(found.answers), "holdings": found.holdings}
        if refusal is not None:
            form.add_error("number", str(refusal))
    return context


def ask(number_asked: str, user: User) -> tuple[AtTheCounter | None, Reason | None]:
    """The answers, or the reason why there are none: an unknown number is no error of the page."""
    try:
        return counter_for(number_asked, actor=user), None
    except Refused as refused:
        return None, refused.reasons[0]


@require_POST
def confirm(request: SignedInRequest, arrival_id: int) -> HttpResponse:
    """Say how much of a delivery came."""
    delivery = next(
        (one for one in arrivals_to_come(user=request.user) if one.arrival.pk == arrival_id), None
    )
    if delivery is None:
        refuse("not-found", _("There is no such delivery."), status=404)
    form = ReceivedForm(request.POST)
    if not form.is_valid():
        refuse(
            "invalid", _("Say how many arrived, as a whole number."), status=400, attr="received"
        )
    arrival = commands.confirm_arrival(
        arrival_id=arrival_id, actor=request.user, **form.cleaned_data
    )
    text = _("%(quantity)s × %(resource)s received.")
    messages.success(
        request,
        text % {"quantity": number(arrival.received), "resource": delivery.arrival.resource.label},
    )
    return redirect("desk:schedule")
