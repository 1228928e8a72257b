"""Benefits of customers: checked before they are given, and what became of them."""

from __future__ import annotations

from decimal import Decimal

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from common import clock
from common.api.filters import StrictFilterSet
from common.api.views import ApiView
from customers.enums import BenefitKind, Occasion
from organization.api.views import Holds
from organization.models import Unit
from organization.permissions import Permission
from resources.access import SAVINGS
from resources.api.benefit_serializers import (
    BenefitCheckInput,
    BenefitSerializer,
    BenefitStepInput,
    BenefitStepResult,
    CheckedSerializer,
    SavingsSerializer,
)
from resources.commands.benefit_steps import change_benefits
from resources.commands.benefits import Gift, check_benefits, reserve_benefits
from resources.enums import BenefitState
from resources.models import Benefit, Resource
from resources.savings import sums


class BenefitCheck(ApiView):
    """Who of these customers already got or is promised something similar, from whom, when, of what
    value; with ``reserve`` the others are promised it in the same transaction.
    """

    permission_classes = (Holds,)
    permissions = (Permission.RECORD_TOUCHES,)

    @extend_schema(
        operation_id="benefits_check", request=BenefitCheckInput, responses=CheckedSerializer
    )
    def post(self, request: Request) -> Response:
        form = BenefitCheckInput(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        gift = Gift(
            unit=values["unit"],
            occasion=values["occasion"],
            kind=values.get("kind", ""),
            resource=values.get("resource"),
            value=values.get("value"),
            day=values.get("day") or clock.today(),
            campaign=values["campaign"],
            place=values.get("place"),
        )
        asked = {"gift": gift, "numbers": values["numbers"], "actor": request.user}
        checked = (
            reserve_benefits(**asked, despite=values["despite"])
            if values["reserve"]
            else check_benefits(**asked)
        )
        return Response(CheckedSerializer(checked).data)


class BenefitSteps(ApiView):
    """Benefits that were handed over, came back, or are released: all of them, or none."""

    permission_classes = (Holds,)
    permissions = (Permission.RECORD_TOUCHES,)

    @extend_schema(
        operation_id="benefits_steps", request=BenefitStepInput, responses=BenefitStepResult
    )
    def post(self, request: Request) -> Response:
        form = BenefitStepInput(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        changed = change_benefits(
            keys=set(values["benefits"]),
            step=values["step"],
            day=values.get("day"),
            place=values.get("place"),
            reason=values["reason"],
            actor=request.user,
        )
        return Response({"changed": changed})


class Savings(ApiView):
    """What was saved by second gifts that were not given, by month and unit, newest first."""

    permission_classes = (Holds,)
    permissions = SAVINGS

    @extend_schema(operation_id="benefits_saved", responses=SavingsSerializer)
    def get(self, request: Request) -> Response:
        found = sums(request.user)
        total = sum((one.saved for one in found), Decimal(0))
        return Response(SavingsSerializer({"total": total, "results": found}).data)


class BenefitFilter(StrictFilterSet):
    unit = django_filters.ModelChoiceFilter(queryset=Unit.objects.all(), to_field_name="code")
    resource = django_filters.ModelChoiceFilter(
        queryset=Resource.objects.all(), to_field_name="code"
    )
    state = django_filters.ChoiceFilter(choices=BenefitState.choices)
    kind = django_filters.ChoiceFilter(choices=BenefitKind.choices)
    occasion = django_filters.ChoiceFilter(choices=Occasion.choices)

    class Meta:
        model = Benefit
        fields = ("unit", "resource", "state", "kind", "occasion")


class BenefitList(ApiView, generics.ListAPIView):
    """What the units of the caller promised and gave, newest first."""

    permission_classes = (Holds,)
    permissions = (Permission.RECORD_TOUCHES,)
    serializer_class = BenefitSerializer
    queryset = Benefit.objects.none()
    filterset_class = BenefitFilter
    ordering = "-id"
    ordering_fields = ("day",)

    def get_queryset(self) -> QuerySet[Benefit]:
        return Benefit.objects.visible_to(self.request.user).with_people()
