"""Working days of mainland China: weekends, public holidays, make-up days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from organization.enums import DayKind
from organization.models import WorkDay

SATURDAY = 5
# No row of free days, and no few working days after it, reach further.
LONGEST_BREAK = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DayTable:
    """The days of a span that differ from the plain week, by date; ``span`` where it is known."""

    special: Mapping[dt.date, WorkDay] = field(default_factory=dict)
    span: tuple[dt.date, dt.date] | None = None

    def covers(self, first: dt.date, last: dt.date) -> bool:
        """Whether it is known to hold all days from first to last."""
        return self.span is not None and self.span[0] <= first and last <= self.span[1]

    def is_working(self, day: dt.date) -> bool:
        """Whether people work on the day: a make-up day counts, a public holiday does not."""
        row = self.special.get(day)
        return day.weekday() < SATURDAY if row is None else row.kind == DayKind.MAKE_UP

    @property
    def holidays(self) -> frozenset[dt.date]:
        """The public holidays of the span."""
        return frozenset(on for on in self.special if self.holiday(on))

    def holiday(self, day: dt.date) -> str:
        """The holiday's name in the active language, or an empty text."""
        row = self.special.get(day)
        return row.label if row is not None and row.kind == DayKind.HOLIDAY else ""

    def holiday_in_words(self, day: dt.date) -> str:
        """The holiday's name, and that it is provisional while the year's notice is not out."""
        row = self.special.get(day)
        name = self.holiday(day)
        if row is None or not name or row.is_official:
            return name
        return _("%(name)s (provisional)") % {"name": name}

    def back(self, day: dt.date, working_days: int) -> dt.date:
        """The day that lies so many working days before ``day``."""
        while working_days > 0:
            day -= dt.timedelta(days=1)
            working_days -= self.is_working(day)
        return day

    def forward(self, day: dt.date, working_days: int) -> dt.date:
        """The day that lies so many working days after ``day``."""
        while working_days > 0:
            day += dt.timedelta(days=1)
            working_days -= self.is_working(day)
        return day


def day_table(first: dt.date, last: dt.date) -> DayTable:
    """The table of the days from first to last, in one query."""
    return DayTable({row.on: row for row in WorkDay.objects.filter(on__range=(first, last))})


def provisional_years(first: dt.date, last: dt.date) -> frozenset[int]:
    """The years of the span whose notice of the State Council is not entered, in one query."""
    years = range(first.year, last.year + 1)
    known = WorkDay.objects.filter(is_official=True, on__year__in=years).values_list(
        "on", flat=True
    )
    return frozenset(years) - {day.year for day in known}
