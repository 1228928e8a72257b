"""What a drawn timeline consists of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from calendars.drawing.axis import Band, Column, DayName, Month, Shade, Today
from calendars.drawing.bars import Bar
from calendars.drawing.density import Cell
from calendars.drawing.groups import Group
from calendars.drawing.strips import Strip


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of words in a row's head, with its sign if it has one."""

    text: str
    y: float
    css: str = ""
    icon: str = ""

    @property
    def icon_y(self) -> float:
        return self.y - 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group with its place. Bars and cells lie ``bars_y`` below the top of the drawing."""

    group: Group
    y: float
    height: float
    lines: tuple[HeadLine, ...]
    count: str
    count_y: float
    signs: tuple[HeadLine, ...]
    link_y: float
    bars: tuple[Bar, ...]
    bars_y: float
    ghosts: tuple[Bar, ...]
    ghosts_y: float
    cells: tuple[Cell, ...]
    is_opened: bool
    next_row: int | None
    previous_row: int | None

    @property
    def end(self) -> float:
        return self.y + self.height

    @property
    def pager_y(self) -> float:
        return self.end - 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The whole chart."""

    width: int
    height: float
    left: float
    body_y: float
    body_end: float
    first: dt.date
    last: dt.date
    plans: int
    months: Sequence[Month]
    columns: Sequence[Column]
    shades: Sequence[Shade]
    day_names: Sequence[DayName]
    bands: Sequence[Band]
    today: Today | None
    rows: Sequence[Row]
    strips: Sequence[Strip]
    chosen: Bar | None
    chosen_y: float
    colours: Sequence[str]
    is_dense: bool
    day_width: float

    @property
    def shade_height(self) -> float:
        return self.body_end - 44

    @property
    def pick_x(self) -> float:
        return round(self.chosen.x - 2, 1) if self.chosen else 0

    @property
    def pick_width(self) -> float:
        return round(self.chosen.width + 4, 1) if self.chosen else 0

    @property
    def pager_x(self) -> float:
        return self.left + 6

    @property
    def pager_end(self) -> float:
        return self.width - 90
