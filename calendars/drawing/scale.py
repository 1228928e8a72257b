"""Zooms, and where a day lies on the chart. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from common import clock

Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoom:
    """One way to look: what a column is, how many days are seen, how many of them lie before, how
    far a step goes.
    """

    name: str
    columns: Unit
    days: int
    before: int
    step: int

    def window(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day seen around ``day``: whole weeks, or whole months where a column is a
        month.
        """
        if self.columns == "month":
            first = (day.replace(day=1) - dt.timedelta(days=self.before)).replace(day=1)
            last = (first + dt.timedelta(days=self.days)).replace(day=1) - dt.timedelta(days=1)
            return first, last
        first = clock.monday(day) - dt.timedelta(days=self.before)
        return first, first + dt.timedelta(days=self.days - 1)


ZOOMS: dict[str, Zoom] = {
    "week": Zoom(name="week", columns="day", days=21, before=0, step=7),
    "month": Zoom(name="month", columns="week", days=77, before=14, step=28),
    "quarter": Zoom(name="quarter", columns="week", days=182, before=28, step=91),
    "year": Zoom(name="year", columns="month", days=366, before=31, step=182),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from ``first`` to ``last`` laid between ``left`` and ``right``, in pixels."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def day_width(self) -> float:
        return (self.right - self.left) / self.days

    def x(self, day: dt.date) -> float:
        """Left edge of a day; days outside are cut to the chart's edge."""
        offset = min(max((day - self.first).days, 0), self.days)
        return round(self.left + offset * self.day_width, 1)

    def end(self, day: dt.date) -> float:
        """Right edge of a day."""
        return self.x(day + dt.timedelta(days=1))

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def column_starts(first: dt.date, last: dt.date, unit: Unit) -> list[dt.date]:
    """The first day of each column that begins between first and last; the first column begins at
    ``first``.
    """
    starts = [first]
    day = first
    while True:
        if unit == "day":
            day += dt.timedelta(days=1)
        elif unit == "week":
            day = clock.monday(day) + dt.timedelta(days=7)
        else:
            day = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        if day > last:
            return starts
        starts.append(day)
