"""The calendar as a list: for phones by week, for desks as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calendars.entries import Entry
from calendars.formatting import joined
from calendars.unit_table import UnitTable
from common import clock
from common.paging import PAGE, Page, page_at, start_of
from organization.models import Unit

AGENDA_LIMIT = 60
SORTS: Mapping[str, Callable[[Entry], Any]] = {
    "starts_on": lambda entry: (entry.starts_on, entry.ends_on, entry.code),
    "ends_on": lambda entry: (entry.ends_on, entry.code),
    "name": lambda entry: (entry.name, entry.code),
    "state": lambda entry: (entry.style, entry.starts_on, entry.code),
    "persons": lambda entry: (entry.persons or 0, entry.code),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A plan in a list, with what its codes stand for."""

    entry: Entry
    owner: Unit
    department: Unit
    channels: str
    branches: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What runs and what comes by week, and how many plans of the same view are not in it: beyond
    the limit, or over already.
    """

    weeks: list[Week]
    left_out: int
    over: int


@dataclass(frozen=True, slots=True)
class Week:
    """The plans that start in one week; ``monday`` None stands for those that run already."""

    monday: dt.date | None
    sunday: dt.date | None
    lines: tuple[Line, ...]


def lines_of(entries: Sequence[Entry], units: UnitTable, channels: Mapping[str, str]) -> list[Line]:
    """The entries with names; what many have in common is put into words once."""
    branches = {unit.code: unit.label for unit in units.branches}
    words: dict[tuple[bool, tuple[str, ...]], str] = {}

    def named(codes: tuple[str, ...], names: Mapping[str, str]) -> str:
        key = (names is branches, codes)
        if key not in words:
            words[key] = joined(names.get(code, code) for code in codes)
        return words[key]

    return [
        Line(
            entry=entry,
            owner=units.by_id[entry.unit_id],
            department=units.department(units.by_id[entry.unit_id]),
            channels=named(entry.channels, channels),
            branches=named(entry.branches, branches),
        )
        for entry in entries
    ]


def weeks_of(
    entries: Sequence[Entry], units: UnitTable, channels: Mapping[str, str], today: dt.date
) -> Agenda:
    """What runs and what comes, by week of its start."""
    coming = [entry for entry in entries if entry.ends_on >= today]
    weeks: dict[dt.date | None, list[Line]] = {}
    for line in lines_of(coming[:AGENDA_LIMIT], units, channels):
        start = line.entry.starts_on
        weeks.setdefault(clock.monday(start) if start >= clock.monday(today) else None, []).append(
            line
        )
    found = [
        Week(monday, monday + dt.timedelta(days=6) if monday else None, tuple(rows))
        for monday, rows in weeks.items()
    ]
    return Agenda(found, max(len(coming) - AGENDA_LIMIT, 0), len(entries) - len(coming))


def page_of(entries: Sequence[Entry], sort: str, cursor: str) -> Page[Entry]:
    """A page of the table in the order asked for; an unknown order is that of the first days. A
    place beyond the end is the last page.
    """
    key = SORTS.get(sort.removeprefix("-"), SORTS["starts_on"])
    ordered = sorted(entries, key=key, reverse=sort.startswith("-"))
    start = min(start_of(cursor), max(len(ordered) - 1, 0)) // PAGE * PAGE
    return page_at(ordered, start)
