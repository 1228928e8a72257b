"""Reads of plans: with all their parts, as lists, as history."""

from __future__ import annotations

from django.db.models import F, Prefetch, Q, QuerySet

from campaigns.loading import with_parts
from campaigns.models import Campaign, Placement, PlanVersion
from common.folding import has_words
from common.models import AuditEvent

SEARCH_LENGTH = 80


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
    return has_words(text[:SEARCH_LENGTH], "code", "name", "external_code")


def history_of(campaign: Campaign) -> QuerySet[AuditEvent]:
    """What happened to a plan, newest first."""
    return AuditEvent.objects.filter(object_type="campaign", object_code=campaign.code).order_by(
        "-id"
    )


def version_number(campaign: Campaign, number: int) -> PlanVersion | None:
    """A revision of a plan by its number, with its parts; None if there is none."""
    versions = PlanVersion.objects.filter(campaign=campaign, number=number)
    return next(iter(with_parts(versions).values()), None)
