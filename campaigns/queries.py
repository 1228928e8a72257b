"""Reads of plans: with all their parts, as lists, as history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from campaigns.loading import with_parts
from campaigns.models import Campaign, Offer, Placement, PlanVersion
from common.folding import has_words
from common.models import AuditEvent

SEARCH_LENGTH = 80


def listed(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Plans with what a list shows of them, and the columns that it can be ordered by."""
    related = ("owner_unit", "author", "in_force", "amends", "working__audience_set")
    return (
        campaigns.select_related(*related, "working__eligibility_set")
        .prefetch_related(
            "working__branches",
            Prefetch("working__offers", Offer.objects.select_related("product")),
            Prefetch("working__placements", Placement.objects.select_related("channel", "product")),
        )
        .annotate(first_day=F("working__starts_on"), last_day=F("working__ends_on"))
    )


def codes_of(texts: Collection[str]) -> dict[str, str]:
    """The plan that each text means, by its code or, where just one has it, its billing code. A
    plan that was never submitted had no contacts.
    """
    submitted = PlanVersion.objects.filter(campaign=OuterRef("pk"), submitted_at__isnull=False)
    rows = Campaign.objects.filter(Q(code__in=texts) | Q(external_code__in=texts))
    pairs = list(rows.filter(Exists(submitted)).values_list("code", "external_code"))
    codes = {code for code, _external in pairs}
    externals = Counter(external for _code, external in pairs)
    by_external = {external: code for code, external in pairs if externals[external] == 1}
    return {
        text: text if text in codes else by_external[text]
        for text in texts
        if text in codes or text in by_external
    }


def owners_of(codes: Collection[str]) -> dict[str, str]:
    """The unit that owns each plan, by codes."""
    return dict(Campaign.objects.filter(code__in=codes).values_list("code", "owner_unit__code"))


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
