"""Plans: list, write, read, change, delete, and the one route for the whole workflow table."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import may_write, visible_to
from campaigns.api.filters import CampaignFilter
from campaigns.api.serializers import (
    CampaignSerializer,
    ListedCampaignSerializer,
    StepSerializer,
    Submission,
    SubmittedSerializer,
)
from campaigns.api.views.base import visible_plan, whole_plan, whole_plan_of
from campaigns.commands import (
    change_plan,
    change_state,
    create_campaign,
    delete_draft,
    refuse_later_change,
)
from campaigns.models import Campaign
from campaigns.plan_json.plan import PlanSerializer
from campaigns.plan_json.representation import campaign_json
from campaigns.queries import listed
from campaigns.review_status import load_review_statuses
from campaigns.workflow import PLAN
from common.api.errors import refusal_response
from common.api.steps import StepView
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from organization.permissions import Permission


@extend_schema_view(
    get=extend_schema(
        operation_id="campaigns_list",
        parameters=[IF_NONE_MATCH],
        responses=ListedCampaignSerializer(many=True),
    )
)
class Campaigns(ApiView, generics.ListAPIView):
    """The plans that the caller may see, newest first; and a new draft from a whole plan."""

    serializer_class = ListedCampaignSerializer
    filterset_class = CampaignFilter
    ordering = "-created_at"
    ordering_fields = ("code", "name", "state", "starts_on", "ends_on", "created_at", "updated_at")
    ordering_aliases = {"starts_on": "first_day", "ends_on": "last_day"}

    def get_queryset(self) -> QuerySet[Campaign]:
        if getattr(self, "swagger_fake_view", False):
            return Campaign.objects.none()
        return listed(visible_to(self.request.user))

    @property
    def leaves_out_steps(self) -> bool:
        return self.request.query_params.get("exclude") == "transitions"

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        load_review_statuses(page)
        body = self.get_paginated_response(self.get_serializer(page, many=True).data).data
        return tagged(request, body, prefix="campaigns")

    @extend_schema(
        operation_id="campaigns_create", request=PlanSerializer, responses={201: CampaignSerializer}
    )
    def post(self, request: Request) -> Response:
        """Make a draft from a whole plan."""
        if not request.user.may(Permission.WRITE_PLAN):
            raise Refused(NO_PERMISSION)
        plan = PlanSerializer(data=request.data, context={"viewer": request.user})
        plan.is_valid(raise_exception=True)
        campaign = create_campaign(plan=plan.validated_data, actor=request.user)
        return _answer(request, campaign.code, status.HTTP_201_CREATED)


class CampaignDetail(ApiView):
    """One plan."""

    @extend_schema(
        operation_id="campaigns_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=CampaignSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        """A whole plan, as far as the caller may see it."""
        campaign = whole_plan(request.user, code)
        return tagged(
            request,
            campaign_json(campaign, request.user),
            prefix=f"{campaign.code}.{campaign.etag}",
        )

    @extend_schema(
        operation_id="campaigns_change",
        parameters=[IF_MATCH],
        request=PlanSerializer,
        responses=CampaignSerializer,
    )
    def patch(self, request: Request, code: str) -> Response:
        """Change the fields that are sent: all of a draft; of a submitted plan name, objective,
        contacts and notes; of an approved one contacts and notes.
        """
        campaign = visible_plan(request.user, code)
        if not may_write(request.user, campaign):
            raise Refused(NO_PERMISSION)
        etag = matched(request, campaign.code, campaign.etag)
        refuse_later_change(campaign, fields_in(request.data))
        plan = PlanSerializer(
            campaign, data=request.data, partial=True, context={"viewer": request.user}
        )
        plan.is_valid(raise_exception=True)
        change_plan(
            campaign_id=campaign.pk,
            plan=plan.validated_data,
            actor=request.user,
            etag=etag,
        )
        return _answer(request, campaign.code)

    @extend_schema(operation_id="campaigns_delete", parameters=[IF_MATCH], responses={204: None})
    def delete(self, request: Request, code: str) -> Response:
        """Delete a draft that was never submitted."""
        campaign = visible_plan(request.user, code)
        etag = matched(request, campaign.code, campaign.etag)
        delete_draft(campaign_id=campaign.pk, actor=request.user, etag=etag)
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema_view(
    post=extend_schema(
        operation_id="campaigns_step",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=PLAN.people_steps),
            IF_MATCH,
        ],
        request=StepSerializer,
        responses={
            200: CampaignSerializer,
            201: OpenApiResponse(CampaignSerializer, "copy"),
            202: OpenApiResponse(SubmittedSerializer, "submit"),
        },
    )
)
class Step(StepView):
    """One route for the whole workflow table: ``submit`` answers 202 with its check run, ``copy``
    201 with the copy, the others 200 with the plan.
    """

    body = StepSerializer

    @property
    def throttle_scope(self) -> str | None:
        return "submit" if self.kwargs.get("name") == "submit" else None

    def found(self, request: Request, code: str) -> Campaign:
        return visible_plan(request.user, code)

    def take(self, request: Request, obj: Campaign, name: str, values: dict[str, Any]) -> Response:
        step = change_state(campaign_id=obj.pk, name=name, actor=request.user, **values)
        if step.refusal:
            return refusal_response(step.refusal)
        if name == "submit":
            submitted = Submission(step.campaign, step.check_run)
            return Response(SubmittedSerializer(submitted).data, status=status.HTTP_202_ACCEPTED)
        if step.copy is not None:
            return _answer(request, step.copy.code, status.HTTP_201_CREATED)
        return _answer(request, obj.code)


def fields_in(body: Any) -> set[str]:
    """The fields of a plan that a body names."""
    return set(PlanSerializer().fields) & set(body) if isinstance(body, dict) else set()


def _answer(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The whole plan after a change, with its entity tag; also for who may no longer open it, as an
    administrator after a retry.
    """
    campaign = whole_plan_of(Campaign.objects.all(), code)
    return tagged(
        request,
        campaign_json(campaign, request.user),
        prefix=f"{campaign.code}.{campaign.etag}",
        status=code_of_status,
        address=reverse("api-campaign", args=[code]),
    )
