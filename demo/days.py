"""Public holidays, and the days on which systems or counters are
closed.
"""

from __future__ import annotations

import datetime as dt

import holidays

from demo.scenario import Scenario
from organization.enums import ClosedKind
from organization.models import ClosedDay, WorkDay
from organization.public_holidays import work_days

ONE = dt.timedelta(days=1)


def load_days(scenario: Scenario) -> None:
    """Write the holidays and make-up days of the years around today, and the closed days from last
    year to next year's end.
    """
    years = range(scenario.today.year - 2, scenario.national_day.year + 2)
    WorkDay.objects.bulk_create(work_days(years))
    ClosedDay.objects.bulk_create(closed_days(scenario), ignore_conflicts=True)


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
