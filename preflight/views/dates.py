"""Better days to begin on: a strip of days, each with what speaks for and against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from campaigns.plan_view.formatting import joined
from common import clock, display
from common.clock import monday
from findings.outlooks import HINDRANCES
from findings.rule_info import rule_of
from organization.http import SignedInRequest
from organization.workdays import DayTable, day_table
from preflight.dates import MOST_STARTS, Start, find_dates
from preflight.views.panel import own_plan

AROUND = dt.timedelta(days=28)
FARTHEST = dt.timedelta(days=400)
HEATS = 4


@dataclass(frozen=True, slots=True)
class Day:
    """A first day on the strip: how much would be found (``heat`` 0 is the least), its counts and
    the reasons in words. ``column`` is its weekday, said where a week begins anew.
    """

    start: Start
    heat: int
    css: str
    shade: str
    column: int
    reasons: Sequence[str]

    @property
    def on(self) -> dt.date:
        return self.start.starts_on


@require_GET
def dates(request: SignedInRequest, code: str) -> HttpResponse:
    """Four weeks on both sides of the planned first day, or the window that is asked for; the best
    two named.
    """
    campaign = own_plan(request.user, code)
    version, today = campaign.working, clock.today()
    assert version is not None  # noqa: S101 - own_plan answers 404 without
    first, last = window_of(request, version.starts_on, today)
    starts = find_dates(campaign, version, first=first, last=last, today=today)
    current = next((start for start in starts if start.starts_on == version.starts_on), None)
    better = [
        start
        for start in starts
        if not start.hindrances and (current is None or start.order < current.order)
    ][:2]
    context = {
        "campaign": campaign,
        "better": [(start, titles(start.solves), titles(start.adds)) for start in better],
        "against": [str(HINDRANCES[code]) for code in (current.hindrances if current else ())],
        "current": current,
        "days": strip(starts, current, better, day_table(first, last)),
        "flex_days": version.flex_days,
        "first": first,
        "last": last,
    }
    return render(request, "preflight/dates.html", context)


def window_of(
    request: SignedInRequest, planned: dt.date, today: dt.date
) -> tuple[dt.date, dt.date]:
    """The days that the address names, else those around the planned one; never past ones, and not
    more than are tried at once.
    """
    first = max(day_of(request.GET.get("from", "")) or planned - AROUND, today)
    last = max(day_of(request.GET.get("to", "")) or max(planned, first) + AROUND, first)
    return first, min(last, first + dt.timedelta(days=MOST_STARTS - 1))


def day_of(text: str) -> dt.date | None:
    """The day that an address names; None for what is none, or lies farther away than a year."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if abs(day - clock.today()) <= FARTHEST else None


def titles(rules: Iterable[str]) -> str:
    """The names of rules in one line."""
    return joined(rule_of(rule).title for rule in rules)


def strip(
    starts: Sequence[Start], current: Start | None, better: Sequence[Start], table: DayTable
) -> list[Day]:
    """One cell a day, by date; the more would be found there, the darker."""
    burdens = {
        start.starts_on: start.blocking * 6 + start.warning * 2 + start.notice for start in starts
    }
    least, most = min(burdens.values(), default=0), max(burdens.values(), default=0)
    best = {start.starts_on for start in better}
    found = []
    for start in sorted(starts, key=lambda one: one.starts_on):
        day = start.starts_on
        is_current = current is not None and day == current.starts_on
        css = (
            "curr" if is_current else "best" if day in best else "shut" if start.hindrances else ""
        )
        shade = "hol" if table.holiday(day) else "" if table.is_working(day) else "we"
        heat = round(HEATS * (burdens[day] - least) / ((most - least) or 1))
        column = (day - monday(day)).days + 1
        found.append(Day(start, heat, css, shade, column, reasons_of(start)))
    return found


def reasons_of(start: Start) -> list[str]:
    """What speaks for and against a day, in words."""
    words = [
        _("Blocking %(b)s, warnings %(w)s, notices %(n)s")
        % {"b": start.blocking, "w": start.warning, "n": start.notice}
    ]
    if start.persons:
        told = ngettext(
            "%(n)s person contacted too often",
            "%(n)s persons contacted too often",
            start.persons,
        )
        words.append(told % {"n": display.number(start.persons)})
    points = {"n": display.number(start.points), "limit": display.number(start.limit)}
    words.append(_("Launch points of the week: %(n)s, limit %(limit)s") % points)
    if start.solves:
        words.append(_("Solves or eases: %(rules)s") % {"rules": titles(start.solves)})
    if start.adds:
        words.append(_("New then: %(rules)s") % {"rules": titles(start.adds)})
    return words + [str(HINDRANCES[code]) for code in start.hindrances]
