"""What stands in the calendar: one row per campaign that the reader may see, in a fixed number of
queries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Coalesce

from campaigns.access import intentions_for, visible_to
from campaigns.enums import ACTIVE_STATES, CampaignState, Origin
from campaigns.models import Campaign, Placement, PlanVersion
from campaigns.models.campaign import CampaignQuerySet
from findings.enums import FindingState, Severity
from findings.models import FindingSide
from organization.models import Unit, User
from organization.models.scope import UnitScope

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# Given up plans leave the calendar; they are shown when their state is asked for.
GONE = frozenset({CampaignState.WITHDRAWN, CampaignState.REJECTED, CampaignState.LAPSED})
ON_CALENDAR = frozenset(CampaignState) - GONE
BRANCHES, PROVINCE = "branches", "province"


class Shown(TypedDict):
    """What ``with_shown_version`` adds to a campaign: of the version that the calendar shows."""

    shown_id: int
    first_day: dt.date
    last_day: dt.date
    kind: str


class Open(Shown):
    """What ``calendar_of`` adds besides: whether the reader may open the campaign."""

    is_open: bool


if TYPE_CHECKING:
    ShownCampaign = WithAnnotations[Campaign, Shown]
    CalendarCampaign = WithAnnotations[Campaign, Open]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which part of the calendar: codes; an empty set means all. ``departments`` also knows
    ``branches`` and ``province``.

    ``owners`` are owner units with what lies below them, ``units`` those that a plan runs in or is
    owned by.
    """

    departments: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    branches: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    conflicts: bool = False


