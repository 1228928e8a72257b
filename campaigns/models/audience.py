from __future__ import annotations

from django.db import models
from django.db.models import Q
from pyroaring import AbstractBitMap

from campaigns.enums import SourceKind, SourceSide, SourceUse
from campaigns.models.campaign import Campaign
from campaigns.models.placement import Placement
from campaigns.models.version import PlanPart, PlanVersion
from customers.models import PartySet, Segment


class AudienceSource(PlanPart):
    """One line of the audience, the eligibility or a placement's exclusions: a segment, list,
    filter or other campaign.

    ``filter`` is a tree as ``customers.filters`` defines it. ``unsaved_members`` is the list of a
    line that is stored nowhere; that of a stored one lies in ``members``.
    """

    unsaved_members: AbstractBitMap | None = None

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="sources")
    placement = models.ForeignKey(
        Placement, models.CASCADE, null=True, blank=True, related_name="exclusions"
    )
    use = models.CharField(max_length=11, choices=SourceUse.choices)
    side = models.CharField(max_length=7, choices=SourceSide.choices)
    kind = models.CharField(max_length=8, choices=SourceKind.choices)
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="+")
    members = models.ForeignKey(PartySet, models.PROTECT, null=True, blank=True, related_name="+")
    filter = models.JSONField(null=True, blank=True)

    class Meta(PlanPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SourceKind.SEGMENT, segment__isnull=False)
                | Q(kind=SourceKind.CAMPAIGN, campaign__isnull=False)
                | Q(kind=SourceKind.LIST, members__isnull=False)
                | Q(kind=SourceKind.FILTER, filter__isnull=False),
                name="audience_source_has_its_kind",
            ),
            models.CheckConstraint(
                condition=(Q(use=SourceUse.PLACEMENT) & Q(placement__isnull=False))
                | (~Q(use=SourceUse.PLACEMENT) & Q(placement__isnull=True)),
                name="audience_source_of_placement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.kind}"
