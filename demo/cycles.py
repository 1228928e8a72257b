"""Planning cycles around today, the aims that plans serve, and days that matter to customers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from campaigns.enums import CycleKind, MomentKind
from campaigns.models import Campaign, Initiative, Moment, PlanningCycle
from channels.models import CustomerGroup
from demo.scenario import Scenario
from organization.models import Unit

# Code, name, English name, owner unit.
INITIATIVES = (
    ("keep-the-base", "稳存量：老客户回馈与续约", "Keep the base", "consumer"),
    ("light-every-home", "光进万家：千兆家庭普及", "Light every home", "consumer"),
    ("fewer-bigger", "少而精：营销案合并提质", "Fewer and bigger campaigns", "leadership"),
    ("members-first", "集团成员双向经营", "Members first", "enterprise"),
    ("clean-subscriptions", "明白消费：数据业务双确认", "Clean subscriptions", "product"),
)
# Code, name, English name, kind, customer group, first and last day from today.
MOMENTS = (
    ("exams", "期末考试周", "Exam weeks", MomentKind.QUIET, "campus", 16, 26),
    ("leaving-campus", "学生离校返乡", "Students go home", MomentKind.CHANCE, "campus", 28, 34),
    ("feast", "阖家团圆节", "Family feast", MomentKind.CHANCE, "household", 40, 47),
)
# The plans that leadership ranked, the first of them 1.
RANKED = ("岁末充100送50", "岁末集团成员充100送30")


def load_moments(scenario: Scenario, groups: Mapping[str, CustomerGroup]) -> None:
    """Write the days that matter to customers in the weeks to come."""
    Moment.objects.bulk_create(
        Moment(
            code=code,
            name=name,
            name_en=name_en,
            kind=kind,
            customer_group=groups[group],
            starts_on=scenario.day(first),
            ends_on=scenario.day(last),
        )
        for code, name, name_en, kind, group, first, last in MOMENTS
    )


def rank_plans(campaigns: Iterable[Campaign]) -> None:
    """Give two plans that clash the ranks that leadership gave them."""
    for one in campaigns:
        if one.name in RANKED:
            one.rank = RANKED.index(one.name) + 1
            one.save(update_fields=["rank"])


def load_cycles(scenario: Scenario, units: Mapping[str, Unit]) -> None:
    """Write last, this and next year with their quarters, the months around today, and the aims of
    the running year.
    """
    year = scenario.today.year
    cycles: list[PlanningCycle] = []
    for each in range(year - 1, scenario.national_day.year + 1):
        cycles.append(
            _cycle(str(each), CycleKind.YEAR, dt.date(each, 1, 1), dt.date(each, 12, 31), notice=60)
        )
        for quarter in range(1, 5):
            first = dt.date(each, 3 * quarter - 2, 1)
            cycles.append(
                _cycle(
                    f"{each}-q{quarter}", CycleKind.QUARTER, first, _month_end(first, 2), notice=35
                )
            )
    first = scenario.today.replace(day=1)
    for _ in range(6):
        cycles.append(
            _cycle(f"{first:%Y-%m}", CycleKind.MONTH, first, _month_end(first), notice=15)
        )
        first = _month_end(first) + dt.timedelta(days=1)
    made = {cycle.code: cycle for cycle in PlanningCycle.objects.bulk_create(cycles)}
    Initiative.objects.bulk_create(
        Initiative(
            code=code, name=name, name_en=name_en, owner_unit=units[owner], cycle=made[str(year)]
        )
        for code, name, name_en, owner in INITIATIVES
    )


def _cycle(
    code: str, kind: CycleKind, first: dt.date, last: dt.date, *, notice: int
) -> PlanningCycle:
    day = dt.timedelta(days=1)
    return PlanningCycle(
        code=code,
        kind=kind,
        starts_on=first,
        ends_on=last,
        intentions_by=first - notice * day,
        submit_by=first - notice // 2 * day,
    )


def _month_end(first: dt.date, months_later: int = 0) -> dt.date:
    month = first.month + months_later
    return (first.replace(month=month, day=28) + dt.timedelta(days=4)).replace(
        day=1
    ) - dt.timedelta(days=1)
