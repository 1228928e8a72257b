"""The head of the timeline: months, columns, free and make-up days with their names, today, theme
bands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from calendars import formatting
from calendars.drawing import labels
from calendars.drawing.scale import Scale, Unit, column_starts
from common import clock, display
from organization.enums import DayKind
from organization.workdays import DayTable

MONTHS_Y, COLUMNS_Y, DAYS_Y = 15, 37, 56
HEAD_HEIGHT = 60
BAND_HEIGHT = 28
TODAY_WIDTH = 50.0


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    text_x: float
    text: str
    note: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Month:
    x: float
    text_x: float
    text: str
    has_line: bool


@dataclass(frozen=True, slots=True)
class Shade:
    """Free days in a row: ``we`` for a weekend, ``hol`` for a public holiday."""

    x: float
    width: float
    css: str
    title: str


@dataclass(frozen=True, slots=True)
class DayName:
    x: float
    text: str
    title: str
    css: str


@dataclass(frozen=True, slots=True)
class Today:
    x: float
    box_x: float
    box_width: float
    text_x: float
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """A communication theme over its days."""

    x: float
    width: float
    text_x: float
    text: str
    title: str


class Period(Protocol):
    """What a band is drawn of."""

    name: str
    starts_on: dt.date
    ends_on: dt.date


def columns(scale: Scale, unit: Unit, today: dt.date) -> list[Column]:
    """The second line of the head. Narrow columns go without the note."""
    starts = column_starts(scale.first, scale.last, unit)
    found = []
    for start, following in zip(
        starts, [*starts[1:], scale.last + dt.timedelta(days=1)], strict=True
    ):
        x, room = (
            scale.x(start),
            (
                scale.x(following) - scale.x(start)
                if following <= scale.last
                else scale.right - scale.x(start)
            ),
        )
        text, note = _column_words(start, unit)
        if labels.width(text) + labels.width(f" {note}", 11) > room - 6:
            note = ""
        found.append(
            Column(x, round(x + 5, 1), labels.cut(text, room - 4), note, start <= today < following)
        )
    return found


def _column_words(start: dt.date, unit: Unit) -> tuple[str, str]:
    if unit == "day":
        return str(start.day), formatting.weekday_name(start)
    if unit == "week":
        return formatting.week_name(start), display.short_date(start)
    return formatting.month_name(start, year=False), ""


def months(scale: Scale, unit: Unit) -> list[Month]:
    """The first line of the head: months, or years where a column is a month."""
    found: list[Month] = []
    for start in column_starts(scale.first, scale.last, "month"):
        if unit == "month":
            if found and start.month != 1:
                continue
            text = str(start.year)
        else:
            text = formatting.month_name(start, year=not found or start.month == 1)
        x = scale.x(start)
        if scale.right - x < labels.width(text) + 6:
            continue
        if len(found) == 1 and x - found[0].x < labels.width(found[0].text) + 12:
            found[0] = Month(
                found[0].x,
                found[0].text_x,
                labels.cut(found[0].text, x - found[0].x - 8),
                found[0].has_line,
            )
        found.append(Month(x, round(x + 6, 1), text, has_line=bool(found)))
    return found


def shades(scale: Scale, days: DayTable) -> list[Shade]:
    """Weekends and holidays as bands through the whole chart; neighbours of one kind and name are
    one band.
    """
    found: list[Shade] = []
    previous: tuple[str, str] = ("", "")
    for day in clock.days(scale.first, scale.last):
        holiday = days.holiday_in_words(day)
        kind = ("hol", holiday) if holiday else ("we", "") if not days.is_working(day) else ("", "")
        if kind[0] and kind == previous:
            last = found[-1]
            found[-1] = Shade(last.x, round(scale.end(day) - last.x, 1), last.css, last.title)
        elif kind[0]:
            found.append(Shade(scale.x(day), round(scale.day_width, 1), kind[0], kind[1]))
        previous = kind
    return found


def day_names(scale: Scale, days: DayTable, unit: Unit) -> list[DayName]:
    """Holidays by name over their days, and make-up working days, as far as there is room."""
    found = []
    if unit != "month":
        named = [shade for shade in shades(scale, days) if shade.title]
        ends = [shade.x + shade.width / 2 for shade in named]
        for n, shade in enumerate(named):
            nearest = min(
                (abs(ends[n] - other) for k, other in enumerate(ends) if k != n),
                default=scale.right,
            )
            room = max(min(nearest, 2 * (scale.right - ends[n])), shade.width)
            if text := labels.cut(shade.title, room, 11):
                found.append(DayName(round(ends[n], 1), text, shade.title, "xs xbeat mid"))
        for row in days.special.values():
            if row.kind == DayKind.MAKE_UP and scale.holds(row.on):
                title = _("%(day)s is a working day (%(name)s)") % {
                    "day": display.full_date(row.on),
                    "name": row.label,
                }
                text = "班" if display.is_chinese() else "w"
                found.append(
                    DayName(
                        round(scale.x(row.on) + scale.day_width / 2, 1), text, title, "xs x2 mid"
                    )
                )
    return found


def today_mark(scale: Scale, today: dt.date) -> Today | None:
    """The line of today with its date; none where today is out of sight."""
    if not scale.holds(today):
        return None
    x = round(scale.x(today) + scale.day_width / 2, 1)
    text = _("Today %(day)s") % {"day": display.short_date(today)}
    width = round(max(TODAY_WIDTH, labels.width(text, 11) + 10), 1)
    box_x = round(min(max(x - width / 2, scale.left), scale.right - width), 1)
    return Today(x, box_x, width, round(box_x + width / 2, 1), text)


def bands(scale: Scale, periods: Iterable[Period]) -> Sequence[Band]:
    """Themes as boxes over their days; the words are cut to the box."""
    found = []
    for period in periods:
        x, end = scale.x(period.starts_on) + 1, scale.end(period.ends_on) - 1
        title = f"{period.name} · {display.date_range(period.starts_on, period.ends_on)}"
        found.append(
            Band(
                round(x, 1),
                round(end - x, 1),
                round(x + 7, 1),
                labels.cut(period.name, end - x - 12),
                title,
            )
        )
    return found
