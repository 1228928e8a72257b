"""Drafts: list, write, read, change, sign, remark, and the one route for the whole workflow
table.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import visible_to
from common.api.filters import StrictFilterSet
from common.api.steps import StepView
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from comms import commands, queries
from comms.api.serializers import (
    DraftReadSerializer,
    DraftRemarkSerializer,
    DraftRowSerializer,
    DraftSerializer,
    DraftSignSerializer,
    DraftStepSerializer,
    draft_json,
)
from comms.enums import Decision, DraftKind, DraftState
from comms.guards import why_not_write
from comms.models import Draft
from comms.workflow import DRAFT
from organization.api.views import Holds
from organization.permissions import Permission

READERS = (Permission.SEE_COMMS, Permission.SEE_RELEASED_DRAFTS)


class DraftFilter(StrictFilterSet):
    state = django_filters.ChoiceFilter(choices=DraftState.choices)
    kind = django_filters.ChoiceFilter(choices=DraftKind.choices)
    plan = django_filters.CharFilter(field_name="plan__code", max_length=20)
    campaign = django_filters.CharFilter(method="filter_campaign", max_length=20)

    class Meta:
        model = Draft
        fields = ("state", "kind")

    def filter_campaign(self, queryset: QuerySet[Draft], name: str, value: str) -> QuerySet[Draft]:
        return queryset.filter(campaigns__in=visible_to(self.request.user).filter(code=value))


@extend_schema_view(get=extend_schema(operation_id="drafts_list"))
class Drafts(ApiView, generics.ListAPIView):
    """The drafts that the caller may see; editors start new ones."""

    permission_classes = (Holds,)
    permissions = READERS
    serializer_class = DraftRowSerializer
    queryset = Draft.objects.none()
    filterset_class = DraftFilter
    ordering = "-updated_at"
    ordering_fields = ("code", "title", "due_on", "created_at", "released_at")

    def get_queryset(self) -> QuerySet[Draft]:
        return queries.drafts_for(self.request.user)

    @extend_schema(
        operation_id="drafts_create",
        request=DraftSerializer,
        responses={201: DraftReadSerializer},
        filters=False,
    )
    def post(self, request: Request) -> Response:
        if not request.user.may(Permission.WRITE_DRAFT):
            raise Refused(NO_PERMISSION)
        serializer = DraftSerializer(data=request.data, context={"viewer": request.user})
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        draft = commands.create_draft(plan=values.pop("plan"), values=values, actor=request.user)
        return answer(request, draft.code, status.HTTP_201_CREATED)


class OneDraft(ApiView):
    permission_classes = (Holds,)
    permissions = READERS

    @staticmethod
    def found(request: Request, code: str) -> Draft:
        """The draft; 404 for one that is not there or may not be seen."""
        return get_object_or_404(queries.drafts_for(request.user), code=code)


class DraftDetail(OneDraft):
    """One draft. PATCH by its author while it is not with its reviewers."""

    @extend_schema(
        operation_id="drafts_retrieve", parameters=[IF_NONE_MATCH], responses=DraftReadSerializer
    )
    def get(self, request: Request, code: str) -> Response:
        return answer(request, code)

    @extend_schema(
        operation_id="drafts_change",
        parameters=[IF_MATCH],
        request=DraftSerializer,
        responses=DraftReadSerializer,
    )
    def patch(self, request: Request, code: str) -> Response:
        draft = self.found(request, code)
        etag = matched(request, draft.code, draft.etag)
        if reasons := why_not_write(draft, request.user):
            raise Refused(reasons)
        serializer = DraftSerializer(
            draft, data=request.data, partial=True, context={"viewer": request.user}
        )
        serializer.is_valid(raise_exception=True)
        values = {
            name: value for name, value in serializer.validated_data.items() if name != "plan"
        }
        commands.write_draft(draft_id=draft.pk, values=values, actor=request.user, etag=etag)
        return answer(request, code)


@extend_schema_view(
    post=extend_schema(
        operation_id="drafts_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=DRAFT.people_steps),
            IF_MATCH,
        ],
        request=DraftStepSerializer,
        responses=DraftReadSerializer,
    )
)
class Step(StepView):
    """One route for the whole workflow table of drafts."""

    permission_classes = (Holds,)
    permissions = READERS
    body = DraftStepSerializer

    def found(self, request: Request, code: str) -> Draft:
        return get_object_or_404(queries.drafts_for(request.user), code=code)

    def take(self, request: Request, obj: Draft, name: str, values: dict[str, Any]) -> Response:
        commands.change_draft_state(
            draft_id=obj.pk,
            name=name,
            actor=request.user,
            reason=values.get("reason", ""),
            etag=values["etag"],
        )
        return answer(request, obj.code)


class Sign(OneDraft):
    """The planner of a campaign agrees to what the draft says of it, or asks for changes."""

    @extend_schema(
        operation_id="drafts_sign",
        parameters=[IF_MATCH],
        request=DraftSignSerializer,
        responses=DraftReadSerializer,
    )
    def post(self, request: Request, code: str) -> Response:
        draft = self.found(request, code)
        etag = matched(request, draft.code, draft.etag)
        body = DraftSignSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        values = body.validated_data
        campaign = get_object_or_404(
            visible_to(request.user).filter(pk__in=draft.campaigns.values("pk")),
            code=values["campaign"],
        )
        commands.sign_draft(
            draft_id=draft.pk,
            campaign=campaign,
            decision=Decision(values["decision"]),
            text=values.get("text", ""),
            actor=request.user,
            etag=etag,
        )
        return answer(request, code)


class Remark(OneDraft):
    """A remark on the version under review."""

    @extend_schema(
        operation_id="drafts_remark",
        parameters=[IF_MATCH],
        request=DraftRemarkSerializer,
        responses={201: DraftReadSerializer},
    )
    def post(self, request: Request, code: str) -> Response:
        draft = self.found(request, code)
        etag = matched(request, draft.code, draft.etag)
        body = DraftRemarkSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        commands.remark(draft_id=draft.pk, actor=request.user, etag=etag, **body.validated_data)
        return answer(request, code, status.HTTP_201_CREATED)


def answer(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The whole draft with its entity tag."""
    draft = get_object_or_404(queries.drafts_for(request.user), code=code)
    return tagged(
        request,
        draft_json(draft, request.user),
        prefix=f"{draft.code}.{draft.etag}",
        status=code_of_status,
        address=reverse("api-draft", args=[draft.code]),
    )