ALL = Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A campaign as the calendar shows it: the version in force, else the one being worked on.

    ``style`` is its state, ``announced`` for an intention. ``persons`` is the frozen audience, None
    before submission. ``is_open`` is False for another unit's intention, of which name, window,
    channels and branches are known, no more.
    """

    id: int
    code: str
    name: str
    category: str
    unit_id: int
    is_province: bool
    author_id: int
    state: str
    is_announced: bool
    starts_on: dt.date
    ends_on: dt.date
    version_id: int
    revision: int
    updated_at: dt.datetime
    persons: int | None
    is_open: bool = True
    channels: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    blocking: int = 0
    warnings: int = 0

    @property
    def style(self) -> str:
        return (
            "announced" if self.is_announced and self.state == CampaignState.DRAFT else self.state
        )

    @property
    def is_draft(self) -> bool:
        return self.state == CampaignState.DRAFT

    @property
    def worst(self) -> str:
        """Severity of the worst open finding, empty if there is none."""
        if self.blocking:
            return str(Severity.BLOCKING)
        return str(Severity.WARNING) if self.warnings else ""


def calendar_of(user: User) -> QuerySet[CalendarCampaign]:
    """The plans that the user may open, and the intentions of others."""
    may_open = Q(pk__in=visible_to(user).order_by().values("pk"))
    known = Q(pk__in=intentions_for(user).order_by().values("pk"))
    return with_shown_version(Campaign.objects.filter(may_open | known)).annotate(
        is_open=ExpressionWrapper(may_open, output_field=BooleanField())
    )


def with_shown_version(campaigns: CampaignQuerySet) -> QuerySet[ShownCampaign]:
    """Annotate key, window and category of the version that the calendar shows: in force, else
    working.
    """
    return campaigns.annotate(
        shown_id=Coalesce("in_force_id", "working_id"),
        first_day=Coalesce("in_force__starts_on", "working__starts_on"),
        last_day=Coalesce("ended_on", "in_force__ends_on", "working__ends_on"),
        kind=Coalesce("in_force__category", "working__category"),
    )


def under(codes: Iterable[str], field: str) -> Q:
    """Rows whose unit at ``field`` is one of the units or lies below one."""
    return UnitScope.of(Unit.objects.filter(code__in=codes)).q(field)


def runs_in(codes: Iterable[str]) -> Q:
    """Plans that run in one of the branches: those that name none run in all of them."""
    branches = PlanVersion.branches.through.objects.filter(planversion_id=OuterRef("shown_id"))
    return ~Exists(branches) | Exists(branches.filter(unit__code__in=codes))


def narrow(campaigns: QuerySet[CalendarCampaign], wanted: Filter) -> QuerySet[CalendarCampaign]:
    """The campaigns that fit the filter; of ``calendar_of``."""
    campaigns = campaigns.filter(state__in=wanted.states or ON_CALENDAR)
    if wanted.departments:
        own = under(wanted.departments - {BRANCHES, PROVINCE}, "owner_unit") & Q(origin=Origin.OWN)
        if BRANCHES in wanted.departments:
            own |= under(Unit.objects.branches().values_list("code", flat=True), "owner_unit") & Q(
                origin=Origin.OWN
            )
        if PROVINCE in wanted.departments:
            own |= Q(origin=Origin.PROVINCE)
        campaigns = campaigns.filter(own)
    if wanted.owners:
        campaigns = campaigns.filter(under(wanted.owners, "owner_unit"))
    if wanted.units:
        places = (
            Unit.objects.branches().filter(code__in=wanted.units).values_list("code", flat=True)
        )
        owned = under(wanted.units, "owner_unit")
        campaigns = campaigns.filter(owned | runs_in(places) if places else owned)
    if wanted.branches:
        campaigns = campaigns.filter(runs_in(wanted.branches))
    if wanted.channels:
        placed = Placement.objects.filter(
            version_id=OuterRef("shown_id"), channel__code__in=wanted.channels
        )
        campaigns = campaigns.filter(Exists(placed))
    if wanted.categories:
        campaigns = campaigns.filter(kind__in=wanted.categories)
    if wanted.conflicts:
        campaigns = campaigns.filter(Exists(open_sides().filter(campaign_id=OuterRef("pk"))))
    return campaigns


def open_sides() -> Any:
    """Sides of findings that somebody still has to settle."""
    return FindingSide.objects.filter(
        finding__state=FindingState.OPEN,
        finding__severity__in=(Severity.BLOCKING, Severity.WARNING),
        campaign__state__in=ACTIVE_STATES,
    )


def entries_between(user: User, first: dt.date, last: dt.date, wanted: Filter = ALL) -> list[Entry]:
    """What the user may see whose window meets the span, by first day; windows include both
    ends.
    """
    campaigns = narrow(calendar_of(user), wanted)
    return read(campaigns.filter(first_day__lte=last, last_day__gte=first))


def entries_of(user: User, codes: Iterable[str], wanted: Filter = ALL) -> list[Entry]:
    """Those of the named campaigns that the user may see."""
    return read(narrow(calendar_of(user), wanted).filter(code__in=codes))


def read(campaigns: QuerySet[ShownCampaign]) -> list[Entry]:
    """The rows of an annotated queryset as entries, with channels, branches and open findings: one
    query.
    """
    placements = Placement.objects.filter(version_id=OuterRef("shown_id"))
    branches = PlanVersion.branches.through.objects.filter(planversion_id=OuterRef("shown_id"))
    rows = list(
        campaigns.order_by("first_day", "code")
        .annotate(
            number=Coalesce("in_force__number", "working__number"),
            submitted=Coalesce("in_force__submitted_at", "working__submitted_at"),
            persons=Coalesce("in_force__audience_set__persons", "working__audience_set__persons"),
            channels=ArraySubquery(placements.order_by("position", "id").values("channel__code")),
            branches=ArraySubquery(
                branches.order_by("unit__position", "unit__code").values("unit__code")
            ),
            open=ArraySubquery(
                open_sides().filter(campaign_id=OuterRef("pk")).values("finding__severity")
            ),
        )
        .values(
            "id",
            "code",
            "name",
            "kind",
            "owner_unit_id",
            "origin",
            "author_id",
            "state",
            "announced_at",
            "first_day",
            "last_day",
            "shown_id",
            "number",
            "submitted",
            "updated_at",
            "persons",
            "is_open",
            "channels",
            "branches",
            "open",
        )
    )
    return [
        Entry(
            id=row["id"],
            code=row["code"],
            name=row["name"],
            category=row["kind"] if row["is_open"] else "",
            unit_id=row["owner_unit_id"],
            is_province=row["origin"] == Origin.PROVINCE,
            author_id=row["author_id"],
            state=row["state"],
            is_announced=row["announced_at"] is not None,
            starts_on=row["first_day"],
            ends_on=row["last_day"],
            version_id=row["shown_id"],
            revision=row["number"] if row["submitted"] else row["number"] - 1,
            updated_at=row["updated_at"],
            persons=row["persons"] if row["submitted"] else None,
            is_open=row["is_open"],
            channels=tuple(dict.fromkeys(row["channels"])),
            branches=tuple(row["branches"]),
            blocking=row["open"].count(Severity.BLOCKING),
            warnings=row["open"].count(Severity.WARNING),
        )
        for row in rows
    ]
