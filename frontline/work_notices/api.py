"""Work notices by API: list, write, read, their readers, and the one route for their steps."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.fields import BoundedDateField, PlainCharField
from common.api.filters import NoFilters, StrictFilterSet
from common.api.serializers import StrictSerializer
from common.api.steps import OfferedSerializer, StepView, transitions_json
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from frontline.api_fields import CodeField, PlanField, UsernameField
from frontline.enums import Seat, WorkNoticeState
from frontline.models import Reader, WorkNotice
from frontline.reports.access import reports_for
from frontline.work_notices.access import READING, may_write, notices_for, units_of
from frontline.work_notices.commands import (
    change_draft,
    change_notice,
    confirm_read,
    write_notice,
)
from frontline.work_notices.forms import IN_BRANCHES
from frontline.work_notices.queries import listed, successor_of
from frontline.work_notices.workflow import WORK_NOTICE
from organization.api.views import Holds
from organization.models import Unit


class IssuingUnitField(CodeField):
    """A unit in whose name the caller writes."""

    def rows(self) -> QuerySet[Any]:
        return units_of(self.viewer)


class BranchField(CodeField):
    """A branch, or what lies below one."""

    def rows(self) -> QuerySet[Any]:
        return Unit.objects.active().filter(kind__in=IN_BRANCHES)


class ReportField(CodeField):
    """A report that the caller sees."""

    def rows(self) -> QuerySet[Any]:
        return reports_for(self.viewer)


class ReplacedField(CodeField):
    """A work notice that the caller sees."""

    def rows(self) -> QuerySet[Any]:
        return notices_for(self.viewer)


class WorkNoticeFilter(StrictFilterSet):
    state = django_filters.ChoiceFilter(choices=WorkNoticeState.choices)
    seat = django_filters.ChoiceFilter(choices=Seat.choices, method="filter_seat")
    campaign = django_filters.CharFilter(field_name="campaign__code", max_length=20)
    report = django_filters.CharFilter(field_name="report__code", max_length=20)
    unit = django_filters.CharFilter(field_name="unit__code", max_length=60)

    class Meta:
        model = WorkNotice
        fields = ("state",)

    def filter_seat(
        self, queryset: QuerySet[WorkNotice], name: str, value: str
    ) -> QuerySet[WorkNotice]:
        return queryset.filter(seats__contains=[value])


class WorkNoticeRowSerializer(serializers.Serializer[Any]):
    """A work notice in a list; ``told`` and ``read`` count its readers."""

    code = serializers.CharField()
    title = serializers.CharField()
    words = serializers.CharField()
    todo = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(WorkNoticeState.choices)
    unit = serializers.CharField(source="unit.code")
    seats = serializers.ListField(child=serializers.ChoiceField(Seat.choices))
    campaign = serializers.CharField(source="campaign.code", default=None, allow_null=True)
    report = serializers.CharField(source="report.code", default=None, allow_null=True)
    replaces = serializers.CharField(source="replaces.code", default=None, allow_null=True)
    until = serializers.DateField(allow_null=True)
    read_by = serializers.DateField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    written_by = UsernameField()
    issued_by = serializers.CharField(source="issued_by.username", default=None, allow_null=True)
    issued_at = serializers.DateTimeField(allow_null=True)
    told = serializers.IntegerField()
    read = serializers.IntegerField()


class WorkNoticeSerializer(WorkNoticeRowSerializer):
    """A whole work notice: the units that it is for (none: all branches), what took its place, and
    every step.
    """

    units = serializers.ListField(child=serializers.CharField())
    successor = serializers.CharField(allow_null=True)
    transitions = OfferedSerializer(many=True)
    etag = serializers.CharField()

    def to_representation(self, one: WorkNotice) -> dict[str, Any]:
        viewer = self.context["viewer"]
        successor = successor_of(viewer, one)
        return {
            **WorkNoticeRowSerializer(one).data,
            "units": [unit.code for unit in one.units.all()],
            "successor": successor.code if successor else None,
            "transitions": transitions_json(WORK_NOTICE.offered(one, viewer)),
            "etag": f"{one.code}.{one.etag}",
        }


class WorkNoticeWriteSerializer(StrictSerializer):
    """What is to be said and done, for whom. ``units`` empty: in all branches."""

    title = PlainCharField(max_length=80)
    words = PlainCharField(max_length=1000)
    todo = PlainCharField(max_length=1000, allow_blank=True, required=False)
    seats = serializers.ListField(
        child=serializers.ChoiceField(Seat.choices), min_length=1, max_length=len(Seat)
    )
    units = serializers.ListField(child=BranchField(), max_length=200, required=False)
    campaign = PlanField(required=False, allow_null=True)
    report = ReportField(required=False, allow_null=True)
    replaces = ReplacedField(required=False, allow_null=True)
    until = BoundedDateField(required=False, allow_null=True)


class WorkNoticeNewSerializer(WorkNoticeWriteSerializer):
    unit = IssuingUnitField()


class WorkNoticeStepSerializer(StrictSerializer):
    """``reason`` is asked for by withdraw."""

    reason = PlainCharField(max_length=400, allow_blank=True, required=False)


class ReaderSerializer(serializers.Serializer[Any]):
    """Somebody a notice was issued to, and when they said that they have read it."""

    user = UsernameField()
    unit = serializers.CharField(source="unit.code")
    seat = serializers.ChoiceField(Seat.choices)
    read_at = serializers.DateTimeField(allow_null=True)
    reminders = serializers.IntegerField(source="chased")


@extend_schema_view(get=extend_schema(operation_id="work_notices_list"))
class WorkNotices(ApiView, generics.ListAPIView):
    """The work notices that the caller may see; units write new ones."""

    permission_classes = (Holds,)
    permissions = READING
    serializer_class = WorkNoticeRowSerializer
    queryset = WorkNotice.objects.none()
    filterset_class = WorkNoticeFilter
    ordering = "-created_at"
    ordering_fields = ("code", "issued_at", "created_at")

    def get_queryset(self) -> QuerySet[WorkNotice]:
        return listed(self.request.user)

    @extend_schema(
        operation_id="work_notices_create",
        request=WorkNoticeNewSerializer,
        responses={201: WorkNoticeSerializer},
        filters=False,
    )
    def post(self, request: Request) -> Response:
        """Write a work notice as a draft; nobody reads it before it is issued."""
        if not may_write(request.user):
            raise Refused(NO_PERMISSION)
        body = WorkNoticeNewSerializer(data=request.data, context={"viewer": request.user})
        body.is_valid(raise_exception=True)
        made = write_notice(actor=request.user, **body.validated_data)
        return answer(request, made.code, status.HTTP_201_CREATED)


class WorkNoticeDetail(ApiView):
    """One work notice. PATCH while it is a draft."""

    permission_classes = (Holds,)
    permissions = READING

    @extend_schema(
        operation_id="work_notices_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=WorkNoticeSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        return answer(request, code)

    @extend_schema(
        operation_id="work_notices_change",
        parameters=[IF_MATCH],
        request=WorkNoticeWriteSerializer,
        responses=WorkNoticeSerializer,
    )
    def patch(self, request: Request, code: str) -> Response:
        found = get_object_or_404(listed(request.user), code=code)
        etag = matched(request, found.code, found.etag)
        body = WorkNoticeWriteSerializer(
            data=request.data, partial=True, context={"viewer": request.user}
        )
        body.is_valid(raise_exception=True)
        change_draft(notice_id=found.pk, actor=request.user, etag=etag, **body.validated_data)
        return answer(request, code)


@extend_schema_view(get=extend_schema(operation_id="work_notices_readers"))
class WorkNoticeReaders(ApiView, generics.ListAPIView):
    """Who has to read a work notice, and who has."""

    permission_classes = (Holds,)
    permissions = READING
    serializer_class = ReaderSerializer
    queryset = Reader.objects.none()
    filter_backends = (NoFilters,)

    def get_queryset(self) -> QuerySet[Reader]:
        found = get_object_or_404(notices_for(self.request.user), code=self.kwargs["code"])
        return found.readers.select_related("user", "unit").order_by("unit__path", "pk")


class WorkNoticeRead(ApiView):
    permission_classes = (Holds,)
    permissions = READING

    @extend_schema(operation_id="work_notices_read", request=None, responses=ReaderSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Confirm that the caller has read it; 404 where it was not issued to them."""
        found = get_object_or_404(notices_for(request.user), code=code)
        reader = confirm_read(notice_id=found.pk, actor=request.user)
        return Response(ReaderSerializer(reader).data)


@extend_schema_view(
    post=extend_schema(
        operation_id="work_notices_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=WORK_NOTICE.people_steps),
            IF_MATCH,
        ],
        request=WorkNoticeStepSerializer,
        responses=WorkNoticeSerializer,
    )
)
class WorkNoticeStep(StepView):
    """One route for all steps of work notices."""

    permission_classes = (Holds,)
    permissions = READING
    body = WorkNoticeStepSerializer

    def found(self, request: Request, code: str) -> WorkNotice:
        return get_object_or_404(listed(request.user), code=code)

    def take(
        self, request: Request, obj: WorkNotice, name: str, values: dict[str, Any]
    ) -> Response:
        change_notice(notice=obj, name=name, actor=request.user, **values)
        return answer(request, obj.code)


def answer(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The whole work notice with its entity tag."""
    one = get_object_or_404(listed(request.user), code=code)
    data = WorkNoticeSerializer(one, context={"viewer": request.user}).data
    prefix = f"{one.code}.{one.etag}"
    address = f"/api/v1/work-notices/{one.code}/"
    return tagged(request, data, prefix=prefix, status=code_of_status, address=address)
