"""Many plans seen from far: how many run in each column, instead of a bar for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from calendars.drawing.scale import Scale, Unit, column_starts
from calendars.entries import Entry
from calendars.launches import PENDING
from common import display

HEIGHT = 52.0
TALLEST = 32.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row: plans decided or over, plans on their way, where they start."""

    starts_on: dt.date
    x: float
    width: float
    decided_y: float
    decided_height: float
    pending_y: float
    pending_height: float
    text: str
    title: str

    @property
    def text_y(self) -> float:
        return self.pending_y - 3


def cells(entries: Sequence[Entry], scale: Scale, unit: Unit, tallest: int) -> list[Cell]:
    """A cell for each column; heights are relative to ``tallest``, the busiest column of the whole
    drawing.
    """
    found = []
    starts = column_starts(scale.first, scale.last, unit)
    for start, last in zip(
        starts,
        [day - dt.timedelta(days=1) for day in [*starts[1:], scale.last + dt.timedelta(days=1)]],
        strict=True,
    ):
        here = [entry for entry in entries if entry.starts_on <= last and entry.ends_on >= start]
        pending = sum(1 for entry in here if entry.state in PENDING or entry.is_draft)
        decided = len(here) - pending
        per_one = TALLEST / max(tallest, 1)
        base = HEIGHT - 4
        x, end = scale.x(start), scale.end(last)
        title = _("%(from)s – %(to)s: %(n)s plans, %(starting)s of them start") % {
            "from": display.short_date(start),
            "to": display.short_date(last),
            "n": len(here),
            "starting": sum(1 for entry in here if start <= entry.starts_on <= last),
        }
        found.append(
            Cell(
                starts_on=start,
                x=round(x + 2, 1),
                width=round(max(end - x - 4, 1), 1),
                decided_y=round(base - decided * per_one, 1),
                decided_height=round(decided * per_one, 1),
                pending_y=round(base - len(here) * per_one, 1),
                pending_height=round(pending * per_one, 1),
                text=str(len(here)) if here and end - x >= 18 else "",
                title=title,
            )
        )
    return found


def busiest(rows: Sequence[Sequence[Entry]], scale: Scale, unit: Unit) -> int:
    """The most plans that any row has in one column."""
    starts = column_starts(scale.first, scale.last, unit)
    ends = [day - dt.timedelta(days=1) for day in [*starts[1:], scale.last + dt.timedelta(days=1)]]
    counts = [
        sum(1 for entry in row if entry.starts_on <= last and entry.ends_on >= start)
        for row in rows
        for start, last in zip(starts, ends, strict=True)
    ]
    return max(counts, default=0)
