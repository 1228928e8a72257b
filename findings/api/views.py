"""Findings: reading them, and settling what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.serializers import Submission, SubmittedSerializer
from campaigns.api.views.base import visible_plan
from campaigns.models import Campaign
from common.api.filters import refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from findings.access import is_side, readable, sees_findings
from findings.api.inputs import (
    AcceptSerializer,
    ApplySerializer,
    CommentTextSerializer,
)
from findings.api.serializers import CommentSerializer, FindingSerializer
from findings.commands import (
    accept_finding,
    apply_way_out,
    comment_finding,
)
from findings.enums import UNSETTLED, FindingState
from findings.loading import unpacked, with_parts
from findings.models import Finding
from findings.ordering import worst_first
from findings.presenting import present
from findings.visible import finding_or_404


def finding_of(request: Request, code: str, finding_id: UUID) -> tuple[Campaign, Finding]:
    """A finding on a visible plan. Raises 404 where either is not there or may not be seen."""
    plan = visible_plan(request.user, code)
    return plan, finding_or_404(request.user, plan, finding_id)


class Findings(ApiView):
    """The findings on a plan, worst first: what is open or accepted, or those in a ``state``."""

    pagination_class = OffsetPagination

    @extend_schema(
        operation_id="campaigns_findings",
        parameters=[
            OpenApiParameter("state", str, enum=[*FindingState.values, "all"], required=False)
        ],
        responses=FindingSerializer(many=True),
    )
    def get(self, request: Request, code: str) -> Response:
        refuse_unknown(request.query_params, {"state", "limit", "cursor", "format"})
        wanted = request.query_params.get("state")
        if wanted is not None and wanted not in {*FindingState.values, "all"}:
            raise ValidationError({"state": [_("Unknown value.")]}, code="invalid_choice")
        states = FindingState.values if wanted == "all" else [wanted] if wanted else UNSETTLED
        plan = visible_plan(request.user, code)
        if not sees_findings(request.user, plan):
            raise Http404

        def shown(findings: Sequence[Finding]) -> Any:
            return FindingSerializer(
                present(unpacked(findings), campaign=plan, user=request.user), many=True
            ).data

        rows = worst_first(readable(request.user, plan).filter(state__in=states))
        return page_of(request, with_parts(rows), shown)


class FindingDetail(ApiView):
    @extend_schema(operation_id="findings_retrieve", responses=FindingSerializer)
    def get(self, request: Request, code: str, finding_id: UUID) -> Response:
        """One finding from the side of this plan."""
        return _answer(request, code, finding_id)


class Apply(ApiView):
    throttle_scope = "submit"

    @extend_schema(
        operation_id="findings_apply", request=ApplySerializer, responses={202: SubmittedSerializer}
    )
    def post(self, request: Request, code: str, finding_id: UUID) -> Response:
        """Take a way out: the next revision of the plan that it changes, checked at once."""
        finding_of(request, code, finding_id)
        body = _read(ApplySerializer, request)
        run = apply_way_out(
            finding_id=finding_id,
            way_out_id=body["way_out"],
            actor=request.user,
            extra={"text": body.get("text", ""), "texts": body.get("texts", {})},
        )
        submitted = Submission(run.campaign, run.pk)
        return Response(SubmittedSerializer(submitted).data, status=status.HTTP_202_ACCEPTED)


class Accept(ApiView):
    @extend_schema(
        operation_id="findings_accept", request=AcceptSerializer, responses=FindingSerializer
    )
    def post(self, request: Request, code: str, finding_id: UUID) -> Response:
        """Sign that one lives with the finding, with a reason, until a day."""
        finding_of(request, code, finding_id)
        accept_finding(
            finding_id=finding_id, actor=request.user, **_read(AcceptSerializer, request)
        )
        return _answer(request, code, finding_id)


class Comment(ApiView):
    @extend_schema(
        operation_id="findings_comment",
        request=CommentTextSerializer,
        responses={201: CommentSerializer},
    )
    def post(self, request: Request, code: str, finding_id: UUID) -> Response:
        """Say something that all sides read."""
        plan, finding = finding_of(request, code, finding_id)
        require_side(request, plan, finding)
        comment = comment_finding(
            finding_id=finding_id,
            actor=request.user,
            text=_read(CommentTextSerializer, request)["text"],
        )
        return Response(CommentSerializer(comment).data, status=status.HTTP_201_CREATED)


def require_side(request: Request, plan: Campaign, finding: Finding) -> None:
    """Raise ``Refused`` (403) for who neither works for a unit of the finding nor settles findings
    by their role.
    """
    if not is_side(request.user, plan, finding):
        raise Refused(NO_PERMISSION)


def _read(serializer: Any, request: Request) -> Any:
    body = serializer(data=request.data)
    body.is_valid(raise_exception=True)
    return body.validated_data


def _answer(request: Request, code: str, finding_id: UUID) -> Response:
    plan, finding = finding_of(request, code, finding_id)
    return Response(FindingSerializer(present([finding], campaign=plan, user=request.user)[0]).data)
