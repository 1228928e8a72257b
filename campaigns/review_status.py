"""Where plans stand with their checks and signatures: what the guards of the workflow read, for one
plan or many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from campaigns.enums import FindingClass, FindingState, Severity, SourceSide, SourceUse
from campaigns.models import Approval, Campaign, CheckRun, FindingSide, Hold, Offer, Placement
from campaigns.models.audience import AudienceSource
from common.models import JobState

ATTRIBUTE = "_standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStatus:
    """Facts about the working version of a plan. ``run`` is the newest check of that very version
    that ran to its end, or the newest of all where none did."""

    run: CheckRun | None = None
    open_blocking: int = 0
    open_harm: int = 0
    approvals: list[Approval] = field(default_factory=list)
    offers: int = 0
    placements: int = 0
    silent_pushes: list[int] = field(
        default_factory=list
    )  # places of push placements without a wave
    audience_sources: int = 0
    holds: list[Hold] = field(default_factory=list)

    @property
    def is_checked(self) -> bool:
        """Whether a check of this version ran to its end."""
        return self.run is not None and self.run.job.state == JobState.DONE

    @property
    def check_failed(self) -> bool:
        """Whether the check of this version was given up."""
        return self.run is not None and self.run.job.state == JobState.FAILED

    @property
    def risk_grade(self) -> str:
        return self.run.risk_grade if self.run is not None else ""


def review_status_of(campaign: Campaign) -> ReviewStatus:
    """The standing of a plan, read once per object."""
    if ATTRIBUTE not in campaign.__dict__:
        load_review_statuses([campaign])
    standing: ReviewStatus = campaign.__dict__[ATTRIBUTE]
    return standing


def invalidate_review_status(campaign: Campaign) -> None:
    """After a change: read it again when it is asked for."""
    campaign.__dict__.pop(ATTRIBUTE, None)


def load_review_statuses(campaigns: Iterable[Campaign]) -> None:
    """Read the standing of many plans in a fixed number of queries and keep it with them."""
    plans = list(campaigns)
    versions = [plan.working_id for plan in plans]
    runs: dict[int, CheckRun] = {}
    for run in (
        CheckRun.objects.filter(version__in=versions).select_related("job").order_by("created_at")
    ):
        known = runs.get(run.version_id)
        if known is None or known.job.state != JobState.DONE or run.job.state == JobState.DONE:
            runs[run.version_id] = run
    holds: dict[int, list[Hold]] = {}
    for hold in Hold.objects.filter(
        campaign__in=[plan.pk for plan in plans], lifted_at__isnull=True
    ).select_related("branch", "channel"):
        holds.setdefault(hold.campaign_id, []).append(hold)
    is_open = Q(finding__state=FindingState.OPEN, finding__severity=Severity.BLOCKING)
    sides = FindingSide.objects.filter(campaign__in=[plan.pk for plan in plans]).values("campaign")
    blocking = {
        row["campaign"]: row
        for row in sides.annotate(
            blocking=Count("id", filter=is_open),
            harm=Count("id", filter=is_open & Q(finding__finding_class=FindingClass.HARM)),
        )
    }
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
        counts: Any = blocking.get(plan.pk, {})
        own = placements.get(key, [])
        plan.__dict__[ATTRIBUTE] = ReviewStatus(
            run=runs.get(key),
            open_blocking=counts.get("blocking", 0),
            open_harm=counts.get("harm", 0),
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
