"""The public holidays and make-up days of mainland China, by the State Council's yearly notice.

The dates of the notices are those of the ``holidays`` package. A year whose notice is not out yet
has the feasts by the calendar, without exchanged days: provisional.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from organization.enums import DayKind
from organization.models import WorkDay

if TYPE_CHECKING:
    from holidays import HolidayBase

ONE = dt.timedelta(days=1)
SATURDAY = 5
# What the package adds to a name: observed, estimated, or "day off in exchange for …", which is no
# name at all.
REMARK = re.compile(r"（.*?）|\s*\(.*?\)")
EXCHANGED = ("休息日", "Day off")


@cache
def last_notice() -> int:
    """The last year whose notice is known."""
    from holidays.countries import CN

    return int(max(CN().special_public_holidays))


def work_days(years: Iterable[int]) -> list[WorkDay]:
    """Holidays with the weekends inside them, and make-up days; official up to the last year with a
    published notice.
    """
    import holidays

    wanted = list(years)
    chinese = holidays.country_holidays("CN", years=wanted, language="zh_CN")
    english = holidays.country_holidays("CN", years=wanted, language="en_US")
    names = _named(chinese), _named(english)
    rows = [
        WorkDay(
            on=day,
            kind=DayKind.HOLIDAY,
            name=name,
            name_en=names[1].get(day, ""),
            is_official=day.year <= last_notice(),
        )
        for day, name in names[0].items()
        if day.year in wanted
    ]
    for day in sorted(chinese.weekend_workdays):
        if day.year in wanted:
            rows.append(
                WorkDay(
                    on=day, kind=DayKind.MAKE_UP, name="调休上班", name_en="Make-up working day"
                )
            )
    return rows


def _named(table: HolidayBase) -> dict[dt.date, str]:
    """The feast of every free day: exchanged days and the weekends that lie within or beside them
    take the name of the feast they lengthen.
    """
    names = {day: REMARK.sub("", name).strip() for day, name in sorted(table.items())}
    feasts = [day for day, name in names.items() if not name.startswith(EXCHANGED)]
    named: dict[dt.date, str] = {}
    for day in names:
        feast = names[min(feasts, key=lambda one: (abs(one - day), one))]
        named[day] = feast
        for step in (-ONE, ONE):
            beside = day + step
            while (
                beside.weekday() >= SATURDAY
                and beside not in names
                and beside not in table.weekend_workdays
            ):
                named.setdefault(beside, feast)
                beside += step
    return dict(sorted(named.items()))
