"""Moving a plan to other days: what is dated within it comes along."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """From a first day to another window, both ends included. Every day of the plan moves by as
    many days as its first one; a wave never leaves the new window, so where that begins today or
    later no wave lies in the past.
    """

    by: dt.timedelta
    starts_on: dt.date
    ends_on: dt.date

    def day(self, on: dt.date) -> dt.date:
        """Where a day that the window does not bind goes: of a request, of a training."""
        return on + self.by

    def wave(self, on: dt.date) -> dt.date:
        """Where the day of a wave goes."""
        return min(max(on + self.by, self.starts_on), self.ends_on)


def move(
    first: dt.date, last: dt.date, *, starts_on: dt.date, ends_on: dt.date | None = None
) -> Move:
    """The move of a plan from ``first``–``last``; it keeps its length unless a last day is
    given.
    """
    by = starts_on - first
    return Move(by=by, starts_on=starts_on, ends_on=ends_on or last + by)
