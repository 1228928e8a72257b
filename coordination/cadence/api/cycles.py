"""Figures, rows, late plans and the review of a planning cycle as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import is_visible_to
from campaigns.models import Initiative
from common import clock
from common.api.filters import PAGING, refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from coordination.cadence import commands, figures
from coordination.cadence.api.serializers import (
    CycleRowSerializer,
    LateEntryRowSerializer,
    LateEntrySerializer,
    ReviewedSerializer,
    ReviewSerializer,
    UnitFiguresSerializer,
)
from coordination.cadence.api.steps import OfCycles
from coordination.cadence.conditions import BY_CODE
from coordination.cadence.plans import plans_of
from coordination.cadence.reviewing import Reviewed, initiatives_of
from coordination.cadence.rows import lines_of, rows_behind
from coordination.enums import StepKind
from coordination.models import LateEntry
from organization.models import Unit

COUNTS = [*BY_CODE, *figures.PARTS]


class CycleFigures(OfCycles):
    pagination_class = OffsetPagination

    @extend_schema(operation_id="cycle_figures", responses=UnitFiguresSerializer(many=True))
    def get(self, request: Request, code: str) -> Response:
        """How many plans of each unit came into the cycle in time."""
        refuse_unknown(request.query_params, PAGING)
        step = self.cycle(code).steps.select_related("cycle").filter(kind=StepKind.PLANS).first()
        units = {unit.pk: unit for unit in Unit.objects.order_by("position", "code")}
        found = figures.figures_of(step, units) if step else []
        return page_of(request, found, lambda page: [figures_json(one) for one in page])


def figures_json(one: figures.UnitFigures) -> dict[str, Any]:
    names = ("punctual", "late", "urgent", "waiting", "percent")
    return {"unit": one.unit.code, **{name: getattr(one, name) for name in names}}


class CycleRows(OfCycles):
    """The rows behind a count of a cycle, as far as the caller sees them."""

    pagination_class = OffsetPagination

    @extend_schema(
        operation_id="cycle_rows_list",
        parameters=[OpenApiParameter("name", str, OpenApiParameter.PATH, enum=COUNTS)],
        responses=CycleRowSerializer(many=True),
    )
    def get(self, request: Request, code: str, name: str) -> Response:
        refuse_unknown(request.query_params, PAGING)
        seen, _total = rows_behind(self.cycle(code), name, clock.today(), request.user)

        def shown(found: Sequence[Any]) -> Any:
            names = ("title", "code", "unit", "note", "url")
            return [
                {one: getattr(line, one) for one in names} for line in lines_of(found, request.user)
            ]

        return page_of(request, seen, shown)


class LateEntries(OfCycles):
    """Why plans come into a cycle after its cut-off."""

    pagination_class = OffsetPagination

    @extend_schema(
        operation_id="cycle_late_entries_list", responses=LateEntryRowSerializer(many=True)
    )
    def get(self, request: Request, code: str) -> Response:
        """The reasons that were given, the newest first, for plans that the caller sees."""
        refuse_unknown(request.query_params, PAGING)
        plans = plans_of(self.cycle(code)).filter(is_visible_to(request.user))
        rows = LateEntry.objects.filter(campaign__in=plans.values("pk"))

        def shown(found: Sequence[LateEntry]) -> Any:
            return [entry_json(one) for one in found]

        return page_of(request, rows.select_related("campaign", "entered_by"), shown)

    @extend_schema(
        operation_id="cycle_late_entries_create",
        request=LateEntrySerializer,
        responses={201: LateEntryRowSerializer},
    )
    def post(self, request: Request, code: str) -> Response:
        """Say why an urgent plan comes in after the cut-off; then it can be submitted."""
        plans = plans_of(self.cycle(code)).filter(is_visible_to(request.user))
        body = LateEntrySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        plan = get_object_or_404(plans, code=body.validated_data["campaign"])
        made = commands.enter_late(
            campaign=plan, reason=body.validated_data["reason"], actor=request.user
        )
        return Response(entry_json(made), status=status.HTTP_201_CREATED)


def entry_json(one: LateEntry) -> dict[str, Any]:
    return {
        "campaign": one.campaign.code,
        "reason": one.reason,
        "entered_by": one.entered_by.username,
        "entered_at": clock.iso(one.entered_at),
    }


class CycleReview(OfCycles):
    pagination_class = OffsetPagination

    @extend_schema(operation_id="cycle_review", responses=ReviewedSerializer(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Each initiative with figures in the cycle: to reach, planned, came, and the verdict."""
        refuse_unknown(request.query_params, PAGING)
        found = initiatives_of(self.cycle(code), request.user)
        return page_of(request, found, lambda page: [reviewed_json(one) for one in page])


class InitiativeReviewed(OfCycles):
    @extend_schema(
        operation_id="cycle_review_initiative",
        request=ReviewSerializer,
        responses=ReviewedSerializer,
    )
    def post(self, request: Request, code: str, initiative: str) -> Response:
        """Say what came of an initiative, and what the next cycle is to reach."""
        cycle = self.cycle(code)
        aim = get_object_or_404(Initiative.objects.select_related("owner_unit"), code=initiative)
        body = ReviewSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        rows = said.get("figures", [])
        commands.review_initiative(
            initiative=aim,
            cycle=cycle,
            verdict=said["verdict"],
            words=said["words"],
            came={one["indicator"]: one["came"] for one in rows if "came" in one},
            coming={one["indicator"]: one["coming"] for one in rows if "coming" in one},
            etag=said.get("etag"),
            actor=request.user,
        )
        found = initiatives_of(cycle, request.user)
        return Response(reviewed_json(next(one for one in found if one.initiative == aim)))


def reviewed_json(one: Reviewed) -> dict[str, Any]:
    """An initiative in a cycle."""
    review = one.review
    return {
        "initiative": one.initiative.code,
        "owner_unit": one.initiative.owner_unit.code,
        "plans": one.plans,
        "ended": one.ended,
        "figures": [
            {
                "indicator": figure.indicator,
                "value": str(figure.value),
                "planned": str(figure.planned),
                "came": None if figure.came is None else str(figure.came),
                "coming": None if figure.coming is None else str(figure.coming),
            }
            for figure in one.figures
        ],
        "verdict": review.verdict if review else None,
        "words": review.words if review else "",
        "reviewed_by": review.reviewed_by.username if review else None,
        "etag": review.etag if review else None,
    }
