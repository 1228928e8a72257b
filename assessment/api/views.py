"""A plan's pre-assessment by the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from assessment import commands
from assessment.access import may_read, may_read_proofs
from assessment.api.serializers import (
    AssessmentSerializer,
    LineAnswerSerializer,
    LineSerializer,
    ProofSerializer,
)
from assessment.files import opened
from assessment.queries import Progress, progress_of
from campaigns.api.views.base import visible_plan
from campaigns.models import Campaign
from common.api.renderers import ErrorsInJson
from common.api.views import ApiView
from common.errors import refuse


def readable_plan(request: Request, code: str) -> Campaign:
    """The plan, if the caller may read its pre-assessment. Raises 404."""
    campaign = visible_plan(request.user, code)
    if not may_read(request.user, campaign):
        raise Http404
    return campaign


def context_of(request: Request, campaign: Campaign) -> dict[str, Any]:
    return {"sees_proofs": may_read_proofs(request.user, campaign)}


def said(request: Request, campaign: Campaign) -> Response:
    """The whole pre-assessment."""
    progress: Progress = progress_of(campaign, request.user)
    running = progress.running
    told = {
        "campaign": campaign.code,
        "has_begun": running is not None,
        "category": running.category if running else None,
        "list": running.list_number if running else None,
        "newest_list": progress.newest,
        "due_weight": progress.weight_due,
        "met_weight": progress.weight_met,
        "missing": [
            getattr(one.line, "item", None) or getattr(one.line, "code", "")
            for one in progress.missing
        ],
        "lines": progress.shown,
    }
    return Response(AssessmentSerializer(told, context=context_of(request, campaign)).data)


class AssessmentOfPlan(ApiView):
    @extend_schema(operation_id="campaigns_assessment", responses=AssessmentSerializer)
    def get(self, request: Request, code: str) -> Response:
        """What is asked of the plan, what is answered by whom, and what is missing."""
        return said(request, readable_plan(request, code))


class Renewal(ApiView):
    @extend_schema(
        operation_id="campaigns_assessment_renew", request=None, responses=AssessmentSerializer
    )
    def post(self, request: Request, code: str) -> Response:
        """Take over the newest list of the category; answers to the same questions stay."""
        campaign = readable_plan(request, code)
        commands.renew_assessment(campaign_id=campaign.pk, actor=request.user)
        return said(request, campaign)


class AnswerOfLine(ApiView):
    @extend_schema(
        operation_id="campaigns_assessment_answer",
        request=LineAnswerSerializer,
        responses=LineSerializer,
    )
    def post(self, request: Request, code: str, item: str) -> Response:
        """Answer a question, or answer it anew."""
        campaign = readable_plan(request, code)
        given = LineAnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        commands.answer_line(
            campaign_id=campaign.pk, item=item, actor=request.user, **given.validated_data
        )
        shown = progress_of(campaign, request.user).shown
        line = next(one for one in shown if getattr(one.line, "item", "") == item)
        return Response(LineSerializer(line, context=context_of(request, campaign)).data)


class EvidenceOfLine(ApiView):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="campaigns_assessment_add_evidence",
        request={
            "multipart/form-data": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
        responses={201: ProofSerializer},
    )
    def post(self, request: Request, code: str, item: str) -> Response:
        """Put a file beside an answer: a picture, PDF, Word or Excel document of at most 10 MB."""
        campaign = readable_plan(request, code)
        upload = request.FILES.get("file")
        if upload is None:
            refuse("required", _("Send the file as “file”."), status=400, attr="file")
        file = commands.add_evidence(
            campaign_id=campaign.pk, item=item, upload=upload, actor=request.user
        )
        return Response(ProofSerializer(file).data, status=201)


class AnyRenderer(ErrorsInJson):
    """Lets a client ask for any form: a file is handed out as it is."""

    media_type = "*/*"
    format = "file"


class EvidenceFileView(ApiView):
    renderer_classes = (JSONRenderer, AnyRenderer)

    @extend_schema(
        operation_id="campaigns_assessment_evidence",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, code: str, key: UUID) -> FileResponse:
        """The file as it was handed in."""
        return opened(request.user, readable_plan(request, code), key)

    @extend_schema(operation_id="campaigns_assessment_remove_evidence", responses={204: None})
    def delete(self, request: Request, code: str, key: UUID) -> Response:
        """Take a file away from beside an answer."""
        campaign = readable_plan(request, code)
        commands.remove_evidence(campaign_id=campaign.pk, key=str(key), actor=request.user)
        return Response(status=204)
