"""The schedule of one branch: what runs, what comes by week, what changed, what arrives, what may
be said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from calendars.materials import Readiness, readiness
from calendars.selection import runs_in, with_shown_version
from calendars.unit_table import UnitTable
from campaigns.enums import SCHEDULED, CampaignState
from campaigns.models import Campaign, Hold, Offer, PlanVersion, SellingPoint
from campaigns.plan_view import formatting
from common import clock
from common.nested import WrittenOnce, array_of, rows_of
from common.written import OneOf, read, read_keys
from comms.models import Draft
from comms.queries import drafts_for, recalled_for, released_for
from desk.ahead import all_units, known_days, work_days
from desk.schedule_changes import Changed, changed_in
from frontline.models import WorkNotice
from frontline.work_notices.queries import said_in
from organization.models import Unit, User, WorkDay
from organization.permissions import Permission
from organization.workdays import DayTable
from resources.queries import Delivery, arrivals_to_come

WEEKS_AHEAD = 6
MANY_AT_ONCE = 5
# So many campaigns are written out at once; a week beyond them opens by itself.
MOST_AT_ONCE = 30
MOST_RUNNING = 30
MOST_DRAFTS = 12
MOST_NOTICES = 12
ARRIVALS_AHEAD = dt.timedelta(days=14)


class Start(NamedTuple):
    """A campaign of the branch as far as it is counted: the version in force and its first day."""

    version_id: int
    first_day: dt.date


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A campaign as its branch reads it. ``held`` says why it stands still here, if it does."""

    campaign: Campaign
    version: PlanVersion
    department: Unit
    terms: str
    materials: Readiness | None
    has_script: bool
    held: str


@dataclass(frozen=True, slots=True)
class ScheduleWeek:
    """What starts in a week, with its holidays. ``campaigns`` are empty while it is folded."""

    monday: dt.date
    sunday: dt.date
    is_current: bool
    holidays: str
    count: int
    campaigns: Sequence[Scheduled]

    @property
    def is_crowded(self) -> bool:
        return self.count >= MANY_AT_ONCE

    @property
    def is_folded(self) -> bool:
        return self.count > len(self.campaigns)


@dataclass(frozen=True, slots=True)
class Schedule:
    branch: Unit
    weeks: Sequence[ScheduleWeek]
    days: DayTable
    running: Sequence[Scheduled]
    running_page: Page[Any]
    coming: int
    changed: Sequence[Changed]
    deliveries: Sequence[Delivery]
    drafts: Sequence[Draft]
    recalled: Sequence[Draft]
    notices: Sequence[WorkNotice]


def schedule_for(
    user: User, branch: Unit, *, today: dt.date, opened: str = "", page: str = ""
) -> Schedule:
    """The schedule of a branch that the user may look at, in a fixed number of queries.

    The nearest weeks are written out as far as they are no more than a page holds, or the one whose
    Monday is ``opened``; of what runs, one ``page``.
    """
    known = known_days(today)
    ((all_rows, days, said, text_keys),) = user.read(_known, branch.pk, *known, path=branch.path)
    units = UnitTable(rows_of(Unit, all_rows))
    table = DayTable({row.on: row for row in rows_of(WorkDay, days)}, known)
    last = clock.monday(today) + dt.timedelta(days=7 * WEEKS_AHEAD - 1)
    plans = [Start(*row) for row in read(_starts, branch.code, today, last)]
    monday = clock.monday(today)
    running = Paginator([plan for plan in plans if plan.first_day < monday], MOST_RUNNING)
    running_page = running.get_page(page)
    weeks = _by_week([plan for plan in plans if plan.first_day >= monday])
    shown = _written_out(weeks, opened)
    rows = _scheduled([*shown, *running_page], branch, units)
    texts = _texts(user, text_keys)
    return Schedule(
        branch=branch,
        weeks=_weeks(rows, weeks, monday, table),
        days=table,
        running=[row for row in rows if row.version.starts_on < monday],
        running_page=running_page,
        coming=sum(1 for plan in plans if plan.first_day > today),
        changed=changed_in(branch, today),
        deliveries=(
            [
                one
                for one in arrivals_to_come(user=user)
                if branch.contains(one.arrival.unit)
                and one.arrival.expected_on <= today + ARRIVALS_AHEAD
            ]
            if user.may(Permission.SEE_STOCK)
            else []
        ),
        drafts=[one for one in texts if not one.is_recalled],
        recalled=[one for one in texts if one.is_recalled],
        notices=rows_of(WorkNotice, said),
    )


def _known(
    user: User, branch: Any, since: Any, until: Any, *, path: str
) -> QuerySet[User, tuple[Any, ...]]:
    """All units, the working days of a span, the words said in the branch of this path, the keys of
    its texts.
    """
    said = array_of(said_in(user, path)[:MOST_NOTICES], "campaign")
    texts = ArraySubquery(_text_keys(user, branch))
    return User.objects.filter(pk=user.pk).values_list(
        all_units(), work_days(since, until), said, texts
    )


