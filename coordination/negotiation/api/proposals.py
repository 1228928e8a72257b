"""Proposals: asking for a way out, reading where it stands, answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.filters import refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.steps import StepView
from common.api.tags import IF_MATCH, IF_NONE_MATCH, tagged
from common.api.views import ApiView
from common.errors import refuse
from coordination.enums import ProposalState
from coordination.models import Proposal
from coordination.negotiation import commands
from coordination.negotiation.access import proposals_for
from coordination.negotiation.api.serializers import (
    AnswerSerializer,
    DeclineSerializer,
    ProposalSerializer,
    ProposeSerializer,
    proposal_json,
)
from coordination.negotiation.asking import waiting_for
from coordination.negotiation.presenting import proposals_of
from coordination.negotiation.proposals import PROPOSAL
from coordination.negotiation.visible import proposal_or_404
from findings.api.views import finding_of, require_side
from findings.commands.settling import way_out_of


class Propose(ApiView):
    @extend_schema(
        operation_id="findings_propose",
        request=ProposeSerializer,
        responses={201: ProposalSerializer},
    )
    def post(self, request: Request, code: str, finding_id: UUID) -> Response:
        """Ask who can do it for a way out; they have the turn, with a clock."""
        plan, finding = finding_of(request, code, finding_id)
        require_side(request, plan, finding)
        body = ProposeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        made = commands.propose_way_out(
            finding_id=finding_id,
            way_out_id=said["way_out"],
            actor=request.user,
            text=said.get("text", ""),
        )
        return answered(request, made.code, status.HTTP_201_CREATED)


class Decline(ApiView):
    @extend_schema(
        operation_id="findings_decline",
        request=DeclineSerializer,
        responses={201: ProposalSerializer},
    )
    def post(self, request: Request, code: str, finding_id: UUID) -> Response:
        """Say no to the proposal of a way out that waits, and why."""
        plan, finding = finding_of(request, code, finding_id)
        require_side(request, plan, finding)
        body = DeclineSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        way_out_of(finding, said["way_out"])
        waiting = waiting_for(finding, said["way_out"])
        if waiting is None:
            refuse("not-proposed", _("Nobody proposes this way out now."))
        commands.answer_proposal(
            proposal_id=waiting.pk, name="decline", actor=request.user, reason=said["text"]
        )
        return answered(request, waiting.code, status.HTTP_201_CREATED)


class Proposals(ApiView):
    """The proposals that the caller reads, the newest first: all of them, or those in a
    ``state``.
    """

    pagination_class = OffsetPagination

    @extend_schema(
        operation_id="proposals_list",
        parameters=[OpenApiParameter("state", str, enum=ProposalState.values)],
        responses=ProposalSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, {"state", "limit", "cursor", "format"})
        rows = proposals_for(request.user).prefetch_related(
            "finding__sides__campaign__owner_unit",
            "finding__sides__campaign__working",
            "finding__acceptances",
            "campaign__author",
        )
        if (state := request.query_params.get("state")) is not None:
            if state not in ProposalState.values:
                raise ValidationError({"state": [_("Unknown value.")]}, code="invalid_choice")
            rows = rows.filter(state=state)

        def shown(found: Sequence[Proposal]) -> Any:
            views = {one.proposal.pk: one for one in proposals_of(found, request.user)}
            return [proposal_json(views[one.pk], request.user) for one in found]

        return page_of(request, rows.order_by("-pk"), shown)


class ProposalDetail(ApiView):
    @extend_schema(
        operation_id="proposals_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=ProposalSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        """One proposal: what it asks, in whose court it is, what came of it."""
        return answered(request, code)


@extend_schema_view(
    post=extend_schema(
        operation_id="proposals_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=PROPOSAL.people_steps),
            IF_MATCH,
        ],
        request=AnswerSerializer,
        responses=ProposalSerializer,
    )
)
class ProposalStep(StepView):
    """One route for all that can be answered."""

    body = AnswerSerializer

    def found(self, request: Request, code: str) -> Proposal:
        return proposal_or_404(request.user, code)

    def take(self, request: Request, obj: Proposal, name: str, values: dict[str, Any]) -> Response:
        commands.answer_proposal(proposal_id=obj.pk, name=name, actor=request.user, **values)
        return answered(request, obj.code)


def answered(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The proposal with its entity tag."""
    found = proposal_or_404(request.user, code)
    view = proposals_of([found], request.user)[0]
    return tagged(
        request,
        proposal_json(view, request.user),
        prefix=f"{found.code}.{found.etag}",
        status=code_of_status,
    )
