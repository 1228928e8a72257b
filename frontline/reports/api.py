"""Reports from the front line by API: list, report, read, pictures, and the route of all steps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from assessment.api.views import AnyRenderer
from common import clock, uploads
from common.api.fields import BoundedDateField, PlainCharField, WholeNumberField
from common.api.filters import StrictFilterSet
from common.api.serializers import StrictSerializer
from common.api.steps import OfferedSerializer, StepView, transitions_json
from common.api.tags import IF_MATCH, IF_NONE_MATCH, tagged
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused, refuse
from frontline.api_fields import CodeField, PlanField, UsernameField
from frontline.enums import Decision, ReportKind, ReportState
from frontline.models import Report
from frontline.models.report import MOST_ASKED
from frontline.reports.access import READING, answered_for, may_report, mine_to_decide, places_of
from frontline.reports.command import change_report
from frontline.reports.queries import listed
from frontline.reports.reporting import MEDIA, add_photos, report_problem
from frontline.reports.workflow import REPORT
from organization.api.views import Holds
from organization.models import User


class PlaceField(CodeField):
    """A unit for which the caller reports."""

    def rows(self) -> QuerySet[Any]:
        return places_of(self.viewer)


class ReportFilter(StrictFilterSet):
    """``side``: what the caller has to decide, what they reported, what their units decide."""

    side = django_filters.ChoiceFilter(
        choices=[(name, name) for name in ("decide", "mine", "answer")], method="filter_side"
    )
    state = django_filters.ChoiceFilter(choices=ReportState.choices)
    kind = django_filters.ChoiceFilter(choices=ReportKind.choices)
    campaign = django_filters.CharFilter(field_name="campaign__code", max_length=20)
    unit = django_filters.CharFilter(field_name="unit__code", max_length=60)

    class Meta:
        model = Report
        fields = ("state", "kind")

    def filter_side(self, queryset: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        user: User = self.request.user
        if value == "mine":
            return queryset.filter(reported_by=user)
        return queryset.filter(mine_to_decide(user) if value == "decide" else answered_for(user))


class ReportRowSerializer(serializers.Serializer[Any]):
    """A report in a list. ``owner`` decides until ``answer_by``."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(ReportKind.choices)
    state = serializers.ChoiceField(ReportState.choices)
    text = serializers.CharField()
    campaign = serializers.CharField(source="campaign.code", default=None, allow_null=True)
    against = serializers.CharField(source="against.code", default=None, allow_null=True)
    unit = serializers.CharField(source="unit.code")
    place = serializers.CharField(allow_blank=True)
    seen_on = serializers.DateField()
    customers_say = serializers.CharField(allow_blank=True)
    customers = serializers.IntegerField(allow_null=True)
    reported_by = UsernameField()
    reported_at = serializers.DateTimeField(source="created_at")
    owner = UsernameField()
    owner_unit = serializers.CharField(source="owner_unit.code")
    answer_by = serializers.DateField()
    decision = serializers.ChoiceField(Decision.choices, allow_blank=True)
    answer = serializers.CharField(allow_blank=True)
    decided_by = serializers.CharField(source="decided_by.username", default=None, allow_null=True)
    decided_on = serializers.DateField(allow_null=True)


