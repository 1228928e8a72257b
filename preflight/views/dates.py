"""The conflicts that other launch days would have, as bars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from campaigns.plan_view.formatting import joined
from common import clock, display
from findings.outlooks import HINDRANCES
from findings.rule_info import rule_of
from organization.http import SignedInRequest
from organization.workdays import DayTable, day_table
from preflight.dates import Start, find_dates
from preflight.views.panel import own_plan

DAYS_BEFORE, DAYS_AFTER = 7, 28
STEP, HEIGHT, LOWEST = 11, 66, 6
LABEL_EVERY = 4  # bars between two labels, so that they do not touch
MARGIN = 12  # room for the labels at either end


@dataclass(frozen=True, slots=True)
class Bar:
    """A first day in the chart: taller is better. ``is_last`` has no room at its right."""

    x: float
    y: float
    height: float
    css: str
    title: str
    shade: str
    label: str
    is_last: bool

    @property
    def anchor(self) -> str:
        """On which side of its middle the label stands."""
        return "end" if self.is_last else "mid"

    @property
    def colour(self) -> str:
        return {"curr": "xbeat", "best": "xb"}.get(self.css, "x3")


@require_GET
def dates(request: SignedInRequest, code: str) -> HttpResponse:
    """Better days to begin on: four weeks around the planned one, the best two named."""
    campaign = own_plan(request.user, code)
    version, today = campaign.working, clock.today()
    assert version is not None  # noqa: S101 - own_plan answers 404 without
    first = max(today, version.starts_on - dt.timedelta(days=DAYS_BEFORE))
    last = max(version.starts_on, first) + dt.timedelta(days=DAYS_AFTER - DAYS_BEFORE)
    starts = find_dates(campaign, version, first=first, last=last, today=today)
    current = next((start for start in starts if start.starts_on == version.starts_on), None)
    better = [
        start
        for start in starts
        if not start.hindrances and (current is None or start.weight < current.weight)
    ][:2]
    context = {
        "campaign": campaign,
        "better": [(start, titles(start.solves), titles(start.adds)) for start in better],
        "against": [str(HINDRANCES[code]) for code in (current.hindrances if current else ())],
        "current": current,
        "bars": bars(starts, current, better, day_table(first, last)),
        "width": STEP * len(starts) + 2 * MARGIN,
        "margin": MARGIN,
        "flex_days": version.flex_days,
        "first": first,
        "last": last,
    }
    return render(request, "preflight/dates.html", context)


def titles(rules: Iterable[str]) -> str:
    """The names of rules in one line."""
    return joined(rule_of(rule).title for rule in rules)


def bars(
    starts: list[Start], current: Start | None, better: list[Start], table: DayTable
) -> list[Bar]:
    """One bar a day, by date; its height falls with what would be found."""
    burdens = {
        start.starts_on: start.blocking * 6 + start.warning * 2 + start.notice for start in starts
    }
    least, most = min(burdens.values(), default=0), max(burdens.values(), default=0)
    best = {start.starts_on for start in better}
    found: list[Bar] = []
    named = -LABEL_EVERY
    for at, start in enumerate(sorted(starts, key=lambda one: one.starts_on)):
        day = start.starts_on
        height = LOWEST + (HEIGHT - LOWEST - 4) * (most - burdens[day]) / ((most - least) or 1)
        is_current = current is not None and day == current.starts_on
        css = "curr" if is_current else "best" if day in best else "cand"
        if start.hindrances and not is_current:
            height = LOWEST
        shade = "hol" if table.holiday(day) else "" if table.is_working(day) else "we"
        title = f"{display.full_date(day)}: {start.blocking} / {start.warning} / {start.notice}"
        if start.hindrances:
            title += " · " + " ".join(str(HINDRANCES[code]) for code in start.hindrances)
        label = (
            display.short_date(day)
            if (is_current or day in best) and at - named >= LABEL_EVERY
            else ""
        )
        named = at if label else named
        is_last = at >= len(starts) - 2
        found.append(
            Bar(at * STEP + 1.5, HEIGHT - height, height, css, title, shade, label, is_last)
        )
    return found
