"""Where plans stand with their checks and signatures: what the guards of the workflow read, for one
plan or many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from campaigns.enums import OPEN_AMENDMENT, ParticipationState, SourceSide, SourceUse
from campaigns.models import (
    Approval,
    AudienceSource,
    Campaign,
    Hold,
    Offer,
    Participation,
    Placement,
    PlanVersion,
    Wave,
)
from campaigns.registries import CheckStatus, check_statuses
from channels.enums import Direction
from common.nested import WrittenOnce, array_of, rows_of
from common.written import OneOf, read_keys

ATTRIBUTE = "_review_status"
TOGETHER = "_read_together"
UNCHECKED = CheckStatus()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStatus:
    """Facts about the working version of a plan; ``check`` is what the floor that checks plans says
    of it.
    """

    check: CheckStatus = UNCHECKED
    approvals: list[Approval] = field(default_factory=list)
    offers: int = 0
    void_offers: list[int] = field(default_factory=list)  # places of offers that say nothing
    placements: int = 0
    silent_pushes: list[int] = field(
        default_factory=list
    )  # places of push placements without a wave
    audience_sources: int = 0
    holds: list[Hold] = field(default_factory=list)
    partners: list[Participation] = field(default_factory=list)  # who is joined or asked to be
    open_amendment: str = ""  # the code of the amendment that is still being worked on
    writers: frozenset[int] = frozenset()  # keys of those who wrote in the plan or submitted it


def review_status_of(campaign: Campaign) -> ReviewStatus:
    """The status of a plan, read once per object."""
    if ATTRIBUTE not in campaign.__dict__:
        load_review_statuses([campaign])
    status: ReviewStatus = campaign.__dict__[ATTRIBUTE]
    return status


def read_together(campaign: Campaign) -> Sequence[Campaign]:
    """The plans whose statuses were read in one go with this one's, itself among them: what a guard
    of an upper floor asks the database, it asks once for all of them.
    """
    plans: Sequence[Campaign] = campaign.__dict__.get(TOGETHER, (campaign,))
    return plans


def invalidate_review_status(campaign: Campaign) -> None:
    """After a change: read it again when it is asked for."""
    campaign.__dict__.pop(ATTRIBUTE, None)


def keep_review_status(campaign: Campaign, status: ReviewStatus) -> None:
    """What the guards are to read of a plan, without asking the database."""
    campaign.__dict__[ATTRIBUTE] = status


def status_of_parts(version: PlanVersion) -> ReviewStatus:
    """What of it the parts of a loaded version say; nothing has been checked or signed of it."""
    offers, placements = list(version.offers.all()), list(version.placements.all())
    return ReviewStatus(
        offers=len(offers),
        void_offers=[place for place, one in enumerate(offers) if one.is_void],
        placements=len(placements),
        silent_pushes=[
            place
            for place, one in enumerate(placements)
            if one.channel.is_push and not one.waves.all()
        ],
        audience_sources=sum(
            row.use == SourceUse.AUDIENCE and row.side == SourceSide.INCLUDE
            for row in version.sources.all()
        ),
    )


def load_review_statuses(campaigns: Iterable[Campaign]) -> None:
    """Read the status of many plans in a fixed number of queries and keep it with them."""
    plans = list(campaigns)
    versions = [plan.working_id for plan in plans]
    checks = check_statuses(plans)
    parts = _parts_of(versions)
    for plan in plans:
        key = plan.working_id or 0
        own = parts.get(key, NO_PARTS)
        plan.__dict__[TOGETHER] = plans
        plan.__dict__[ATTRIBUTE] = ReviewStatus(
            check=checks.get(plan.pk, UNCHECKED),
            approvals=own.approvals,
            offers=len(own.are_void),
            void_offers=[place for place, is_void in enumerate(own.are_void) if is_void],
            placements=len(own.are_silent),
            silent_pushes=[place for place, is_silent in enumerate(own.are_silent) if is_silent],
            holds=own.holds,
            partners=own.partners,
            open_amendment=own.open_amendment,
            audience_sources=own.audience_sources,
            writers=own.writers,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What belongs to a version; ``are_silent`` says of each placement, in order, whether it pushes
    without a wave, ``are_void`` of each offer whether it says nothing.
    """

    are_void: Sequence[bool] = ()
    audience_sources: int = 0
    are_silent: Sequence[bool] = ()
    approvals: list[Approval] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    partners: list[Participation] = field(default_factory=list)
    open_amendment: str = ""
    writers: frozenset[int] = frozenset()


