from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.filters import StrictFilterSet
from common.api.views import ApiView
from organization.api.master_data import Entries, serializer_of
from organization.api.views import Holds
from organization.models import Unit
from organization.permissions import Permission
from resources import commands, queries
from resources.access import require, sees_soft, visible_units
from resources.api.serializers import (
    MovementSerializer,
    NewMovementSerializer,
    ReservationSerializer,
    StockSerializer,
)
from resources.enums import Firmness, MovementKind, ReservationState, ResourceKind
from resources.kinds import RESOURCES
from resources.models import Arrival, Movement, Reservation, Resource, Stock


class ResourceFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(choices=ResourceKind.choices)

    class Meta:
        model = Resource
        fields = ("kind", "is_active")


class ResourceList(Entries):
    """What plans may ask for."""

    kind = RESOURCES
    serializer_class = serializer_of(RESOURCES)
    queryset = Resource.objects.select_related("keeper_unit")
    filterset_class = ResourceFilter
    ordering = "code"
    ordering_fields = ("name",)


class PlaceFilter(StrictFilterSet):
    resource = django_filters.ModelChoiceFilter(
        queryset=Resource.objects.all(), to_field_name="code"
    )
    unit = django_filters.ModelChoiceFilter(queryset=Unit.objects.all(), to_field_name="code")


class StockFilter(PlaceFilter):
    class Meta:
        model = Stock
        fields = ("resource", "unit")


class StockList(ApiView, generics.ListAPIView):
    """What lies in each unit that the caller sees, how much of it is promised, and what arrives."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_STOCK,)
    serializer_class = StockSerializer
    queryset = Stock.objects.none()
    filterset_class = StockFilter
    ordering = "id"

    def get_queryset(self) -> QuerySet[Stock]:
        soft = Reservation.objects.filter(state=ReservationState.ACTIVE, firmness=Firmness.SOFT)
        coming = Arrival.objects.filter(received_at__isnull=True, is_confirmed=True)
        user = self.request.user
        return (
            Stock.objects.filter(unit__in=visible_units(user))
            .select_related("resource", "unit")
            .annotate(
                soft=(
                    _sum_here(soft) if sees_soft(user) else Value(None, output_field=IntegerField())
                ),
                arriving=_sum_here(coming),
                free=Greatest(F("on_hand") - F("reserved"), 0),
            )
        )


def _sum_here(rows: QuerySet[Any]) -> Coalesce:
    here = (
        rows.filter(resource=OuterRef("resource"), unit=OuterRef("unit"))
        .order_by()
        .values("resource")
    )
    return Coalesce(Subquery(here.annotate(pieces=Sum("quantity")).values("pieces")), 0)


class ReservationFilter(PlaceFilter):
    campaign = django_filters.CharFilter(max_length=20)
    firmness = django_filters.ChoiceFilter(choices=Firmness.choices)
    state = django_filters.ChoiceFilter(choices=ReservationState.choices)

    class Meta:
        model = Reservation
        fields = ("campaign", "firmness", "state")


class ReservationList(ApiView, generics.ListAPIView):
    """What campaigns hold: soft from submission, hard from approval."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_STOCK,)
    serializer_class = ReservationSerializer
    queryset = Reservation.objects.none()
    filterset_class = ReservationFilter
    ordering = "-id"
    ordering_fields = ("needed_by",)

    def get_queryset(self) -> QuerySet[Reservation]:
        return queries.reservations_for(self.request.user)


class MovementFilter(PlaceFilter):
    campaign = django_filters.CharFilter(max_length=20)
    kind = django_filters.ChoiceFilter(choices=MovementKind.choices)
    since = django_filters.IsoDateTimeFilter(field_name="happened_at", lookup_expr="gte")

    class Meta:
        model = Movement
        fields = ("campaign", "kind")


class MovementList(ApiView, generics.ListAPIView):
    """Every change of stock, newest first; a keeper enters new ones."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_STOCK,)
    serializer_class = MovementSerializer
    queryset = Movement.objects.none()
    filterset_class = MovementFilter
    ordering = "-id"

    def get_queryset(self) -> QuerySet[Movement]:
        return queries.movements_for(self.request.user)

    @extend_schema(
        request=NewMovementSerializer, responses={201: MovementSerializer(many=True)}, filters=False
    )
    def post(self, request: Request) -> Response:
        require(request.user, Permission.MANAGE_STOCK)
        serializer = NewMovementSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        moved = entered(actor=request.user, **serializer.validated_data)
        return Response(MovementSerializer(moved, many=True).data, status=status.HTTP_201_CREATED)


def entered(*, kind: str, **values: Any) -> list[Movement]:
    """Enter a movement by its command; a transfer gives two, a count that changes nothing none."""
    quantity, campaign = values.pop("quantity"), values.pop("campaign")
    is_loss = values.pop("is_loss")
    if kind == "transfer":
        source, target = values.pop("unit"), values.pop("to_unit")
        return list(commands.transfer(source=source, target=target, quantity=quantity, **values))
    if kind == "counted":
        counted = commands.count(counted=quantity, is_loss=is_loss, **values)
        return [counted] if counted else []
    if kind == "issued":
        return [commands.issue(quantity=quantity, campaign=campaign, **values)]
    return [commands.receive(quantity=quantity, **values)]