class PhotoSerializer(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()


class ReportSerializer(ReportRowSerializer):
    """A whole report: its pictures, the work notices that answer it, and every step."""

    photos = PhotoSerializer(many=True)
    work_notices = serializers.ListField(child=serializers.CharField())
    transitions = OfferedSerializer(many=True)
    etag = serializers.CharField()

    def to_representation(self, one: Report) -> dict[str, Any]:
        viewer = self.context["viewer"]
        return {
            **ReportRowSerializer(one).data,
            "photos": PhotoSerializer(one.photos.all(), many=True).data,
            "work_notices": sorted(one.work_notices.values_list("code", flat=True)),
            "transitions": transitions_json(REPORT.offered(one, viewer)),
            "etag": f"{one.code}.{one.etag}",
        }


class ReportNewSerializer(StrictSerializer):
    """What was seen. ``unit`` is where; ``seen_on`` is today where it is left out."""

    kind = serializers.ChoiceField(ReportKind.choices)
    text = PlainCharField(max_length=2000)
    unit = PlaceField()
    campaign = PlanField(required=False, allow_null=True)
    against = PlanField(required=False, allow_null=True)
    place = PlainCharField(max_length=120, allow_blank=True, required=False)
    seen_on = BoundedDateField(required=False)
    customers_say = PlainCharField(max_length=1000, allow_blank=True, required=False)
    customers = WholeNumberField(min_value=1, max_value=MOST_ASKED, required=False, allow_null=True)


class ReportStepSerializer(StrictSerializer):
    """What a step asks for: ``reason`` (all but take and confirm), ``decision`` (decide),
    ``person`` (hand_on: a user name).
    """

    reason = PlainCharField(max_length=2000, allow_blank=True, required=False)
    decision = serializers.ChoiceField(Decision.choices, required=False)
    person = PlainCharField(max_length=150, allow_blank=True, required=False)


@extend_schema_view(get=extend_schema(operation_id="front_line_reports_list"))
class Reports(ApiView, generics.ListAPIView):
    """The reports that the caller may see; branches, halls and the hotline report new ones."""

    permission_classes = (Holds,)
    permissions = READING
    serializer_class = ReportRowSerializer
    queryset = Report.objects.none()
    filterset_class = ReportFilter
    ordering = "-created_at"
    ordering_fields = ("code", "answer_by", "created_at")

    def get_queryset(self) -> QuerySet[Report]:
        return listed(self.request.user)

    @extend_schema(
        operation_id="front_line_reports_create",
        request=ReportNewSerializer,
        responses={201: ReportSerializer},
        filters=False,
    )
    def post(self, request: Request) -> Response:
        """Report something: whoever decides about it is told, and their clock begins."""
        if not may_report(request.user):
            raise Refused(NO_PERMISSION)
        body = ReportNewSerializer(data=request.data, context={"viewer": request.user})
        body.is_valid(raise_exception=True)
        values = {"seen_on": clock.today(), **body.validated_data}
        made = report_problem(actor=request.user, **values)
        return answer(request, made.code, status.HTTP_201_CREATED)


class ReportDetail(ApiView):
    """One report."""

    permission_classes = (Holds,)
    permissions = READING

    @extend_schema(
        operation_id="front_line_reports_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=ReportSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        return answer(request, code)


class ReportPhotos(ApiView):
    parser_classes = (MultiPartParser,)
    permission_classes = (Holds,)
    permissions = READING

    @extend_schema(
        operation_id="front_line_reports_add_photo",
        request={
            "multipart/form-data": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
        responses={201: ReportSerializer},
    )
    def post(self, request: Request, code: str) -> Response:
        """Put a picture beside a report: JPEG, PNG or WebP of at most 10 MB; it is made anew."""
        found = get_object_or_404(listed(request.user), code=code)
        upload = request.FILES.get("file")
        if upload is None:
            refuse("required", _("Send the file as “file”."), status=400, attr="file")
        add_photos(report_id=found.pk, photos=[upload], actor=request.user)
        return answer(request, code, status.HTTP_201_CREATED)


class ReportPhotoView(ApiView):
    renderer_classes = (JSONRenderer, AnyRenderer)
    permission_classes = (Holds,)
    permissions = READING

    @extend_schema(
        operation_id="front_line_reports_photo",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, code: str, key: UUID) -> FileResponse:
        """A picture as it was made anew."""
        found = get_object_or_404(listed(request.user), code=code)
        row = get_object_or_404(found.photos, key=key)
        return uploads.handed_out(MEDIA, row.stored_as, name=row.name, media_type=row.media_type)


@extend_schema_view(
    post=extend_schema(
        operation_id="front_line_reports_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=REPORT.people_steps),
            IF_MATCH,
        ],
        request=ReportStepSerializer,
        responses=ReportSerializer,
    )
)
class ReportStep(StepView):
    """One route for all steps of reports."""

    permission_classes = (Holds,)
    permissions = READING
    body = ReportStepSerializer

    def found(self, request: Request, code: str) -> Report:
        return get_object_or_404(listed(request.user), code=code)

    def take(self, request: Request, obj: Report, name: str, values: dict[str, Any]) -> Response:
        change_report(report=obj, name=name, actor=request.user, **values)
        return answer(request, obj.code)


def answer(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The whole report with its entity tag."""
    one = get_object_or_404(listed(request.user), code=code)
    data = ReportSerializer(one, context={"viewer": request.user}).data
    prefix = f"{one.code}.{one.etag}"
    address = f"/api/v1/front-line-reports/{one.code}/"
    return tagged(request, data, prefix=prefix, status=code_of_status, address=address)
