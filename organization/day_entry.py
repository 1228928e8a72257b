"""Entering working days and closed days: single ones, a year by its notice, a span of closed
days.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock
from common.errors import refuse
from common.write import written
from organization import public_holidays
from organization.enums import ClosedKind, DayKind, Every
from organization.models import ClosedDay, User, WorkDay
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

ADMINISTRATORS = (Permission.MANAGE_SETUP,)
LONGEST_SPAN = 3 * 366
YEARS_BACK, YEARS_AHEAD = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What is entered for a year, and whether its notice is known here."""

    number: int
    holidays: int
    make_up_days: int
    provisional: int
    is_published: bool

    @property
    def is_empty(self) -> bool:
        return not self.holidays

    @property
    def is_loadable(self) -> bool:
        """A published year may be loaded while it is not entered as published, another one while
        nothing is entered.
        """
        return self.is_empty or (self.is_published and self.provisional > 0)


def years(today: dt.date) -> list[Year]:
    """Last year to the year after next."""
    span = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    rows = WorkDay.objects.filter(on__year__gte=span[0], on__year__lte=span[-1])
    found = list(rows.values_list("on", "kind", "is_official"))
    kinds = Counter((on.year, kind) for on, kind, _is_official in found)
    provisional = Counter(on.year for on, _kind, is_official in found if not is_official)
    return [
        Year(
            number=year,
            holidays=kinds[year, DayKind.HOLIDAY],
            make_up_days=kinds[year, DayKind.MAKE_UP],
            provisional=provisional[year],
            is_published=year <= public_holidays.last_notice(),
        )
        for year in span
    ]


def save_day(day: WorkDay | ClosedDay, kind: str, actor: User) -> None:
    """Add or change one day. Raises ``Refused``, ``ValidationError``."""
    require_any(actor, ADMINISTRATORS)
    save_row(day, kind=kind, code=code_of(day), actor=actor, area="days")


def remove_day(day: WorkDay | ClosedDay, kind: str, actor: User) -> None:
    """Take out a day that was entered wrongly. Raises ``Refused``."""
    require_any(actor, ADMINISTRATORS)
    remove_row(day, kind=kind, code=code_of(day), actor=actor, area="days")


def code_of(day: WorkDay | ClosedDay) -> str:
    return f"{day.on}.{day.kind}" if isinstance(day, ClosedDay) else str(day.on)


@transaction.atomic
def load_year(*, year: int, actor: User, now: dt.datetime | None = None) -> int:
    """Enter the holidays and make-up days of a year: by its notice, which replaces what was
    provisional; before it is out, by the calendar and provisional. Returns how many days.

    Raises ``Refused``: 403 without permission, 409 for a year that is entered.
    """
    require_any(actor, ADMINISTRATORS)
    state = next((one for one in years(clock.today(now)) if one.number == year), None)
    if state is None or not state.is_loadable:
        refuse("entered", _("The days of this year are entered; change them one by one."))
    entered = WorkDay.objects.filter(on__year=year)
    entered.filter(is_official=False).delete()
    known = set(entered.values_list("on", flat=True))
    rows = [row for row in public_holidays.work_days([year]) if row.on not in known]
    WorkDay.objects.bulk_create(rows)
    written(
        "load_year",
        "work_day",
        str(year),
        actor=actor,
        now=now,
        log=("days", "change"),
        details={"days": len(rows), "official": state.is_published},
    )
    return len(rows)


@transaction.atomic
def close_days(
    *,
    kind: ClosedKind,
    first: dt.date,
    last: dt.date,
    every: Every,
    note: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> int:
    """Enter the days of a span as closed; those that are keep their note. Returns how many are
    new. Raises ``Refused`` (403; 400 for a span without such a day).
    """
    require_any(actor, ADMINISTRATORS)
    days = list(days_of(first, last, every))
    if not days:
        refuse("empty", _("No such day lies in this span."), status=400, attr="last")
    closed = ClosedDay.objects.filter(kind=kind, on__in=days)
    known = set(closed.values_list("on", flat=True))
    new = [ClosedDay(on=day, kind=kind, note=note) for day in days if day not in known]
    ClosedDay.objects.bulk_create(new)
    if new:
        written(
            "close_days",
            "closed_day",
            f"{first}.{kind}",
            actor=actor,
            now=now,
            log=("days", "change"),
            details={"days": len(new), "until": last.isoformat(), "note": note},
        )
    return len(new)


def days_of(first: dt.date, last: dt.date, every: Every) -> Iterable[dt.date]:
    """The days that are meant. A month without the first one's day has its last day instead."""
    for day in clock.days(first, last):
        month_end = calendar.monthrange(day.year, day.month)[1]
        wanted = {
            Every.DAY: day.day,
            Every.MONTH: min(first.day, month_end),
            Every.MONTH_END: month_end,
        }[every]
        if day.day == wanted:
            yield day
