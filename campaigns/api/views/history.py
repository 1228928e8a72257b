"""What became of a plan: its trail, its revisions, what changed between two."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import is_owner_side, may_see_findings, may_see_revisions
from campaigns.api.history_serializers import DiffSerializer, HistorySerializer, RevisionSerializer
from campaigns.api.views.base import visible_plan
from campaigns.differences import changes
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_json.representation import plan_json
from campaigns.queries import history_of, version_number
from common import clock
from common.api.filters import NoFilters
from common.api.views import ApiView
from common.models import AuditEvent
from organization.models import User

MAX_NUMBER = 32767


class History(ApiView, generics.ListAPIView):
    """Who did what to a plan, newest first."""

    serializer_class = HistorySerializer
    filter_backends = (NoFilters,)
    ordering = "-id"

    def get_queryset(self) -> QuerySet[AuditEvent]:
        if getattr(self, "swagger_fake_view", False):
            return AuditEvent.objects.none()
        plan = visible_plan(self.request.user, self.kwargs["code"])
        if not may_see_findings(self.request.user, plan):
            raise Http404
        return history_of(plan)


class Revision(ApiView):
    @extend_schema(operation_id="campaigns_revision", responses=RevisionSerializer)
    def get(self, request: Request, code: str, number: int) -> Response:
        """A revision as it was submitted. The one that is being written is its owner's alone."""
        plan = visible_plan(request.user, code)
        version = _readable(plan, number, request.user)
        if version is None:
            raise Http404
        return Response(
            {
                "revision": version.number,
                "created_at": clock.iso(version.created_at),
                "submitted_at": clock.iso(version.submitted_at),
                "submitted_by": version.submitted_by.username if version.submitted_by else None,
                "audience_size": version.audience_set.persons if version.audience_set else None,
                "eligibility_size": (
                    version.eligibility_set.persons if version.eligibility_set else None
                ),
                "plan": plan_json(plan, version, request.user),
            }
        )


def _readable(plan: Campaign, number: int, user: User) -> PlanVersion | None:
    version = version_number(plan, number) if number <= MAX_NUMBER else None
    if version is None or not (version.is_submitted or is_owner_side(user, plan)):
        return None
    return version if may_see_revisions(user, plan) or version.pk == plan.in_force_id else None


class Diff(ApiView):
    @extend_schema(
        operation_id="campaigns_diff",
        parameters=[
            OpenApiParameter("from", int, required=True),
            OpenApiParameter("to", int, required=True),
        ],
        responses=DiffSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        """What changed between two revisions, as far as the caller may see it."""
        plan = visible_plan(request.user, code)
        before, after = (self.side(plan, name, request) for name in ("from", "to"))
        found = changes(plan_json(plan, before, request.user), plan_json(plan, after, request.user))
        rows = [
            {"path": ".".join(map(str, one.path)), "from": one.before, "to": one.after}
            for one in found
        ]
        return Response(
            {"campaign": plan.code, "from": before.number, "to": after.number, "changes": rows}
        )

    @staticmethod
    def side(plan: Campaign, name: str, request: Request) -> PlanVersion:
        text = request.query_params.get(name, "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        version: Any = _readable(plan, number, request.user)
        if version is None:
            raise ValidationError({name: [_("There is no such revision.")]}, code="unknown")
        found: PlanVersion = version
        return found
