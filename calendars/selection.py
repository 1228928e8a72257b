"""Which campaigns stand in the calendar: of whom, in which days, narrowed by what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from campaigns.access import is_intention_for, is_visible_to
from campaigns.enums import AMENDED, CampaignState, Origin
from campaigns.models import Campaign, Placement, PlanVersion
from campaigns.models.campaign import CampaignQuerySet
from findings.tally import to_settle
from organization.models import Unit, User
from organization.models.scope import UnitScope

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

BRANCHES, PROVINCE = "branches", "province"
# Given up plans leave the calendar; they are shown when their state is asked for.
GONE = frozenset({CampaignState.WITHDRAWN, CampaignState.REJECTED, CampaignState.LAPSED})
ON_CALENDAR = frozenset(CampaignState) - GONE - AMENDED


class VersionAnnotations(TypedDict):
    """What ``with_shown_version`` adds to a campaign: of the version that the calendar shows."""

    shown_id: int
    first_day: dt.date
    last_day: dt.date
    kind: str


class CalendarAnnotations(VersionAnnotations):
    """What ``calendar_of`` adds besides: whether the reader may open the campaign."""

    is_open: bool


if TYPE_CHECKING:
    ShownCampaign = WithAnnotations[Campaign, VersionAnnotations]
    CalendarCampaign = WithAnnotations[Campaign, CalendarAnnotations]


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


def calendar_of(user: User) -> QuerySet[CalendarCampaign]:
    """The plans that the user may open, and the intentions of others. A plan stands there as it is
    in force: an open amendment of it has no place of its own.
    """
    return known_to(user).filter(amends=None)


def known_to(user: User) -> QuerySet[CalendarCampaign]:
    """The same with amendments."""
    may_open = is_visible_to(user)
    rows = Campaign.objects.filter(may_open | is_intention_for(user))
    return with_shown_version(rows).annotate(
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
        campaigns = campaigns.filter(to_settle())
    return campaigns
