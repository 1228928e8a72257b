"""Public holidays from the ``holidays`` package, and the days on which systems or counters are
closed.
"""

from __future__ import annotations

import datetime as dt
import re

import holidays
from holidays.countries import CN

from demo.scenario import Scenario
from organization.enums import ClosedKind, DayKind
from organization.models import ClosedDay, WorkDay

ONE = dt.timedelta(days=1)
SATURDAY = 5
# What the package adds to a name: observed, estimated, or "day off in exchange for …", which is no
# name at all.
REMARK = re.compile(r"（.*?）|\s*\(.*?\)")
EXCHANGED = ("休息日", "Day off")


def load_days(scenario: Scenario) -> None:
    """Write the holidays and make-up days of the years around today, and the closed days from last
    year to next year's end.
    """
    years = range(scenario.today.year - 2, scenario.national_day.year + 2)
    WorkDay.objects.bulk_create(work_days(years))
    ClosedDay.objects.bulk_create(closed_days(scenario), ignore_conflicts=True)


def work_days(years: range) -> list[WorkDay]:
    """Holidays with the weekends inside them, and make-up days; official up to the last year with a
    published notice.
    """
    chinese = holidays.country_holidays("CN", years=years, language="zh_CN")
    english = holidays.country_holidays("CN", years=years, language="en_US")
    last_notice = max(CN().special_public_holidays)
    names = _named(chinese), _named(english)
    rows = [
        WorkDay(
            on=day,
            kind=DayKind.HOLIDAY,
            name=name,
            name_en=names[1].get(day, ""),
            is_official=day.year <= last_notice,
        )
        for day, name in names[0].items()
    ]
    for day in sorted(chinese.weekend_workdays):
        if day.year in years:
            rows.append(
                WorkDay(
                    on=day, kind=DayKind.MAKE_UP, name="调休上班", name_en="Make-up working day"
                )
            )
    return rows


def _named(table: holidays.HolidayBase) -> dict[dt.date, str]:
    """The feast of every free day: exchanged days and weekends in between take the name of the
    feast they lengthen.
    """
    names = {day: REMARK.sub("", name).strip() for day, name in sorted(table.items())}
    feasts = [day for day, name in names.items() if not name.startswith(EXCHANGED)]
    named: dict[dt.date, str] = {}
    for day in names:
        feast = names[min(feasts, key=lambda one: (abs(one - day), one))]
        gap = day - ONE
        while (
            gap.weekday() >= SATURDAY
            and gap not in names
            and any(gap - n * ONE in names for n in (1, 2))
        ):
            named[gap] = feast
            gap -= ONE
        named[day] = feast
    return dict(sorted(named.items()))


def closed_days(scenario: Scenario) -> list[ClosedDay]:
    """Month-end bill runs, year-end and upgrade freezes, days without marketing, thin staffing at
    Spring Festival.
    """
    first, last = (
        dt.date(scenario.today.year - 1, 1, 1),
        dt.date(scenario.national_day.year, 12, 31),
    )
    rows: list[ClosedDay] = []
    day = first
    while day <= last:
        if (day + ONE).day == 1:
            rows.append(ClosedDay(on=day, kind=ClosedKind.BILL_RUN, note="月末出账"))
        if (day.month, day.day) in {(12, 31), (1, 1)}:
            rows.append(ClosedDay(on=day, kind=ClosedKind.FREEZE, note="年度结转封网"))
        if (day.month, day.day) in {(6, 7), (6, 8)}:
            rows.append(
                ClosedDay(on=day, kind=ClosedKind.BLACKOUT, note="高考期间不作外呼与短信营销")
            )
        if (day.month, day.day) == (12, 13):
            rows.append(ClosedDay(on=day, kind=ClosedKind.BLACKOUT, note="国家公祭日不作营销"))
        day += ONE
    upgrade = _wednesday_after(scenario.day(20))
    rows += [
        ClosedDay(on=upgrade + n * ONE, kind=ClosedKind.FREEZE, note="计费系统升级封网")
        for n in range(2)
    ]
    for eve in (
        day
        for day, name in holidays.country_holidays(
            "CN", years=range(first.year, last.year + 1), language="zh_CN"
        ).items()
        if "除夕" in name
    ):
        rows += [
            ClosedDay(
                on=eve + n * ONE, kind=ClosedKind.SHORT_STAFFED, note="春节值班，网点半数营业"
            )
            for n in range(3)
        ]
    return rows


def _wednesday_after(day: dt.date) -> dt.date:
    return day + ((2 - day.weekday()) % 7) * ONE
