"""What starts in a span of days: the launches of the whole company, and what they weigh."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Coalesce, TruncWeek
from django.db.models.lookups import Exact

from calendars.selection import with_shown_version
from campaigns.access import is_visible_to
from campaigns.enums import ACTIVE_STATES, CampaignState, Origin
from campaigns.models import Campaign
from campaigns.models.campaign import CampaignQuerySet
from common import clock
from findings.tally import open_count
from organization.models import User
from preflight.policies import Policies

if TYPE_CHECKING:
    from calendars.selection import ShownCampaign

# A plan that ended took its place in the week in which it was launched.
COUNTED = ACTIVE_STATES | {CampaignState.ENDED, CampaignState.EVALUATED}
PENDING = frozenset({CampaignState.CHECKING, CampaignState.COORDINATING, CampaignState.FINALISED})


@dataclass(frozen=True, slots=True)
class Load:
    """One week's sum: what is decided, what is still in coordination, what is allowed (None: no
    limit).
    """

    decided: int
    pending: int
    limit: int | None

    @property
    def total(self) -> int:
        return self.decided + self.pending

    @property
    def over(self) -> int:
        """By how much the limit is exceeded, with everything in coordination."""
        return max(0, self.total - self.limit) if self.limit is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchWeek:
    """A week, named by its Monday, with what is launched in it."""

    monday: dt.date
    launches: int
    points: Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """The start of a plan in play or past, and whether something open blocks it or warns of it.
    ``is_seen``: the reader may know which plan it is; all are counted.
    """

    id: int
    name: str
    category: str
    unit_id: int
    is_province: bool
    state: str
    starts_on: dt.date
    blocking: bool
    warnings: bool
    is_seen: bool

    @property
    def number(self) -> int:
        return 1


class Counted(Protocol):
    """Launches of one day, category and state, and how many."""

    @property
    def starts_on(self) -> dt.date: ...
    @property
    def category(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def number(self) -> int: ...


PolicyChanges = Sequence[tuple[dt.date, Policies]]


def taking_place() -> CampaignQuerySet:
    """The plans that are counted, as they are in force, and their open amendments."""
    return Campaign.objects.filter(state__in=COUNTED)


def launching() -> QuerySet[ShownCampaign]:
    """The plans that are counted in the weeks in which they start, each once a week: an open
    amendment only where it would start in another one, as the rule ``launch-clustering`` counts.
    """
    there = Coalesce("amends__in_force__starts_on", "amends__working__starts_on")
    rows = with_shown_version(taking_place())
    return rows.filter(Q(amends=None) | ~Q(Exact(TruncWeek("first_day"), TruncWeek(there))))


def launches_of(user: User, first: dt.date, last: dt.date) -> list[Launch]:
    """The launches from first to last day, in the order of the calendar; one query."""
    return [
        Launch(
            id=key,
            name=name,
            category=category,
            unit_id=unit,
            is_province=origin == Origin.PROVINCE,
            state=state,
            starts_on=starts_on,
            blocking=state in ACTIVE_STATES and blocking > 0,
            warnings=state in ACTIVE_STATES and warnings > 0,
            is_seen=bool(is_seen),
        )
        for (
            key,
            name,
            category,
            unit,
            origin,
            state,
            starts_on,
            blocking,
            warnings,
            is_seen,
        ) in user.read(_launches, first, last)
    ]


def _launches(user: User, first: Any, last: Any) -> QuerySet[Any, tuple[Any, ...]]:
    rows = (
        launching()
        .filter(first_day__gte=first, first_day__lte=last)
        .annotate(
            is_seen=ExpressionWrapper(is_visible_to(user), output_field=BooleanField()),
            blocking=open_count("blocking"),
            warnings=open_count("warnings"),
        )
    )
    return rows.order_by("first_day", "code").values_list(
        "id",
        "name",
        "kind",
        "owner_unit_id",
        "origin",
        "state",
        "first_day",
        "blocking",
        "warnings",
        "is_seen",
    )


def mondays_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """The Mondays of the weeks that the span touches."""
    monday = clock.monday(first)
    weeks = (clock.monday(last) - monday).days // 7 + 1
    return [monday + dt.timedelta(days=7 * n) for n in range(weeks)]


def launch_weeks(
    mondays: Sequence[dt.date], launches: Iterable[Counted], changes: PolicyChanges
) -> list[LaunchWeek]:
    """What launches weigh in each week, by the policies of their days."""
    count: dict[dt.date, int] = defaultdict(int)
    points: dict[tuple[dt.date, bool], int] = defaultdict(int)
    for one in launches:
        week = clock.monday(one.starts_on)
        count[week] += one.number
        weight = held_on(one.starts_on, changes).launch_points(one.category)
        points[week, one.state in PENDING] += weight * one.number
    return [
        LaunchWeek(
            monday=week,
            launches=count[week],
            points=Load(points[week, False], points[week, True], week_limit(week, changes)),
        )
        for week in mondays
    ]


def held_on(day: dt.date, changes: PolicyChanges) -> Policies:
    """The policies of a day, of those from each change on."""
    return [policies for since, policies in changes if since <= day][-1]


def week_limit(week: dt.date, changes: PolicyChanges) -> int:
    """The points that the company can carry in a week; where that changes in it, the least."""
    days = [week + dt.timedelta(days=n) for n in range(7)]
    return min(held_on(day, changes).launch_company_limit for day in days)
