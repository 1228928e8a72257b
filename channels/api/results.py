"""What came of placements, as sending platforms tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from channels.models import Channel, CustomerGroup, PlacementResult, Product
from channels.models.result import MOST_PERSONS
from channels.results.fields import CODES, CONTENT, PERSONS
from channels.results.known_after import REASON, known_after
from channels.results.queries import READERS, visible_results
from channels.results.recording import MOST, RECORDERS, record_results, refuse_own_source
from common.api.fields import BoundedDateField, MoneyField, PlainCharField, WholeNumberField
from common.api.filters import StrictFilterSet, YesNoFilter
from common.api.serializers import StrictSerializer
from common.api.views import ApiView

CODE = {"slug_field": "code", "read_only": True}


class PlacementResultSerializer(serializers.ModelSerializer[PlacementResult]):
    """What one result says; null is what nobody told. ``is_current``: no later revision
    corrects it.
    """

    unit = serializers.SlugRelatedField(**CODE, allow_null=True)
    channel = serializers.SlugRelatedField(**CODE)
    product = serializers.SlugRelatedField(**CODE)
    customer_group = serializers.SlugRelatedField(**CODE, allow_null=True)
    branch = serializers.SlugRelatedField(**CODE, allow_null=True)
    recorded_by = serializers.CharField(source="recorded_by.username")
    is_current = serializers.SerializerMethodField()

    class Meta:
        model = PlacementResult
        fields = (
            "uuid",
            "source",
            "key",
            "revision",
            "is_current",
            *CONTENT,
            "reason",
            "recorded_by",
            "recorded_at",
        )
        read_only_fields = fields

    def get_is_current(self, result: PlacementResult) -> bool:
        return not hasattr(result, "correction")


def counts() -> dict[str, serializers.Field]:
    needed = {"contacted", "taken"}
    return {
        name: WholeNumberField(
            min_value=0,
            max_value=MOST_PERSONS,
            required=name in needed,
            allow_null=name not in needed,
        )
        for name in PERSONS
    }


class PlacementResultInput(StrictSerializer):
    """One result. Without ``campaign`` it is of a campaign from before this product; ``product``
    may be left out where the plan sells but one on the channel; ``key`` where the plan, place, day
    and group name the result.
    """

    key = PlainCharField(max_length=120, required=False)
    campaign = PlainCharField(max_length=20, required=False, allow_blank=True)
    unit = PlainCharField(max_length=60, required=False, allow_null=True)
    channel = PlainCharField(max_length=60)
    product = PlainCharField(max_length=60, required=False)
    customer_group = PlainCharField(max_length=60, required=False, allow_null=True)
    branch = PlainCharField(max_length=60, required=False, allow_null=True)
    happened_on = BoundedDateField()
    cost = MoneyField(required=False, allow_null=True)
    revenue = MoneyField(required=False, allow_null=True)
    reason = PlainCharField(max_length=200, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | counts()

    def to_internal_value(self, data: Any) -> Any:
        """As always, but what is known only after the contact is refused with the reason."""
        if isinstance(data, Mapping) and (late := known_after(str(name) for name in data)):
            raise serializers.ValidationError(
                {name[:80]: [REASON % {"column": name[:80]}] for name in late}, code="known_after"
            )
        return super().to_internal_value(data)


class PlacementResultsInput(StrictSerializer):
    """``source`` is the system that tells; a key told again with other numbers is a correction."""

    source = PlainCharField(max_length=40, validators=[refuse_own_source])
    results = PlacementResultInput(many=True, allow_empty=False, max_length=MOST)


class RecordedResultsSerializer(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    corrected = serializers.IntegerField()
    known = serializers.IntegerField()


class ResultFilter(StrictFilterSet):
    campaign = django_filters.CharFilter(max_length=20)
    source = django_filters.CharFilter(max_length=40)
    channel = django_filters.ModelChoiceFilter(queryset=Channel.objects.all(), to_field_name="code")
    product = django_filters.ModelChoiceFilter(queryset=Product.objects.all(), to_field_name="code")
    customer_group = django_filters.ModelChoiceFilter(
        queryset=CustomerGroup.objects.all(), to_field_name="code"
    )
    happened_after = django_filters.DateFilter(field_name="happened_on", lookup_expr="gte")
    happened_before = django_filters.DateFilter(field_name="happened_on", lookup_expr="lte")
    is_current = YesNoFilter(field_name="correction", lookup_expr="isnull")

    class Meta:
        model = PlacementResult
        fields = ("campaign", "source", "channel", "product", "customer_group")


class ReadsOrTells(BasePermission):
    """403 unless the caller may read results, or tell them where they write."""

    def has_permission(self, request: Request, view: Any) -> bool:
        reads = request.method in {"GET", "HEAD", "OPTIONS"}
        permissions = READERS if reads else RECORDERS
        return bool(request.user.is_authenticated) and any(
            request.user.may(permission) for permission in permissions
        )


class PlacementResults(ApiView, generics.ListAPIView):
    """What came of placements, newest first, every revision of it. Not counted: the record is
    long.
    """

    permission_classes = (ReadsOrTells,)
    serializer_class = PlacementResultSerializer
    queryset = PlacementResult.objects.none()
    filterset_class = ResultFilter
    ordering = "-id"
    ordering_fields = ("id", "happened_on")
    counts_list = False

    def get_queryset(self) -> QuerySet[PlacementResult]:
        rows = visible_results(self.request.user)
        return rows.select_related(*CODES, "recorded_by", "correction")

    @extend_schema(request=PlacementResultsInput, responses={201: RecordedResultsSerializer})
    def post(self, request: Request) -> Response:
        """Tell many results at once, all or none. What was told before is known; the same key with
        other numbers is a correction, and both stay on record.
        """
        form = PlacementResultsInput(data=request.data)
        form.is_valid(raise_exception=True)
        done = record_results(actor=request.user, **form.validated_data)
        return Response(RecordedResultsSerializer(done).data, status=201)
