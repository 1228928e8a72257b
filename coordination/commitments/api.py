"""Commitments by API: list, read, figures, and the one route for all of their steps."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common import clock
from common.api.fields import BoundedDateField, PlainCharField
from common.api.filters import StrictFilterSet
from common.api.serializers import StrictSerializer
from common.api.steps import OfferedSerializer, StepView, transitions_json
from common.api.tags import IF_MATCH, IF_NONE_MATCH, tagged
from common.api.views import ApiView
from coordination.commitments.access import answered_for, owed_by, owed_to
from coordination.commitments.command import change_commitment
from coordination.commitments.figures import Figures, figures_of
from coordination.commitments.queries import listed
from coordination.commitments.workflow import COMMITMENT
from coordination.enums import CommitmentState, Gate
from coordination.models import Commitment
from coordination.models.commitment import BEST_MARK
from organization.api.views import Holds
from organization.enums import Role
from organization.permissions import Permission

SIDES = {"owe": owed_by, "owed": owed_to, "answer": answered_for}


class CommitmentFilter(StrictFilterSet):
    """``side``: what the caller owes, what is owed to them, what they answer for as a head."""

    side = django_filters.ChoiceFilter(
        choices=[(name, name) for name in SIDES], method="filter_side"
    )
    state = django_filters.ChoiceFilter(choices=CommitmentState.choices)
    gate = django_filters.ChoiceFilter(choices=Gate.choices)
    campaign = django_filters.CharFilter(field_name="campaign__code", max_length=20)
    performer_unit = django_filters.CharFilter(field_name="performer_unit__code", max_length=60)
    performer_role = django_filters.ChoiceFilter(choices=Role.choices)

    class Meta:
        model = Commitment
        fields = ("state", "gate", "performer_role")

    def filter_side(
        self, queryset: QuerySet[Commitment], name: str, value: str
    ) -> QuerySet[Commitment]:
        return queryset.filter(SIDES[value](self.request.user))


class CommitmentRowSerializer(serializers.Serializer[Any]):
    """A commitment in a list. ``due_on`` holds; ``asked_due_on`` was counted back from the
    launch.
    """

    code = serializers.CharField()
    campaign = serializers.CharField(source="campaign.code")
    name = serializers.CharField(source="label")
    conditions = serializers.CharField(source="conditions_label")
    state = serializers.ChoiceField(CommitmentState.choices)
    gate = serializers.ChoiceField(Gate.choices)
    performer_unit = serializers.CharField(source="performer_unit.code")
    performer_role = serializers.ChoiceField(Role.choices)
    customer_unit = serializers.CharField(source="customer_unit.code")
    customer_role = serializers.ChoiceField(Role.choices)
    claimed_by = serializers.CharField(source="claimed_by.username", default=None, allow_null=True)
    launch_on = serializers.DateField()
    asked_due_on = serializers.DateField()
    due_on = serializers.DateField()
    is_compressed = serializers.BooleanField()
    answer_by = serializers.DateField()
    counter_due_on = serializers.DateField(allow_null=True)
    counter_conditions = serializers.CharField(allow_blank=True)
    renegotiated = serializers.IntegerField()
    promised_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    is_late = serializers.BooleanField()
    accepted_on = serializers.DateField(allow_null=True)
    mark = serializers.IntegerField(allow_null=True)


class EvidenceSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True)
    link = serializers.CharField(allow_blank=True)
    file_name = serializers.CharField(allow_blank=True)
    added_by = serializers.CharField(source="added_by.username")
    added_at = serializers.DateTimeField()


class CommitmentSerializer(CommitmentRowSerializer):
    """A whole commitment: what it waits for, what shows it, and every step."""

    waits_for = serializers.ListField(child=serializers.CharField())
    evidence = EvidenceSerializer(many=True)
    transitions = OfferedSerializer(many=True)
    etag = serializers.CharField()

    def to_representation(self, one: Commitment) -> dict[str, Any]:
        rows = one.evidence.select_related("added_by").defer("content")
        return {
            **CommitmentRowSerializer(one).data,
            "waits_for": sorted(other.code for other in one.waits_for.all()),
            "evidence": EvidenceSerializer(rows, many=True).data,
            "transitions": transitions_json(COMMITMENT.offered(one, self.context["request"].user)),
            "etag": f"{one.code}.{one.etag}",
        }


class CommitmentStepSerializer(StrictSerializer):
    """What a step asks for: ``reason`` (counter, insist, decline, reopen, waive), ``due_on`` and
    ``conditions`` (counter), ``evidence`` and ``link`` (done), ``mark`` (accept), ``unit`` and
    ``person`` (reassign).
    """

    reason = PlainCharField(max_length=2000, allow_blank=True, required=False)
    due_on = BoundedDateField(required=False)
    conditions = PlainCharField(max_length=400, allow_blank=True, required=False)
    evidence = PlainCharField(max_length=400, allow_blank=True, required=False)
    link = serializers.URLField(max_length=500, allow_blank=True, required=False)
    mark = serializers.IntegerField(min_value=1, max_value=BEST_MARK, required=False)
    unit = PlainCharField(max_length=60, allow_blank=True, required=False)
    person = PlainCharField(max_length=150, allow_blank=True, required=False)


class FiguresSerializer(serializers.Serializer[Any]):
    """The counts of one performing unit and role; shares in whole per cent, null where nothing was
    due yet.
    """

    unit = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    asked = serializers.IntegerField()
    promised_in_time = serializers.IntegerField(allow_null=True)
    kept_in_time = serializers.IntegerField(allow_null=True)
    renegotiated = serializers.IntegerField()
    mark = serializers.FloatField(allow_null=True)

    def to_representation(self, one: Figures) -> dict[str, Any]:
        return {
            "unit": one.unit.code,
            "role": str(one.role),
            "asked": one.counts["asked"],
            "promised_in_time": one.promised_in_time,
            "kept_in_time": one.kept_in_time,
            "renegotiated": one.counts["renegotiated"],
            "mark": one.mark,
        }


class AllFiguresSerializer(serializers.Serializer[Any]):
    results = FiguresSerializer(many=True)


@extend_schema_view(get=extend_schema(operation_id="commitments_list"))
class Commitments(ApiView, generics.ListAPIView):
    """The commitments that the caller may see."""

    permission_classes = (Holds,)
    permissions = (Permission.PERFORM,)
    serializer_class = CommitmentRowSerializer
    queryset = Commitment.objects.none()
    filterset_class = CommitmentFilter
    ordering = "due_on"
    ordering_fields = ("code", "state")

    def get_queryset(self) -> QuerySet[Commitment]:
        return listed(self.request.user)


class CommitmentFigures(ApiView):
    """How commitments were promised and kept, by performing unit and role."""

    permission_classes = (Holds,)
    permissions = (Permission.PERFORM,)

    @extend_schema(operation_id="commitments_figures", responses=AllFiguresSerializer)
    def get(self, request: Request) -> Response:
        found = figures_of(listed(request.user), clock.today())
        return Response({"results": FiguresSerializer(found, many=True).data})


class CommitmentDetail(ApiView):
    """One commitment."""

    permission_classes = (Holds,)
    permissions = (Permission.PERFORM,)

    @extend_schema(
        operation_id="commitments_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=CommitmentSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        return answer(request, code)


@extend_schema_view(
    post=extend_schema(
        operation_id="commitments_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=COMMITMENT.people_steps),
            IF_MATCH,
        ],
        request=CommitmentStepSerializer,
        responses=CommitmentSerializer,
    )
)
class CommitmentStep(StepView):
    """One route for all steps of commitments."""

    permission_classes = (Holds,)
    permissions = (Permission.PERFORM,)
    body = CommitmentStepSerializer

    def found(self, request: Request, code: str) -> Commitment:
        return get_object_or_404(listed(request.user), code=code)

    def take(
        self, request: Request, obj: Commitment, name: str, values: dict[str, Any]
    ) -> Response:
        unit = values.pop("unit", "")
        change_commitment(commitment=obj, name=name, actor=request.user, unit_code=unit, **values)
        return answer(request, obj.code)


def answer(request: Request, code: str) -> Response:
    """The whole commitment with its entity tag."""
    one = get_object_or_404(listed(request.user), code=code)
    data = CommitmentSerializer(one, context={"request": request}).data
    return tagged(request, data, prefix=f"{one.code}.{one.etag}")
