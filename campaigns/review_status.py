"""Where plans stand with their checks and signatures: what the guards of the workflow read, for one
plan or many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from campaigns.enums import SourceSide, SourceUse
from campaigns.models import Approval, Campaign, Hold, Offer, Placement, PlanVersion
from campaigns.models.audience import AudienceSource
from campaigns.registries import CheckStatus, check_statuses

ATTRIBUTE = "_standing"
UNCHECKED = CheckStatus()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStatus:
    """Facts about the working version of a plan; ``check`` is what the floor that checks plans says
    of it.
    """

    check: CheckStatus = UNCHECKED
    approvals: list[Approval] = field(default_factory=list)
    offers: int = 0
    placements: int = 0
    silent_pushes: list[int] = field(
        default_factory=list
    )  # places of push placements without a wave
    audience_sources: int = 0
    holds: list[Hold] = field(default_factory=list)


def review_status_of(campaign: Campaign) -> ReviewStatus:
    """The standing of a plan, read once per object."""
    if ATTRIBUTE not in campaign.__dict__:
        load_review_statuses([campaign])
    standing: ReviewStatus = campaign.__dict__[ATTRIBUTE]
    return standing


def invalidate_review_status(campaign: Campaign) -> None:
    """After a change: read it again when it is asked for."""
    campaign.__dict__.pop(ATTRIBUTE, None)


def keep_review_status(campaign: Campaign, status: ReviewStatus) -> None:
    """What the guards are to read of a plan, without asking the database."""
    campaign.__dict__[ATTRIBUTE] = status


def status_of_parts(version: PlanVersion) -> ReviewStatus:
    """What of it the parts of a loaded version say; nothing has been checked or signed of it."""
    placements = list(version.placements.all())
    return ReviewStatus(
        offers=len(version.offers.all()),
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
    """Read the standing of many plans in a fixed number of queries and keep it with them."""
    plans = list(campaigns)
    versions = [plan.working_id for plan in plans]
    checks = check_statuses(plans)
    holds: dict[int, list[Hold]] = {}
    for hold in Hold.objects.filter(
        campaign__in=[plan.pk for plan in plans], lifted_at__isnull=True
    ).select_related("branch", "channel"):
        holds.setdefault(hold.campaign_id, []).append(hold)
    approvals: dict[int, list[Approval]] = {}
    for approval in Approval.objects.filter(version__in=versions).select_related("decided_by"):
        approvals.setdefault(approval.version_id, []).append(approval)
    offers = _counts(Offer, versions)
    include = AudienceSource.objects.filter(
        version__in=versions, use=SourceUse.AUDIENCE, side=SourceSide.INCLUDE
    )
    sources = dict(include.values_list("version").annotate(Count("id")).order_by())
    placements: dict[int, list[tuple[Placement, int]]] = {}
    rows = (
        Placement.objects.filter(version__in=versions)
        .select_related("channel")
        .annotate(wave_count=Count("waves"))
    )
    for placement in rows.order_by("position", "id"):
        placements.setdefault(placement.version_id, []).append(
            (placement, placement.__dict__["wave_count"])
        )
    for plan in plans:
        key = plan.working_id or 0
        own = placements.get(key, [])
        plan.__dict__[ATTRIBUTE] = ReviewStatus(
            check=checks.get(plan.pk, UNCHECKED),
            approvals=approvals.get(key, []),
            offers=offers.get(key, 0),
            placements=len(own),
            silent_pushes=[
                place for place, (one, waves) in enumerate(own) if one.channel.is_push and not waves
            ],
            holds=holds.get(plan.pk, []),
            audience_sources=sources.get(key, 0),
        )


def _counts(model: type[Offer], versions: list[int | None]) -> dict[int, int]:
    return dict(
        model.objects.filter(version__in=versions)
        .values_list("version")
        .annotate(Count("id"))
        .order_by()
    )
