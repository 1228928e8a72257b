"""A month as a grid of days: what starts on each, and how much runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calendars.drawing.groups import colour_mark, colour_of
from calendars.entries import Entry
from calendars.formatting import card
from calendars.unit_table import UnitTable
from common import clock
from organization.workdays import DayTable

SHOWN_PER_DAY = 4


@dataclass(frozen=True, slots=True)
class Start:
    """A plan on its first day."""

    entry: Entry
    colour: str
    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class Day:
    on: dt.date
    css: str
    holiday: str
    is_make_up: bool
    is_today: bool
    starts: tuple[Start, ...]
    more: int
    live: int


def days_of(
    entries: Sequence[Entry],
    first: dt.date,
    last: dt.date,
    days: DayTable,
    units: UnitTable,
    channels: Mapping[str, str],
    today: dt.date,
) -> list[Day]:
    """Whole weeks from Monday to Sunday around the month from ``first`` to ``last``. The days of
    its neighbours stay empty: ``entries`` are those of the month.
    """
    begin, end = clock.monday(first), clock.monday(last) + dt.timedelta(days=6)
    found = []
    for day in clock.days(begin, end):
        inside = first <= day <= last
        running = [entry for entry in entries if inside and entry.starts_on <= day <= entry.ends_on]
        here = [entry for entry in running if entry.starts_on == day]
        starts = tuple(_start(entry, units, channels) for entry in here[:SHOWN_PER_DAY])
        live = sum(1 for entry in running if not entry.is_draft)
        holiday, working = days.holiday_in_words(day), days.is_working(day)
        css = " ".join(
            name
            for name, holds in (
                ("hol", bool(holiday)),
                ("off", not working and not holiday),
                ("other", not inside),
                ("now", day == today),
            )
            if holds
        )
        found.append(
            Day(
                day,
                css,
                holiday,
                working and day.weekday() >= 5,
                day == today,
                starts,
                max(len(here) - SHOWN_PER_DAY, 0),
                live,
            )
        )
    return found


def _start(entry: Entry, units: UnitTable, channels: Mapping[str, str]) -> Start:
    colour = colour_of(entry, units)
    unit = units.department(units.by_id[entry.unit_id])
    mark = colour_mark(colour) or unit.badge or unit.label[:1]
    return Start(entry, colour, mark, card(entry, units.by_id[entry.unit_id].label, channels))