def _starts(branch: Any, today: Any, last: Any) -> QuerySet[Campaign, tuple[Any, ...]]:
    """What runs in the branch by the last day and is not over, in order."""
    approved = with_shown_version(Campaign.objects.filter(state__in=SCHEDULED)).filter(
        runs_in([branch]), in_force__isnull=False
    )
    plans = approved.filter(last_day__gte=today, first_day__lte=last)
    ordered = plans.exclude(state=CampaignState.ENDED).order_by("first_day", "code")
    return ordered.values_list("in_force_id", "first_day")


def _scheduled(plans: Sequence[Start], branch: Unit, units: UnitTable) -> list[Scheduled]:
    keys = [plan.version_id for plan in plans]
    rows = read_keys(_versions, keys, branch=branch.pk)
    versions = {version.pk: version for version in rows}
    materials = readiness(keys, units)
    return [
        Scheduled(
            campaign=version.campaign,
            version=version,
            department=units.department(version.campaign.owner_unit),
            terms=_terms(version),
            materials=next(
                (row for row in materials.get(version.pk, ()) if branch.contains(row.unit)), None
            ),
            has_script=bool(version.script),
            held=version.held or "",
        )
        for plan in plans
        if (version := versions.get(plan.version_id)) is not None
    ]


def _versions(keys: Any, branch: int) -> QuerySet[Any]:
    """The versions with their plans, offers, selling points and why they are ``held`` in the
    branch.
    """
    here = Q(branch=branch) | Q(branch=None, channel=None)
    holds = Hold.objects.filter(here, campaign=OuterRef("campaign"), lifted_at__isnull=True)
    rows = PlanVersion.objects.filter(OneOf("pk", keys)).select_related("campaign__owner_unit")
    return rows.annotate(
        offers_json=WrittenOnce(_offers, F("pk")),
        points=ArraySubquery(
            SellingPoint.objects.filter(version=OuterRef("pk"))
            .order_by("position", "id")
            .values("text")
        ),
        held=Subquery(holds.order_by("-id").values("reason")[:1]),
    )


def _offers(version: Any) -> ArraySubquery:
    rows = Offer.objects.filter(version=version).order_by("position", "id")
    return array_of(rows, "product")


def _terms(version: Any) -> str:
    """What is sold, in one line: the selling points where there are any, else the offers."""
    if version.points:
        return formatting.joined(version.points)
    offers = rows_of(Offer, version.offers_json)
    return formatting.joined(formatting.offer_name(offer) for offer in offers)


def _by_week(plans: Sequence[Start]) -> dict[dt.date, list[Start]]:
    """The plans by the Monday of the week in which they start."""
    weeks: dict[dt.date, list[Start]] = {}
    for plan in plans:
        weeks.setdefault(clock.monday(plan.first_day), []).append(plan)
    return weeks


def _written_out(weeks: Mapping[dt.date, Sequence[Start]], opened: str) -> list[Start]:
    """The plans of the week that is asked for, else of the first weeks, of which the first is
    always whole.
    """
    wanted = next((plans for monday, plans in weeks.items() if monday.isoformat() == opened), None)
    if wanted is not None:
        return list(wanted)
    shown: list[Start] = []
    for plans in weeks.values():
        if shown and len(shown) + len(plans) > MOST_AT_ONCE:
            break
        shown += plans
    return shown


def _weeks(
    rows: Sequence[Scheduled],
    plans: Mapping[dt.date, Sequence[Start]],
    monday: dt.date,
    days: DayTable,
) -> list[ScheduleWeek]:
    weeks = []
    for n in range(WEEKS_AHEAD):
        begin = monday + dt.timedelta(days=7 * n)
        end = begin + dt.timedelta(days=6)
        here = [row for row in rows if begin <= row.version.starts_on <= end]
        names = dict.fromkeys(
            name for day in clock.days(begin, end) if (name := days.holiday_in_words(day))
        )
        count = len(plans.get(begin, ()))
        if count or n == 0:
            weeks.append(ScheduleWeek(begin, end, n == 0, formatting.joined(names), count, here))
    return weeks


def _texts(user: User, keys: Sequence[int]) -> list[Draft]:
    """The newest texts released for the branch that the user may read, and those recalled that they
    have not confirmed. No query where there is none.
    """
    if not keys:
        return []
    return list(drafts_for(user).filter(pk__in=keys).order_by("-released_at", "-id"))


def _text_keys(user: User, branch: Any) -> QuerySet[Draft, Any]:
    here = Q(branches=None) | Q(branches=branch)
    released = released_for(user).prefetch_related(None).filter(here).values("pk")[:MOST_DRAFTS]
    recalled = recalled_for(user).prefetch_related(None).values("pk")[:MOST_DRAFTS]
    rows = Draft.objects.filter(Q(pk__in=released) | Q(pk__in=recalled))
    return rows.values("pk")
