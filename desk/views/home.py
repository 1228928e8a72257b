from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from calendars.branches import is_branch_person
from calendars.drawing.options import USUAL
from common import clock
from common.errors import Reason, Refused
from common.paging import Page, page_at, start_of
from desk import strip
from desk.ahead import Ahead, ahead_of
from desk.alerts import alerts_for
from desk.counts import forget_count, remember_count
from desk.inbox import Item, Side, in_words, rows_for
from desk.inbox.answering import answer_many
from desk.inbox.item import Answer
from desk.nothing import elsewhere
from organization.http import SignedInRequest
from organization.master_data import founding
from organization.permissions import Permission

# The strip lies inside a card with its padding.
PADDING = 34
NARROWEST, WIDEST = 760, 2000
# So many of each list, before all are asked for.
FIRST = 20


def home(request: SignedInRequest) -> HttpResponse:
    """My day: the next four weeks, what I owe, what is owed to me, alerts. A branch begins with its
    schedule.
    """
    if is_branch_person(request.user) and "all" not in request.GET:
        return redirect("desk:schedule")
    today = clock.today()
    may_plan = request.user.may(Permission.SEE_PLANS)
    seen = ahead_of(request.user, today) if may_plan else None
    items = rows_for(request.user, today, seen.days if seen else None)
    owe = [item for item in items if item.side == Side.OWE]
    owed = [item for item in items if item.side == Side.OWED]
    show_all = "all" in request.GET
    owe_page = page_of(owe, request, "cursor")
    owed_page = page_of(owed, request, "owed")
    place = place_of(owe, request.GET.get("item", ""))
    walked = [] if place is None else [owe[place]]
    unique = {one.key: one for one in [*owe_page.rows, *owed_page.rows, *walked]}
    shown = {one.key: one for one in in_words(list(unique.values()), request.user)}
    remember_count(request.user, len(owe))
    context: dict[str, Any] = {
        "today": today,
        "owe": rows(owe_page.rows, shown, today),
        "owed": rows(owed_page.rows, shown, today),
        "owe_pages": owe_page.context(),
        "owed_pages": owed_page.context(),
        "owe_count": len(owe),
        "owed_count": len(owed),
        "due_today": sum(1 for item in owe if item.due == today),
        "late": sum(1 for item in owed if item.is_late(today)),
        "bulk": bulk_answers(owe),
        "asking": [
            (item, answer)
            for item in shown.values()
            for answer in item.answers
            if answer.asks_reason
        ],
        "walk": walk(owe, place, shown, today),
        "may_plan": request.user.may(Permission.WRITE_PLAN),
        "founding": founding(request.user),
        "show_all": show_all,
        "elsewhere": elsewhere(request.user),
    }
    return render(request, "desk/home.html", context | company_context(request, today, seen))


def page_of(items: Sequence[Item], request: SignedInRequest, parameter: str) -> Page[Item]:
    """The first rows of a list; where all are asked for, the page of it that the address names."""
    if "all" not in request.GET:
        return page_at(items, 0, size=FIRST)
    return page_at(items, start_of(request.GET.get(parameter, "")))


def company_context(request: SignedInRequest, today: dt.date, seen: Ahead | None) -> dict[str, Any]:
    """The strip of the next weeks and the alerts, for those who see plans."""
    return {
        "strip": seen and strip.draw(width_of(request), seen, today),
        "alerts": alerts_for(request.user, today, seen),
    }


def width_of(request: SignedInRequest) -> int:
    """How wide the strip may be, as the browser said."""
    room = request.COOKIES.get("chart_width", "")
    width = (int(room) if room.isascii() and room.isdigit() and len(room) < 6 else USUAL) - PADDING
    return min(max(width, NARROWEST), WIDEST)


def rows(items: Sequence[Item], shown: Mapping[str, Item], today: dt.date) -> list[dict[str, Any]]:
    """What is shown of the items, as far as they are still there."""
    found = [shown[item.key] for item in items if item.key in shown]
    return [
        {
            "item": item,
            "late": item.is_late(today),
            "near": item.is_due_soon(today),
            "days": (item.due - today).days if item.due else None,
        }
        for item in found
    ]


def bulk_answers(items: Sequence[Item]) -> list[Answer]:
    """The answers that may be given to several rows at once, each once."""
    return list(
        {
            answer.name: answer for item in items for answer in item.answers if answer.is_bulk
        }.values()
    )


def place_of(items: Sequence[Item], key: str) -> int | None:
    """Where the one item stands that is asked for by itself; an answered one gives way to the
    first.
    """
    if not key or not items:
        return None
    return next((n for n, item in enumerate(items) if item.key == key), 0)


def walk(
    items: Sequence[Item], at: int | None, shown: Mapping[str, Item], today: dt.date
) -> dict[str, Any] | None:
    """One item of the queue by itself, with its neighbours; None unless one is asked for."""
    row = rows(items[at : at + 1], shown, today) if at is not None else []
    if at is None or not row:
        return None
    return {
        "row": row[0],
        "number": at + 1,
        "total": len(items),
        "previous": items[at - 1].key if at else "",
        "next": items[at + 1].key if at + 1 < len(items) else "",
    }


@require_POST
def answer(request: SignedInRequest) -> HttpResponse:
    """Give an answer to one row, or the same to several; each row says what came of it."""
    one, _bar, name = request.POST.get("one", "").partition("|")
    keys = [one] if one else request.POST.getlist("items")
    reason = request.POST.get("reason", "")
    outcomes = answer_many(
        keys, name or request.POST.get("answer", ""), actor=request.user, reason=reason
    )
    if reason and outcomes and not any(one.done for one in outcomes):
        raise Refused(Reason("not-done", one.said) for one in outcomes)
    for outcome in outcomes:
        (messages.success if outcome.done else messages.error)(request, outcome.said)
    forget_count(request.user)
    following = request.POST.get("next", "")
    home_url = reverse("desk:home")
    return redirect(f"{home_url}?{urlencode({'item': following})}" if following else home_url)
