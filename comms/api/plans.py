from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import visible_to
from common.api.filters import StrictFilterSet
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from comms import commands, queries
from comms.access import require_comms
from comms.api.serializers import CommunicationPlanReadSerializer, CommunicationPlanSerializer
from comms.models import CommunicationPlan, Theme
from organization.api.views import Holds
from organization.permissions import Permission


class PlanFilter(StrictFilterSet):
    theme = django_filters.ModelChoiceFilter(queryset=Theme.objects.all(), to_field_name="code")
    campaign = django_filters.CharFilter(method="filter_campaign", max_length=20)
    on = django_filters.DateFilter(method="filter_on")

    class Meta:
        model = CommunicationPlan
        fields = ("theme",)

    def filter_campaign(
        self, queryset: QuerySet[CommunicationPlan], name: str, value: str
    ) -> QuerySet[CommunicationPlan]:
        return queryset.filter(campaigns__in=visible_to(self.request.user).filter(code=value))

    def filter_on(
        self, queryset: QuerySet[CommunicationPlan], name: str, value: dt.date
    ) -> QuerySet[CommunicationPlan]:
        return queryset.filter(starts_on__lte=value, ends_on__gte=value)


@extend_schema_view(get=extend_schema(operation_id="communication_plans_list"))
class Plans(ApiView, generics.ListAPIView):
    """What is said about which campaigns, when and where. Editors and reviewers enter new ones."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_COMMS,)
    serializer_class = CommunicationPlanReadSerializer
    queryset = CommunicationPlan.objects.none()
    filterset_class = PlanFilter
    ordering = "-starts_on"
    ordering_fields = ("code", "name", "ends_on")

    def get_queryset(self) -> QuerySet[CommunicationPlan]:
        return queries.plans_for(self.request.user)

    @extend_schema(
        operation_id="communication_plans_create",
        request=CommunicationPlanSerializer,
        responses={201: CommunicationPlanReadSerializer},
        filters=False,
    )
    def post(self, request: Request) -> Response:
        require_comms(request.user)
        serializer = CommunicationPlanSerializer(
            data=request.data, context={"viewer": request.user}
        )
        serializer.is_valid(raise_exception=True)
        plan = commands.create_plan(values=serializer.validated_data, actor=request.user)
        return answer(request, plan.code, status.HTTP_201_CREATED)


class PlanDetail(ApiView):
    """One communication plan."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_COMMS,)

    @extend_schema(
        operation_id="communication_plans_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=CommunicationPlanReadSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        return answer(request, code)

    @extend_schema(
        operation_id="communication_plans_change",
        parameters=[IF_MATCH],
        request=CommunicationPlanSerializer,
        responses=CommunicationPlanReadSerializer,
    )
    def patch(self, request: Request, code: str) -> Response:
        plan = get_object_or_404(queries.plans_for(request.user), code=code)
        require_comms(request.user)
        etag = matched(request, plan.code, plan.etag)
        serializer = CommunicationPlanSerializer(
            plan, data=request.data, partial=True, context={"viewer": request.user}
        )
        serializer.is_valid(raise_exception=True)
        values: dict[str, Any] = serializer.validated_data
        commands.change_plan(plan_id=plan.pk, values=values, actor=request.user, etag=etag)
        return answer(request, code)


def answer(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The plan with its entity tag."""
    plan = get_object_or_404(queries.plans_for(request.user), code=code)
    return tagged(
        request,
        CommunicationPlanReadSerializer(plan).data,
        prefix=f"{plan.code}.{plan.etag}",
        status=code_of_status,
        address=reverse("api-communication-plan", args=[plan.code]),
    )
