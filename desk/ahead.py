"""What the company has before it in the next four weeks, as My day shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from calendars.launches import Launch, LaunchWeek, launch_weeks, launches_of, mondays_between
from calendars.unit_table import UnitTable
from common import clock
from common.nested import array_of, rows_of
from common.written import read
from organization.models import ClosedDay, Policy, Unit, User, WorkDay
from organization.policies import values_of
from organization.workdays import DayTable
from preflight.policies import Policies

WEEKS = 4
# So far the days are known by which most tasks are due.
DAYS_BACK, DAYS_ON = dt.timedelta(days=240), dt.timedelta(days=420)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """The weeks with their launches, and what stands around them."""

    weeks: Sequence[LaunchWeek]
    launches: Sequence[Launch]
    days: DayTable
    units: UnitTable
    closed: Sequence[ClosedDay]


def ahead_of(user: User, today: dt.date) -> Ahead:
    """The next weeks for one who sees plans, in two queries: the launches, and what the company has
    entered about days, units and limits, each a column of the person's row.
    """
    first = clock.monday(today)
    last = first + dt.timedelta(days=7 * WEEKS - 1)
    # Alerts look four weeks ahead of today, a little further than the strip.
    span = first, today + dt.timedelta(days=7 * WEEKS)
    known = known_days(today)
    ((units, days, closed, policies),) = read(_around, user.pk, *known, *span)
    values = values_of(rows_of(Policy, policies), first, last)
    launches = launches_of(user, first, last)
    return Ahead(
        weeks=launch_weeks(
            mondays_between(first, last),
            launches,
            [(day, Policies.from_values(held)) for day, held in values],
        ),
        launches=launches,
        days=DayTable({row.on: row for row in rows_of(WorkDay, days)}, known),
        units=UnitTable(rows_of(Unit, units)),
        closed=rows_of(ClosedDay, closed),
    )


def known_days(today: dt.date) -> tuple[dt.date, dt.date]:
    """The span of days that a page of the desk knows."""
    return today - DAYS_BACK, today + DAYS_ON


def _around(
    person: Any, since: Any, until: Any, first: Any, last: Any
) -> QuerySet[User, tuple[Any, ...]]:
    return User.objects.filter(pk=person).values_list(
        all_units(), work_days(since, until), _closed_days(first, last), _policies(first, last)
    )


def all_units() -> ArraySubquery:
    return array_of(Unit.objects.order_by("position", "code"))


def work_days(first: Any, last: Any) -> ArraySubquery:
    return array_of(WorkDay.objects.filter(on__gte=first, on__lte=last).order_by("on"))


def _closed_days(first: Any, last: Any) -> ArraySubquery:
    return array_of(ClosedDay.objects.filter(on__gte=first, on__lte=last).order_by("on", "kind"))


def _policies(first: Any, last: Any) -> ArraySubquery:
    return array_of(Policy.objects.valid_between(first, last).order_by("valid_from", "id"))
