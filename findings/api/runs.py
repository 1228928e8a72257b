"""Check runs of a plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import may_see_findings, visible_to
from campaigns.api.views.base import visible_plan
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from common.api.filters import NoFilters
from common.api.views import ApiView
from findings.api.serializers import RunSerializer, RunWithFindingsSerializer
from findings.loading import loaded
from findings.models import CheckRun, Finding
from findings.presenting import present
from findings.status import current_run, freshness_now


def freshness_context(plan: Campaign) -> dict[str, Any]:
    """The newest run of a plan in play, and whether it still stands on the world as it is."""
    is_open = plan.state in ACTIVE_STATES
    return {
        "newest": current_run(plan) if is_open else None,
        "freshness": str(freshness_now(plan)) if is_open else None,
    }


class CheckRuns(ApiView, generics.ListAPIView):
    """The runs of a plan, newest first, without their findings."""

    serializer_class = RunSerializer
    filter_backends = (NoFilters,)
    ordering = "-created_at"

    def get_queryset(self) -> QuerySet[CheckRun]:
        if getattr(self, "swagger_fake_view", False):
            return CheckRun.objects.none()
        plan = visible_plan(self.request.user, self.kwargs["code"])
        if not may_see_findings(self.request.user, plan):
            raise Http404
        return CheckRun.objects.filter(campaign=plan).select_related("campaign", "version", "job")

    def get_serializer_context(self) -> dict[str, Any]:
        context = super().get_serializer_context()
        if getattr(self, "swagger_fake_view", False):
            return context
        return context | freshness_context(visible_plan(self.request.user, self.kwargs["code"]))


class CheckRunDetail(ApiView):
    @extend_schema(responses=RunWithFindingsSerializer)
    def get(self, request: Request, run_id: UUID, code: str | None = None) -> Response:
        """One run with what it found."""
        visible = visible_to(request.user)
        visible = visible.filter(code=code) if code is not None else visible
        runs = CheckRun.objects.select_related(
            "campaign__owner_unit", "campaign__working", "version", "job"
        )
        run: Any = runs.filter(pk=run_id, campaign__in=visible).first()
        if run is None or not may_see_findings(request.user, run.campaign):
            raise Http404
        found = loaded(
            Finding.objects.filter(fingerprint__in=run.fingerprints, campaigns=run.campaign)
        )
        run.found = present(found, campaign=run.campaign, user=request.user)
        return Response(
            RunWithFindingsSerializer(run, context=freshness_context(run.campaign)).data
        )
