"""Whom a plan reaches and what leaves the others out, and the lists of both."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.filters import refuse_unknown
from common.api.pagination import OffsetPagination
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from findings.api.concerned import as_csv, masked_page, note_export
from findings.api.renderers import CsvRenderer
from findings.api.serializers import ConcernedSerializer
from preflight.api.reach_serializers import ReachSerializer
from preflight.reach_view import (
    may_open_lists,
    parts_of,
    persons_of,
    reach_now,
    told,
    visible_plan,
)


class PlanReached(ApiView):
    """Persons asked for, reached, and left out by reason."""

    @extend_schema(operation_id="campaigns_reach", responses=ReachSerializer)
    def get(self, request: Request, code: str) -> Response:
        refuse_unknown(request.query_params, {"format"})
        campaign = visible_plan(request.user, code)
        found = reach_now(campaign)
        opens = may_open_lists(request.user, campaign)
        told_of = {
            "campaign": campaign.code,
            "check_run": found.run.pk if found else None,
            "asked": told(len(found.reach.asked), opens=opens) if found else None,
            "parts": parts_of(found.reach, opens=opens) if found else [],
            "waves": found.reach.waves if found else [],
        }
        return Response(ReachSerializer(told_of, context={"opens": opens}).data)


class ReachCustomers(ApiView):
    """The persons of one part, masked: paged, or all as CSV."""

    renderer_classes = (JSONRenderer, CsvRenderer)
    pagination_class = OffsetPagination

    @extend_schema(
        operation_id="campaigns_reach_customers",
        responses={
            (200, "application/json"): ConcernedSerializer(many=True),
            (200, "text/csv"): OpenApiTypes.STR,
        },
    )
    def get(self, request: Request, code: str, part: str) -> Any:
        refuse_unknown(request.query_params, {"limit", "cursor", "format"})
        campaign = visible_plan(request.user, code)
        if not may_open_lists(request.user, campaign):
            raise Refused(NO_PERMISSION)
        found = reach_now(campaign)
        if found is None:
            raise Http404
        persons = persons_of(found.reach, part)
        if request.accepted_renderer.format == "csv":
            note_export(request, campaign, persons, object_type="campaign", code=campaign.code)
            return as_csv(persons, f"{campaign.code}-{part}")
        return masked_page(request, persons)
