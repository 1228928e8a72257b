"""The plans of an arrangement on two timelines, as they lie now and as arranged, over the launch
points of each week against the limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from common.display import date_range, short_date
from preflight.models import Arrangement

WIDTH, ROW, BAR = 960, 9, 6
POINTS_HEIGHT, LABELS = 56, 16
LEAST_WIDTH = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """A plan's window on a timeline."""

    x: float
    y: float
    width: float
    css: str
    title: str


@dataclass(frozen=True, slots=True)
class Week:
    """The points of a week as a column from the ground up."""

    x: float
    y: float
    width: float
    height: float
    css: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One of the two pictures."""

    is_after: bool
    lines: list[Line]
    weeks: list[Week]
    limits: list[tuple[float, float, float]]
    height: int

    @property
    def ground(self) -> int:
        return self.height - LABELS


@dataclass(frozen=True, slots=True)
class Chart:
    """Both timelines, one above the other on one axis of days."""

    width: int
    timelines: list[Timeline]


def chart_of(arrangement: Arrangement, names: Mapping[str, str]) -> Chart:
    """The chart of a finished arrangement; plans lie in rows in the order of their present days."""
    rows = sorted(arrangement.windows, key=lambda one: (one["from"], one["campaign"]))
    days = [dt.date.fromisoformat(week["on"]) for week in arrangement.weeks]
    lasts = [end for one in rows for end in ends_of(one)]
    first = min(days, default=min(dt.date.fromisoformat(one["from"]) for one in rows))
    span = (max(lasts) - first).days + 1
    scale = WIDTH / span
    return Chart(
        width=WIDTH,
        timelines=[
            timeline(rows, arrangement.weeks, names, first, scale, is_after=is_after)
            for is_after in (False, True)
        ],
    )


def ends_of(one: Mapping[str, Any]) -> tuple[dt.date, dt.date]:
    """The last day of a plan before and after."""
    start, end, to = (dt.date.fromisoformat(one[name]) for name in ("from", "until", "to"))
    return end, to + (end - start)


def timeline(
    rows: Iterable[Mapping[str, Any]],
    weeks: Iterable[Mapping[str, Any]],
    names: Mapping[str, str],
    first: dt.date,
    scale: float,
    *,
    is_after: bool,
) -> Timeline:
    lines = []
    for place, one in enumerate(rows):
        end = ends_of(one)[is_after]
        start = dt.date.fromisoformat(one["to" if is_after else "from"])
        lines.append(
            Line(
                x=(start - first).days * scale,
                y=place * ROW + 2,
                width=max(((end - start).days + 1) * scale, LEAST_WIDTH),
                css="mv" if one["to"] != one["from"] else "st",
                title=f"{names.get(one['campaign'], one['campaign'])} · {date_range(start, end)}",
            )
        )
    top = len(lines) * ROW + 6
    ground = top + POINTS_HEIGHT
    columns, limits = columns_of(weeks, first, scale, ground, is_after=is_after)
    return Timeline(
        is_after=is_after, lines=lines, weeks=columns, limits=limits, height=ground + LABELS
    )


def columns_of(
    weeks: Iterable[Mapping[str, Any]],
    first: dt.date,
    scale: float,
    ground: int,
    *,
    is_after: bool,
) -> tuple[list[Week], list[tuple[float, float, float]]]:
    """The points of each week, and the limit above it: from, to, height."""
    every = list(weeks)
    most = max((max(one["before"], one["after"], one["limit"]) for one in every), default=0) or 1
    columns, limits = [], []
    for place, one in enumerate(every):
        day = dt.date.fromisoformat(one["on"])
        points = one["after" if is_after else "before"]
        x, height = (day - first).days * scale, points / most * (POINTS_HEIGHT - 4)
        columns.append(
            Week(
                x=x + 1,
                y=ground - height,
                width=max(7 * scale - 2, LEAST_WIDTH),
                height=height,
                css="over" if points > one["limit"] else "wk",
                title=f"{short_date(day)}: {points} / {one['limit']}",
                label=short_date(day) if place % 2 == 0 else "",
            )
        )
        limits.append((x, x + 7 * scale, ground - one["limit"] / most * (POINTS_HEIGHT - 4)))
    return columns, limits