NO_PARTS = Parts()


def _parts_of(versions: Iterable[int | None]) -> dict[int, Parts]:
    """The parts of many versions, by key, in one query."""
    rows = read_keys(_parts, versions)
    return {
        key: Parts(
            are_void=are_void,
            audience_sources=sources,
            are_silent=are_silent,
            approvals=rows_of(Approval, approvals),
            holds=rows_of(Hold, held),
            partners=rows_of(Participation, partners),
            open_amendment=amendment,
            writers=frozenset(writers),
        )
        for (
            key,
            are_void,
            sources,
            are_silent,
            approvals,
            held,
            partners,
            amendment,
            writers,
        ) in rows
    }


def _parts(versions: Any) -> QuerySet[Any, tuple[Any, ...]]:
    pk, plan, number = F("pk"), F("campaign"), IntegerField()
    return PlanVersion.objects.filter(OneOf("pk", versions)).values_list(
        "pk",
        WrittenOnce(_are_void, pk, output_field=ArrayField(BooleanField())),
        Coalesce(WrittenOnce(_included, pk, output_field=number), 0),
        WrittenOnce(_are_silent, pk, output_field=ArrayField(BooleanField())),
        WrittenOnce(_approvals, pk),
        WrittenOnce(_holds, plan),
        WrittenOnce(_partners, pk),
        Coalesce(WrittenOnce(_open_amendment, plan, output_field=CharField()), Value("")),
        WrittenOnce(_writers, plan, output_field=ArrayField(number)),
    )


def _are_void(version: Any) -> ArraySubquery:
    offers = Offer.objects.filter(version=version).order_by("position", "id")
    is_void = ExpressionWrapper(Q(**Offer.VOID), output_field=BooleanField())
    return ArraySubquery(offers.annotate(says_nothing=is_void).values("says_nothing"))


def _included(version: Any) -> Subquery:
    sources = AudienceSource.objects.filter(version=version)
    return _count(sources.filter(use=SourceUse.AUDIENCE, side=SourceSide.INCLUDE))


def _are_silent(version: Any) -> ArraySubquery:
    waves = Wave.objects.filter(placement=OuterRef("pk"))
    is_silent = Q(channel__direction=Direction.PUSH) & ~Exists(waves)
    placements = Placement.objects.filter(version=version).order_by("position", "id")
    silent = placements.annotate(
        is_silent=ExpressionWrapper(is_silent, output_field=BooleanField())
    )
    return ArraySubquery(silent.values("is_silent"))


def _approvals(version: Any) -> ArraySubquery:
    return array_of(Approval.objects.filter(version=version).order_by("id"), "decided_by")


def _holds(campaign: Any) -> ArraySubquery:
    holds = Hold.objects.filter(campaign=campaign, lifted_at__isnull=True)
    return array_of(holds.order_by("id"), "branch", "channel")


def _partners(version: Any) -> ArraySubquery:
    joined = Participation.objects.filter(version=version).exclude(state=ParticipationState.LEFT)
    return array_of(joined.order_by("position", "id"), "unit", "product")


def _open_amendment(campaign: Any) -> Subquery:
    rows = Campaign.objects.filter(amends=campaign, state__in=OPEN_AMENDMENT)
    return Subquery(rows.order_by("-id").values("code")[:1])


def _writers(campaign: Any) -> ArraySubquery:
    return ArraySubquery(Campaign.writers.through.objects.filter(campaign=campaign).values("user"))


def _count(rows: QuerySet[Any]) -> Subquery:
    """The number of rows of a version, as a column."""
    return Subquery(rows.order_by().values("version").annotate(n=Count("pk")).values("n"))
