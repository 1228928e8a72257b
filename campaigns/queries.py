"""Reads of plans: with all their parts, as lists, as history."""

from __future__ import annotations

from django.db.models import F, Prefetch, Q, QuerySet

from campaigns.models import (
    AudienceSource,
    Campaign,
    ExplanationScript,
    Participation,
    Placement,
    PlanVersion,
    Target,
    Wave,
)
from common.models import AuditEvent

SEARCH_LENGTH = 80


def versions_with_parts() -> QuerySet[PlanVersion]:
    """Plan versions with every part that a plan's JSON shows; a fixed number of queries."""
    sources = AudienceSource.objects.select_related("segment", "campaign")
    placements = Placement.objects.select_related("channel", "product").prefetch_related(
        Prefetch("waves", Wave.objects.order_by("position", "id")), Prefetch("exclusions", sources)
    )
    participants = Participation.objects.select_related("unit", "product").prefetch_related(
        "targets"
    )
    return PlanVersion.objects.select_related(
        "audience_set", "eligibility_set", "submitted_by"
    ).prefetch_related(
        "branches",
        "selling_points",
        "offers__product",
        "resource_requests__resource",
        "resource_requests__unit",
        Prefetch("targets", Target.objects.filter(participation=None), to_attr="own_targets"),
        Prefetch("participants", participants),
        Prefetch("placements", placements),
        Prefetch("sources", sources.filter(placement=None), to_attr="plan_sources"),
        Prefetch(
            "explanations", ExplanationScript.objects.select_related("against").order_by("id")
        ),
    )


def with_plan(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Plans with all that their JSON shows of the working version."""
    return campaigns.select_related(
        "owner_unit", "initiative", "author", "in_force"
    ).prefetch_related(Prefetch("working", versions_with_parts()))


def listed(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Plans with what a list shows of them, and the columns that it can be ordered by."""
    version = PlanVersion.objects.select_related(
        "audience_set", "eligibility_set"
    ).prefetch_related(
        "branches",
        "offers__product",
        Prefetch("placements", Placement.objects.select_related("channel", "product")),
    )
    return (
        campaigns.select_related("owner_unit", "author", "in_force")
        .prefetch_related(Prefetch("working", version))
        .annotate(first_day=F("working__starts_on"), last_day=F("working__ends_on"))
    )


def matching(text: str) -> Q:
    """That a plan's code, name or billing code contains the text."""
    words = text[:SEARCH_LENGTH]
    return Q(code__icontains=words) | Q(name__icontains=words) | Q(external_code__icontains=words)


def history_of(campaign: Campaign) -> QuerySet[AuditEvent]:
    """What happened to a plan, newest first."""
    return AuditEvent.objects.filter(object_type="campaign", object_code=campaign.code).order_by(
        "-id"
    )


def version_number(campaign: Campaign, number: int) -> PlanVersion | None:
    """A revision of a plan by its number, with its parts; None if there is none."""
    return versions_with_parts().filter(campaign=campaign, number=number).first()
