"""Intentions, planning cycles and initiatives."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from rest_framework import generics

from campaigns.access import intentions_for
from campaigns.api.serializers import IntentionSerializer
from campaigns.kinds import CYCLES, INITIATIVES
from campaigns.models import Campaign, Initiative, Placement, PlanningCycle, PlanVersion
from common.api.filters import NoFilters
from common.api.views import ApiView
from organization.api.master_data import Entries, serializer_of
from organization.api.views import Holds
from organization.permissions import Permission


class Intentions(ApiView, generics.ListAPIView):
    """Drafts made known: name, window, products, channels and branches."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_PLANS,)
    serializer_class = IntentionSerializer
    filter_backends = (NoFilters,)
    ordering = "-announced_at"

    def get_queryset(self) -> QuerySet[Campaign]:
        if getattr(self, "swagger_fake_view", False):
            return Campaign.objects.none()
        versions = PlanVersion.objects.prefetch_related(
            "branches",
            "offers__product",
            Prefetch("placements", Placement.objects.select_related("channel")),
        )
        return (
            intentions_for(self.request.user)
            .select_related("owner_unit")
            .prefetch_related(Prefetch("working", versions))
        )


class Cycles(Entries):
    """Years, quarters and months that are planned as a whole."""

    kind = CYCLES
    serializer_class = serializer_of(CYCLES)
    queryset = PlanningCycle.objects.all()
    filter_backends = (NoFilters,)
    ordering = "-starts_on"


class Initiatives(Entries):
    """Strategic aims that campaigns serve."""

    kind = INITIATIVES
    serializer_class = serializer_of(INITIATIVES)
    queryset = Initiative.objects.select_related("owner_unit", "cycle")
    filter_backends = (NoFilters,)
    ordering = "code"
