"""What of the calendar is looked at, as its address says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from calendars.drawing.groups import MODES
from calendars.drawing.scale import ZOOMS, Zoom
from calendars.selection import Filter
from campaigns.enums import CampaignState, Category
from common.days import FIRST_DAY, LAST_DAY
from common.text import has_hidden_characters

VIEWS = ("timeline", "month", "list")
COLOURS = ("department", "state")
NARROWEST, WIDEST, USUAL, WITH_PANEL = 640, 2400, 1312, 976
MAX_VALUES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way of looking at the calendar. ``day`` is what it is looked at around."""

    kind: str
    zoom: Zoom
    day: dt.date
    mode: str
    colour: str
    filter: Filter
    panel: str
    last_year: bool
    opened: str
    row: int
    width: int

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """First and last day that are shown."""
        if self.kind != "month":
            return self.zoom.window(self.day)
        first = self.day.replace(day=1)
        following = (first + dt.timedelta(days=32)).replace(day=1)
        return first, following - dt.timedelta(days=1)

    @property
    def before(self) -> dt.date:
        """The day to look around after a step back."""
        if self.kind != "month":
            return max(self.day - dt.timedelta(days=self.zoom.step), FIRST_DAY)
        return max((self.day.replace(day=1) - dt.timedelta(days=1)).replace(day=1), FIRST_DAY)

    @property
    def after(self) -> dt.date:
        if self.kind != "month":
            return min(self.day + dt.timedelta(days=self.zoom.step), LAST_DAY)
        return min((self.day.replace(day=1) + dt.timedelta(days=32)).replace(day=1), LAST_DAY)


def one_of(value: str | None, allowed: tuple[str, ...]) -> str:
    """The value if it is offered, else the first of those that are: an old link still opens a
    page.
    """
    return value if value in allowed else allowed[0]


def day_of(value: str | None, default: dt.date) -> dt.date:
    try:
        day = dt.date.fromisoformat(value or "")
    except ValueError:
        return default
    return day if FIRST_DAY <= day <= LAST_DAY else default


def codes(query: QueryDict, name: str, allowed: tuple[str, ...] = ()) -> frozenset[str]:
    values = frozenset(
        value
        for value in query.getlist(name)[:MAX_VALUES]
        if value and not has_hidden_characters(value)
    )
    return values & frozenset(allowed) if allowed else values


def filter_of(query: QueryDict) -> Filter:
    """The filters of a page's address; values that are not offered are left out."""
    return Filter(
        departments=codes(query, "department"),
        branches=codes(query, "branch"),
        channels=codes(query, "channel"),
        categories=codes(query, "category", tuple(Category.values)),
        states=codes(query, "state", tuple(CampaignState.values)),
        conflicts=query.get("conflicts") == "1",
    )


def view_of(query: QueryDict, cookies: Mapping[str, str], today: dt.date) -> View:
    """The view of an address; ``chart_width`` is what the browser said it has room for."""
    panel = next(iter(codes(query, "panel")), "")[:20]
    room = cookies.get("chart_width", "")
    usual = int(room) if room.isascii() and room.isdigit() and len(room) < 6 else USUAL
    width = usual - (USUAL - WITH_PANEL if panel and usual >= USUAL - 200 else 0)
    row = query.get("row", "")
    return View(
        kind=one_of(query.get("view"), VIEWS),
        zoom=ZOOMS[one_of(query.get("zoom"), ("month", "week", "quarter", "year"))],
        day=day_of(query.get("on"), today),
        mode=one_of(query.get("rows"), MODES),
        colour=one_of(query.get("colour"), COLOURS),
        filter=filter_of(query),
        panel=panel,
        last_year=query.get("last_year") == "1",
        opened=next(iter(codes(query, "open")), "")[:60],
        row=int(row) if row.isascii() and row.isdigit() and len(row) < 5 else 0,
        width=min(max(width, NARROWEST), WIDEST),
    )
