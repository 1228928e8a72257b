"""What every part of the demo company is laid against: the day it is loaded on, the seed, the
size.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from common import clock

SEED = 20_060_901
CUSTOMERS = 30_000
LEAST_AHEAD = 21
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The day, the seed and the number of customer accounts of one load."""

    today: dt.date
    customers: int = CUSTOMERS
    seed: int = SEED

    @property
    def national_day(self) -> dt.date:
        """The next 1 October, against which the year's main plans are laid; the one after it when
        less than three weeks remain.
        """
        this_year = dt.date(self.today.year, 10, 1)
        return (
            this_year
            if (this_year - self.today).days >= LEAST_AHEAD
            else dt.date(self.today.year + 1, 10, 1)
        )

    def chance(self, part: str) -> random.Random:
        """The random numbers of one part: a change in one leaves the others as they were."""
        return random.Random(f"{self.seed}/{part}")  # noqa: S311

    def at(self, day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
        """An instant of a local day; one of today or later is now at the latest, for nothing
        happened after now.
        """
        told = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
        now = clock.now()
        return min(told, now) if clock.today(now) == self.today else told

    def day(self, offset: int) -> dt.date:
        """The day that lies so many days after today."""
        return self.today + dt.timedelta(days=offset)
