"""Check runs of a plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import may_see_findings, visible_to
from campaigns.api.views.base import visible_plan
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from common.api.filters import NoFilters
from common.api.tags import IF_NONE_MATCH
from common.api.views import ApiView
from common.models import JobState
from findings.api.serializers import RunSerializer, RunWithFindingsSerializer
from findings.loading import loaded
from findings.models import CheckRun, Finding
from findings.presenting import present
from findings.registries import checker
from findings.status import current_run, freshness_now
from findings.waiting import wait_s
from organization.api.conditional import Conditional, Stamp

STANDS_ON = """
SELECT job.state, run.created_at, job.progress, job.attempt, plan.etag, plan.state, plan.working_id,
    (SELECT newest.id FROM findings_checkrun newest WHERE newest.campaign_id = plan.id
     ORDER BY newest.created_at DESC LIMIT 1),
    (SELECT asked.id || asked.state FROM common_job asked
     WHERE asked.kind = %s AND asked.key = plan.code ORDER BY asked.id DESC LIMIT 1),
    (SELECT string_agg(follower.version::text, ' ' ORDER BY follower.name)
     FROM common_changefollower follower)
FROM findings_checkrun run
JOIN common_job job ON job.id = run.job_id
JOIN campaigns_campaign plan ON plan.id = run.campaign_id
WHERE run.id = %s
"""


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


class CheckRunDetail(Conditional):
    @classmethod
    def stamp(cls, version: int, **asked: Any) -> Stamp | None:
        """How far the run is, the plan's writes, and whether it is being checked again; with
        ``Retry-After``. A run that is at its end has findings, which stand on much more.
        """
        with connection.cursor() as cursor:
            cursor.execute(STANDS_ON, [checker().recheck_job, asked["run_id"]])
            row = cursor.fetchone()
        if row is None or row[0] not in {JobState.PENDING, JobState.RUNNING}:
            return None
        state, created_at, *rest = row
        return Stamp((version, state, *map(str, rest)), {"Retry-After": str(wait_s(created_at))})

    @extend_schema(
        responses={
            200: RunWithFindingsSerializer,
            304: OpenApiResponse(description="Nothing changed."),
        },
        parameters=[IF_NONE_MATCH],
    )
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
