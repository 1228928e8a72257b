"""The planner of every campaign that a draft speaks of signs it: what each has said of the newest
version handed in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from common.errors import NO_PERMISSION, Reason
from comms.access import OWN_DRAFT
from comms.enums import Decision, DraftState
from comms.models import Draft, DraftReview, DraftVersion
from organization.models import User
from organization.permissions import Permission

UNDER_REVIEW = frozenset({DraftState.IN_REVIEW, DraftState.APPROVED})


@dataclass(frozen=True, slots=True)
class Signature:
    """A campaign of a draft, and what its planner last said of the version; None as long as they
    said nothing.
    """

    campaign: Campaign
    review: DraftReview | None

    @property
    def is_signed(self) -> bool:
        return self.review is not None and self.review.decision == Decision.AGREE

    @property
    def asks_changes(self) -> bool:
        return self.review is not None and self.review.decision == Decision.CHANGES


def newest_handed_in(draft: Draft) -> DraftVersion | None:
    """The version under review, or the one that was reviewed last."""
    return draft.versions.filter(handed_in_at__isnull=False).order_by("-number").first()


def signatures(draft: Draft) -> list[Signature]:
    """All campaigns of a draft with the last word of each planner, by code. Three queries."""
    version = newest_handed_in(draft)
    said: dict[int | None, DraftReview] = {}
    if version is not None:
        rows = DraftReview.objects.filter(version=version, campaign__isnull=False).exclude(
            decision=Decision.REMARK
        )
        said = {row.campaign_id: row for row in rows.select_related("author").order_by("id")}
    campaigns = draft.campaigns.select_related("owner_unit", "working").order_by("code")
    return [Signature(campaign, said.get(campaign.pk)) for campaign in campaigns]


def why_not_sign(actor: User, draft: Draft, campaign: Campaign) -> list[Reason]:
    """Why ``actor`` may not sign a draft for a campaign now; empty if they may."""
    if not actor.may(Permission.WRITE_PLAN, campaign.owner_unit):
        return [NO_PERMISSION]
    if draft.author_id == actor.pk:
        return [OWN_DRAFT]
    if draft.state not in UNDER_REVIEW:
        return [Reason("wrong-state", _("Only a draft in review or approved can be signed."))]
    return []


def signing_rows() -> QuerySet[Draft.campaigns.through]:  # type: ignore[name-defined]
    """Draft × campaign, each with ``said``: the planner's decision on the newest version handed in,
    None if there is none.
    """
    pairs = Draft.campaigns.through.objects.all()
    newest = DraftVersion.objects.filter(
        draft=OuterRef("draft"), handed_in_at__isnull=False
    ).order_by("-number")
    pairs = pairs.annotate(newest=Subquery(newest.values("pk")[:1]))
    said = DraftReview.objects.filter(
        version=OuterRef("newest"), campaign=OuterRef("campaign")
    ).exclude(decision=Decision.REMARK)
    return pairs.annotate(said=Subquery(said.order_by("-id").values("decision")[:1]))
