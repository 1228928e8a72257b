"""What is known of the hotline: normal calls and rosters hour by hour, and the calls that contacts
bring.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

HOURS = range(24)
Hours = tuple[int | None, ...]
UNKNOWN: Hours = (None,) * len(HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNumbers:
    """A number for each hour of the days of a type (``channels.enums.DayType``) in a span; None is
    not known. Without ``valid_until`` it holds on.
    """

    day_type: str
    valid_from: dt.date
    valid_until: dt.date | None = None
    hours: Hours

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class CallsBack:
    """So many calls of 10,000 contacts, spread over the hours in these parts, of any size. Whole
    numbers, so that they can be kept with a run.
    """

    calls_per_ten_thousand: int
    parts: Hours

    @property
    def hours(self) -> tuple[Fraction, ...]:
        """The calls that one contact brings in each hour of its day."""
        return spread(self.calls_per_ten_thousand, self.parts)


@lru_cache(maxsize=64)
def spread(calls_per_ten_thousand: int, parts: Hours) -> tuple[Fraction, ...]:
    """The calls of one contact in each hour; the same numbers give the same for ever."""
    whole = sum(part or 0 for part in parts)
    each = Fraction(calls_per_ten_thousand, 10_000 * whole) if whole else Fraction(0)
    return tuple(each * (part or 0) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline:
    """What is entered; ``calls_back`` by contact class."""

    calls: tuple[DayNumbers, ...] = ()
    roster: tuple[DayNumbers, ...] = ()
    calls_back: Mapping[str, CallsBack] = field(default_factory=dict)

    @property
    def is_entered(self) -> bool:
        """Whether no list is empty; an empty one is told to its owner, not on every plan."""
        return bool(self.calls and self.roster and self.calls_back)


def numbers_of(rows: Sequence[DayNumbers], day: dt.date, types: Sequence[str]) -> Hours:
    """The hours of a day: of the first of its types of which a row holds, and there of the row that
    began last.
    """
    for one in types:
        held = [row for row in rows if row.day_type == one and row.holds_on(day)]
        if held:
            return max(held, key=lambda row: row.valid_from).hours
    return UNKNOWN
