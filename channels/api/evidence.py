"""What results say of each cell of the loading rules."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import generics, serializers

from channels.enums import Trend
from channels.evidence.cards import least_contacts
from channels.evidence.comparing import effect
from channels.models import CellEstimate, Channel, CustomerGroup, Product
from common import clock
from common.api.filters import StrictFilterSet
from common.api.views import ApiView
from organization.api.views import Holds
from organization.permissions import Permission

CODE = {"slug_field": "code", "read_only": True}


class CellRoundSerializer(serializers.Serializer[object]):
    month = serializers.CharField()
    contacted = serializers.IntegerField()
    taken = serializers.IntegerField()


class CellEvidenceSerializer(serializers.ModelSerializer[CellEstimate]):
    """``rate`` with ``low`` and ``high``, between what the next round's lies nine times of ten, and
    ``expected`` by family, group and channel: shares from 0 to 1. ``is_enough``: there are as many
    contacts as it takes to say something. ``effect`` is the share beyond the control group, null
    where none was kept.
    """

    product = serializers.SlugRelatedField(**CODE)
    customer_group = serializers.SlugRelatedField(**CODE)
    channel = serializers.SlugRelatedField(**CODE)
    rate = serializers.FloatField(source="mean")
    trend = serializers.ChoiceField(choices=Trend.choices)
    is_enough = serializers.SerializerMethodField()
    effect = serializers.SerializerMethodField()
    rounds = serializers.SerializerMethodField()

    class Meta:
        model = CellEstimate
        fields = (
            "product",
            "customer_group",
            "channel",
            "contacted",
            "taken",
            "rate",
            "low",
            "high",
            "expected",
            "is_enough",
            "trend",
            "cost",
            "cost_taken",
            "effect",
            "rounds",
            "estimated_at",
        )
        read_only_fields = fields

    def get_is_enough(self, row: CellEstimate) -> bool:
        if "least" not in self.context:  # once for the whole list
            self.context["least"] = least_contacts(clock.today())
        return bool(row.contacted >= self.context["least"])

    def get_effect(self, row: CellEstimate) -> float | None:
        found = effect(row.compared_taken, row.compared, row.held_out_taken, row.held_out)
        return None if found is None else found[0]

    @extend_schema_field(CellRoundSerializer(many=True))
    def get_rounds(self, row: CellEstimate) -> list[dict[str, int | str]]:
        return [
            {"month": month, "contacted": contacted, "taken": taken}
            for month, contacted, taken in row.rounds
        ]


class EvidenceFilter(StrictFilterSet):
    product = django_filters.ModelChoiceFilter(queryset=Product.objects.all(), to_field_name="code")
    customer_group = django_filters.ModelChoiceFilter(
        queryset=CustomerGroup.objects.all(), to_field_name="code"
    )
    channel = django_filters.ModelChoiceFilter(queryset=Channel.objects.all(), to_field_name="code")

    class Meta:
        model = CellEstimate
        fields = ("product", "customer_group", "channel")


class LoadingEvidence(ApiView, generics.ListAPIView):
    """How often each product is taken by each customer group on each channel."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CHANNELS,)
    serializer_class = CellEvidenceSerializer
    queryset: QuerySet[CellEstimate] = CellEstimate.objects.select_related(
        "product", "customer_group", "channel"
    )
    filterset_class = EvidenceFilter
    ordering = "id"
    ordering_fields = ("mean", "contacted")
