from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from common import clock
from desk.week import in_flight, week_of
from organization.http import SignedInRequest
from organization.permissions import Permission

SEVEN = dt.timedelta(days=7)
# The calendar knows no days beyond these.
FIRST, LAST = dt.date(2000, 1, 10), dt.date(2100, 12, 20)


@require_GET
def week(request: SignedInRequest) -> HttpResponse:
    """A week of the company: which plans start, their points and ranks, who is asked to move; and
    whether everything of one's own plans is there.
    """
    if not request.user.may(Permission.SEE_PLANS):
        raise PermissionDenied
    today = clock.today()
    monday = monday_of(request.GET.get("on", ""), today)
    own = in_flight(request.user, monday)
    context: dict[str, Any] = {
        "week": week_of(request.user, monday),
        "own": [(one, one.is_trained(today)) for one in own],
        "monday": monday,
        "sunday": monday + SEVEN - dt.timedelta(days=1),
        "previous": (monday - SEVEN).isoformat(),
        "next": (monday + SEVEN).isoformat(),
        "may_rank": request.user.may(Permission.APPROVE_COMPANY),
        "plans_own": request.user.may(Permission.WRITE_PLAN)
        or request.user.may(Permission.APPROVE_PLAN),
        "nav": "my_day",
    }
    return render(request, "desk/week.html", context)


def monday_of(text: str, today: dt.date) -> dt.date:
    """The Monday of the day that the address names; of today for anything that is no day."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = today
    return clock.monday(min(max(day, FIRST), LAST))
