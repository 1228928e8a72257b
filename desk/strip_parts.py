"""What the strip of weeks is drawn of: marks, days, weeks, with their places in pixels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from calendars.launches import Load
from common import display

# What a day's number and the name of its weekday need.
WITH_WEEKDAY = {"zh": 30.0, "en": 41.0}
PHONE_TRACK = 146.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A launch: the character of its department in its colour."""

    x: float
    y: float
    colour: str
    text: str
    title: str

    @property
    def text_x(self) -> float:
        return self.x + 8

    @property
    def text_y(self) -> float:
        return self.y + 12


@dataclass(frozen=True, slots=True)
class StripDay:
    on: dt.date
    x: float
    width: float
    middle: float
    text: str
    note: str
    css: str
    shade: str
    is_today: bool
    marks: tuple[Mark, ...]
    more: int
    more_x: float
    blocking: int
    warnings: int

    @property
    def box_width(self) -> float:
        return round(min(self.width - 2, 44.0), 1)

    @property
    def box_x(self) -> float:
        return round(self.middle - self.box_width / 2, 1)

    @property
    def sign_x(self) -> float:
        return round(self.x + 4, 1)

    @property
    def count_x(self) -> float:
        return round(self.x + 22, 1)


@dataclass(frozen=True, slots=True)
class StripWeek:
    """A week with its bar; ``over_width`` is 0 within the limit."""

    monday: dt.date
    sunday: dt.date
    name: str
    x: float
    end: float
    launches: str
    track: float
    decided: float
    pending: float
    over: float
    limit_x: float
    points: Load
    conflicts: int
    holidays: tuple[str, ...]
    is_current: bool

    @property
    def text_x(self) -> float:
        return round(self.x + 8, 1)

    @property
    def end_x(self) -> float:
        return round(self.end - 8, 1)

    @property
    def pending_x(self) -> float:
        return round(self.text_x + self.decided, 1)

    @property
    def over_x(self) -> float:
        return round(self.text_x + self.decided + self.pending, 1)

    @property
    def number_x(self) -> float:
        return round(self.text_x + self.track + 10 + (16 if self.over else 0), 1)

    @property
    def sign_x(self) -> float:
        return round(self.text_x + self.track + 10, 1)

    def on_phone(self, length: float) -> float:
        """A length of the wide bar on the narrow one."""
        return round(length * PHONE_TRACK / self.track, 1)

    @property
    def phone_decided(self) -> float:
        return self.on_phone(self.decided)

    @property
    def phone_pending(self) -> float:
        return self.on_phone(self.pending)

    @property
    def phone_over_x(self) -> float:
        return self.on_phone(self.decided + self.pending)

    @property
    def phone_over(self) -> float:
        return self.on_phone(self.over)


@dataclass(frozen=True, slots=True)
class Strip:
    width: int
    days: Sequence[StripDay]
    weeks: Sequence[StripWeek]
    blocking: int
    warnings: int

    @property
    def is_roomy(self) -> bool:
        """Whether the days have room for their weekdays, and so the weeks for their dates."""
        return has_weekdays(self.days[0].width)

    @property
    def first(self) -> dt.date:
        return self.weeks[0].monday

    @property
    def last(self) -> dt.date:
        return self.weeks[-1].sunday

    @property
    def over(self) -> list[StripWeek]:
        """The weeks over the limit."""
        return [week for week in self.weeks if week.points.over]


def has_weekdays(width: float) -> bool:
    """Whether the name of the weekday fits beside a day's number."""
    return width >= WITH_WEEKDAY["zh" if display.is_chinese() else "en"]
