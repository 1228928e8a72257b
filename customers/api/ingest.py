"""What other systems tell in bulk: touches and holdings."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from channels.enums import ContactClass
from channels.models import Product
from common.api.filters import StrictFilterSet
from common.api.views import ApiView
from customers import access
from customers.api.customers import named, no_phone
from customers.api.serializers import (
    HoldingSerializer,
    HoldingsInput,
    RecordedSerializer,
    TouchesInput,
    TouchSerializer,
    UpsertedSerializer,
)
from customers.enums import TouchKind
from customers.holdings import upsert_holdings
from customers.models import Customer, Holding, Touch
from customers.touches import record_touches
from organization.permissions import Permission


class ReadsOrWrites(BasePermission):
    """403 unless the caller holds one of ``readers`` to read, ``writer`` to write."""

    def has_permission(self, request: Request, view: Any) -> bool:
        reads = request.method in {"GET", "HEAD", "OPTIONS"}
        permissions = view.readers if reads else (view.writer,)
        return bool(request.user.is_authenticated) and access.may_any(request.user, permissions)


class TouchFilter(StrictFilterSet):
    source = django_filters.CharFilter(max_length=40)
    campaign = django_filters.CharFilter(max_length=20)
    channel = django_filters.CharFilter(max_length=60)
    contact_class = django_filters.ChoiceFilter(choices=ContactClass.choices)
    kind = django_filters.ChoiceFilter(choices=TouchKind.choices)
    unit = django_filters.CharFilter(max_length=60)
    happened_after = django_filters.DateFilter(field_name="happened_on", lookup_expr="gte")
    happened_before = django_filters.DateFilter(field_name="happened_on", lookup_expr="lte")
    number = django_filters.CharFilter(
        method="of_customer", max_length=40, label="Individual touches of this customer."
    )

    class Meta:
        model = Touch
        fields = ("source", "campaign", "channel")

    def of_customer(self, queryset: QuerySet[Touch], name: str, value: str) -> QuerySet[Touch]:
        return queryset.filter(
            party__in=Customer.objects.filter(named(no_phone(value, name))).values("party")
        )


class Touches(ApiView, generics.ListAPIView):
    """What was done to customers, newest first. Not counted: the record is long."""

    permission_classes = (ReadsOrWrites,)
    readers = access.TOUCH_READERS
    writer = Permission.RECORD_TOUCHES
    serializer_class = TouchSerializer
    queryset = Touch.objects.none()
    filterset_class = TouchFilter
    ordering = "-id"
    ordering_fields = ("id", "happened_on")
    counts_list = False

    def get_queryset(self) -> QuerySet[Touch]:
        touches = Touch.objects.select_related("party", "party_set")
        touches = touches.prefetch_related(
            Prefetch("party__customers", Customer.objects.order_by("id"))
        )
        permission = self.granted()
        if not access.sees_all_customers(self.request.user, permission):
            touches = touches.filter(
                party__in=access.visible_customers(self.request.user, permission).values("party")
            )
        return touches

    def granted(self) -> Permission:
        """The permission by which the caller reads: a system that records touches may read them
        without seeing customers.
        """
        return next(
            (permission for permission in self.readers if self.request.user.may(permission)),
            self.writer,
        )

    @extend_schema(request=TouchesInput, responses={201: RecordedSerializer})
    def post(self, request: Request) -> Response:
        """Record many touches at once; those known by source and key already are counted, not
        doubled.
        """
        form = TouchesInput(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(
            RecordedSerializer(record_touches(actor=request.user, **form.validated_data)).data,
            status=201,
        )


class HoldingFilter(StrictFilterSet):
    number = django_filters.CharFilter(method="of_customer", max_length=40)
    product = django_filters.ModelChoiceFilter(queryset=Product.objects.all(), to_field_name="code")
    exclusive_group = django_filters.CharFilter(max_length=60)
    held_on = django_filters.DateFilter(method="on_day")

    class Meta:
        model = Holding
        fields = ("number", "product", "exclusive_group")

    def of_customer(self, queryset: QuerySet[Holding], name: str, value: str) -> QuerySet[Holding]:
        return queryset.filter(customer__in=Customer.objects.filter(named(no_phone(value, name))))

    def on_day(self, queryset: QuerySet[Holding], name: str, value: object) -> QuerySet[Holding]:
        return queryset & Holding.objects.held_on(value)  # type: ignore[arg-type]


class Holdings(ApiView, generics.ListAPIView):
    """Products and contracts that customers have."""

    permission_classes = (ReadsOrWrites,)
    readers = (Permission.SEE_CUSTOMERS,)
    writer = Permission.IMPORT_CUSTOMERS
    serializer_class = HoldingSerializer
    queryset = Holding.objects.none()
    filterset_class = HoldingFilter
    ordering = "id"
    ordering_fields = ("ends_on",)

    def get_queryset(self) -> QuerySet[Holding]:
        holdings = Holding.objects.select_related("product", "customer__party")
        if not access.sees_all_customers(self.request.user):
            holdings = holdings.filter(customer__in=access.visible_customers(self.request.user))
        return holdings

    @extend_schema(request=HoldingsInput, responses=UpsertedSerializer)
    def post(self, request: Request) -> Response:
        """Create or change many holdings at once, all or none."""
        form = HoldingsInput(data=request.data)
        form.is_valid(raise_exception=True)
        return Response(
            UpsertedSerializer(upsert_holdings(actor=request.user, **form.validated_data)).data
        )
