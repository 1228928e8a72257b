"""Segments: list, make, change, count."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.filters import StrictFilterSet, refuse_unknown
from common.api.pagination import MAX_LIMIT, OffsetPagination, page_of
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from common.folding import has_words
from customers import access, segments
from customers.api.segment_serializers import (
    CountSerializer,
    FilterFieldSerializer,
    PreviewInput,
    SegmentChange,
    SegmentDetailSerializer,
    SegmentInput,
    SegmentSerializer,
    counts_for,
)
from customers.enums import SegmentKind
from customers.filter_parsing import filter_fields
from customers.models import Segment
from customers.segment_refresh import refresh_segment
from organization.api.views import Holds
from organization.models import Unit
from organization.permissions import Permission


class SegmentFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(choices=SegmentKind.choices)
    owner_unit = django_filters.ModelChoiceFilter(queryset=Unit.objects.all(), to_field_name="code")
    search = django_filters.CharFilter(method="named", max_length=80)

    class Meta:
        model = Segment
        fields = ("kind", "owner_unit", "is_active")

    def named(self, queryset: QuerySet[Segment], name: str, value: str) -> QuerySet[Segment]:
        return queryset.filter(has_words(value, "name"))


class Segments(ApiView, generics.ListAPIView):
    """Named groups of customers."""

    permission_classes = (Holds,)
    permissions = access.SEGMENT_READERS
    serializer_class = SegmentSerializer
    queryset = Segment.objects.select_related("owner_unit")
    filterset_class = SegmentFilter
    ordering = "code"
    ordering_fields = ("name",)

    @extend_schema(request=SegmentInput, responses={201: SegmentDetailSerializer})
    def post(self, request: Request) -> Response:
        """Make a segment from a filter or a list of customer numbers."""
        form = SegmentInput(data=request.data)
        form.is_valid(raise_exception=True)
        segment = segments.create_segment(actor=request.user, **values_of(form.validated_data))
        return answer(request, segment, 201)


class SegmentDetail(ApiView):
    """One segment, with how many are in it now."""

    permission_classes = (Holds,)
    permissions = access.SEGMENT_READERS

    @extend_schema(parameters=[IF_NONE_MATCH], responses=SegmentDetailSerializer)
    def get(self, request: Request, code: str) -> Response:
        return answer(request, segment_of(code))

    @extend_schema(parameters=[IF_MATCH], request=SegmentChange, responses=SegmentDetailSerializer)
    def patch(self, request: Request, code: str) -> Response:
        """Change words or whom it means. Plans that froze it keep what they froze."""
        segment = segment_of(code)
        etag = matched(request, segment.code, segment.etag)
        form = SegmentChange(data=request.data)
        form.is_valid(raise_exception=True)
        changed = segments.change_segment(
            segment_id=segment.pk,
            actor=request.user,
            etag=etag,
            **values_of(form.validated_data),
        )
        return answer(request, changed)


class SegmentRefreshing(ApiView):
    permission_classes = (Holds,)
    permissions = (Permission.MANAGE_SEGMENTS,)

    @extend_schema(request=None, responses=SegmentDetailSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Count a segment anew that is not counted whenever it is used."""
        segment = segment_of(code)
        refresh_segment(segment_id=segment.pk, actor=request.user)
        return answer(request, segment_of(code))


class SegmentVersionUse(ApiView):
    permission_classes = (Holds,)
    permissions = (Permission.MANAGE_SEGMENTS,)

    @extend_schema(request=None, responses=SegmentDetailSerializer)
    def post(self, request: Request, code: str, number: int) -> Response:
        """Have the segment mean again whom an earlier version means."""
        segment = segment_of(code)
        segments.use_version(segment_id=segment.pk, number=number, actor=request.user)
        return answer(request, segment_of(code))


def answer(request: Request, segment: Segment, status: int = 200) -> Response:
    """The segment with its entity tag."""
    return tagged(
        request,
        SegmentDetailSerializer(segment, context={"viewer": request.user}).data,
        prefix=f"{segment.code}.{segment.etag}",
        status=status,
        address=reverse("api-segment", args=[segment.code]),
    )


class SegmentPreview(ApiView):
    """How many a filter or a list means among the customers that the caller may see, stored
    nowhere. Small numbers of persons are not told.
    """

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CUSTOMERS,)

    @extend_schema(request=PreviewInput, responses=CountSerializer)
    def post(self, request: Request) -> Response:
        form = PreviewInput(data=request.data)
        form.is_valid(raise_exception=True)
        values = values_of(form.validated_data)
        found = segments.preview(actor=request.user, **values)
        return Response(CountSerializer(counts_for(request.user, found)).data)


class SegmentFields(ApiView):
    """What a filter can ask for. A page holds 500 unless ``limit`` says less."""

    permission_classes = (Holds,)
    permissions = access.SEGMENT_READERS
    pagination_class = OffsetPagination

    @extend_schema(responses=FilterFieldSerializer(many=True))
    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, {"limit", "cursor", "format"})
        return page_of(
            request,
            filter_fields(),
            lambda page: FilterFieldSerializer(page, many=True).data,
            default=MAX_LIMIT,
        )


def segment_of(code: str) -> Segment:
    segment = Segment.objects.select_related("owner_unit").filter(code=code).first()
    if segment is None:
        raise Http404
    return segment


def values_of(data: dict[str, Any]) -> dict[str, Any]:
    """The names of the API as those of the commands."""
    names = {"filter": "definition", "list": "numbers"}
    return {names.get(name, name): value for name, value in data.items()}
