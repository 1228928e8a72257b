"""Negotiations: opening one, reading it, stating a position, escalating, deciding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import visible_to
from campaigns.models import Campaign
from common.api.filters import refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.steps import StepView
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from coordination.enums import NegotiationState
from coordination.models import Negotiation
from coordination.negotiation import commands
from coordination.negotiation.access import negotiations_for
from coordination.negotiation.api.serializers import (
    NegotiationSerializer,
    NegotiationStepSerializer,
    PositionSerializer,
    negotiation_json,
)
from coordination.negotiation.queries import with_sides
from coordination.negotiation.visible import negotiation_or_404
from coordination.negotiation.workflow import NEGOTIATION
from findings.api.views import finding_of


class OfFinding(ApiView):
    @extend_schema(operation_id="findings_negotiation", responses=NegotiationSerializer)
    def get(self, request: Request, code: str, finding_id: UUID) -> Response:
        """The negotiation about a finding; 404 while none is opened."""
        _plan, finding = finding_of(request, code, finding_id)
        found = Negotiation.objects.filter(finding=finding).first()
        if found is None:
            raise Http404
        return answered(request, found.code)

    @extend_schema(
        operation_id="findings_negotiate", request=None, responses={201: NegotiationSerializer}
    )
    def post(self, request: Request, code: str, finding_id: UUID) -> Response:
        """Open the negotiation about what divides two plans; one that is there is given back."""
        finding_of(request, code, finding_id)
        made = commands.open_negotiation(finding_id=finding_id, actor=request.user)
        return answered(request, made.code, status.HTTP_201_CREATED)


class Negotiations(ApiView):
    """The negotiations that the caller reads, by their day: all of them, or those in a
    ``state``.
    """

    pagination_class = OffsetPagination

    @extend_schema(
        operation_id="negotiations_list",
        parameters=[OpenApiParameter("state", str, enum=NegotiationState.values)],
        responses=NegotiationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, {"state", "limit", "cursor", "format"})
        rows = negotiations_for(request.user).order_by("due_on", "pk")
        if (state := request.query_params.get("state")) is not None:
            if state not in NegotiationState.values:
                raise ValidationError({"state": [_("Unknown value.")]}, code="invalid_choice")
            rows = rows.filter(state=state)

        def shown(found: Sequence[Negotiation]) -> Any:
            keys = [one.pk for one in found]
            return many_json(with_sides(rows.filter(pk__in=keys)), request)

        return page_of(request, rows, shown)


class NegotiationDetail(ApiView):
    @extend_schema(
        operation_id="negotiations_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=NegotiationSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        """One negotiation: round, day, positions, what was decided."""
        return answered(request, code)


class StatePosition(ApiView):
    @extend_schema(
        operation_id="negotiations_position",
        parameters=[IF_MATCH],
        request=PositionSerializer,
        responses=NegotiationSerializer,
    )
    def post(self, request: Request, code: str, plan: str) -> Response:
        """Say what the side of a plan stands for."""
        found = negotiation_or_404(request.user, code)
        etag = matched(request, found.code, found.etag)
        campaign = get_object_or_404(Campaign.objects.filter(findings=found.finding), code=plan)
        body = PositionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        commands.state_position(
            negotiation_id=found.pk,
            campaign=campaign,
            actor=request.user,
            etag=etag,
            **body.validated_data,
        )
        return answered(request, code)


@extend_schema_view(
    post=extend_schema(
        operation_id="negotiations_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=NEGOTIATION.people_steps),
            IF_MATCH,
        ],
        request=NegotiationStepSerializer,
        responses=NegotiationSerializer,
    )
)
class NegotiationStep(StepView):
    """One route for escalating, deciding and taking up again."""

    body = NegotiationStepSerializer

    def found(self, request: Request, code: str) -> Negotiation:
        return negotiation_or_404(request.user, code)

    def take(
        self, request: Request, obj: Negotiation, name: str, values: dict[str, Any]
    ) -> Response:
        commands.change_negotiation(negotiation_id=obj.pk, name=name, actor=request.user, **values)
        return answered(request, obj.code)


def many_json(found: Sequence[Negotiation], request: Request) -> list[dict[str, Any]]:
    """Negotiations read ``with_sides``, with the plans that the caller may know."""
    plans = Campaign.objects.filter(findings__in=[one.finding_id for one in found])
    known = set(
        visible_to(request.user).filter(pk__in=plans.values("pk")).values_list("code", flat=True)
    )
    return [negotiation_json(one, request.user, known) for one in found]


def answered(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The negotiation with its entity tag."""
    negotiation_or_404(request.user, code)
    found = with_sides(negotiations_for(request.user).filter(code=code))
    return tagged(
        request,
        many_json(found, request)[0],
        prefix=f"{found[0].code}.{found[0].etag}",
        status=code_of_status,
    )
