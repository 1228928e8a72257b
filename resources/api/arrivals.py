"""Deliveries: announced, changed, taken back, received."""

from __future__ import annotations

from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.views import ApiView
from organization.api.views import Holds
from organization.permissions import Permission
from resources import commands
from resources.access import require, visible_units
from resources.api.arrival_serializers import (
    ArrivalChange,
    ArrivalSerializer,
    NewArrival,
)
from resources.api.views import PlaceFilter
from resources.models import Arrival

CHANGEABLE = ("quantity", "expected_on", "is_confirmed", "note")


class ArrivalFilter(PlaceFilter):
    is_received = django_filters.BooleanFilter(
        field_name="received_at", lookup_expr="isnull", exclude=True
    )
    expected_after = django_filters.DateFilter(field_name="expected_on", lookup_expr="gte")
    expected_before = django_filters.DateFilter(field_name="expected_on", lookup_expr="lte")

    class Meta:
        model = Arrival
        fields = ("is_confirmed",)


class Deliveries(ApiView):
    """What the views of deliveries share: those to units whose stock the caller sees."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_STOCK,)

    def deliveries(self) -> QuerySet[Arrival]:
        rows = Arrival.objects.filter(unit__in=visible_units(self.request.user))
        return rows.select_related("resource", "unit")

    def delivery(self, key: UUID) -> Arrival:
        """The delivery of that id. Raises 404 for one that the caller does not see."""
        return get_object_or_404(self.deliveries(), key=key)

    def answer(self, arrival: Arrival, code: int = status.HTTP_200_OK) -> Response:
        return Response(ArrivalSerializer(arrival).data, status=code)


class ArrivalList(Deliveries, generics.ListAPIView):
    """Deliveries on their way and received, by the day for which they are expected."""

    serializer_class = ArrivalSerializer
    queryset = Arrival.objects.none()
    filterset_class = ArrivalFilter
    ordering = "expected_on"

    def get_queryset(self) -> QuerySet[Arrival]:
        return self.deliveries()

    @extend_schema(request=NewArrival, responses={201: ArrivalSerializer}, filters=False)
    def post(self, request: Request) -> Response:
        """Announce a delivery; the unit is told."""
        require(request.user, Permission.MANAGE_STOCK)
        given = NewArrival(data=request.data)
        given.is_valid(raise_exception=True)
        arrival = commands.announce_arrival(actor=request.user, **given.validated_data)
        response = self.answer(arrival, status.HTTP_201_CREATED)
        address = reverse("api-arrival", args=[arrival.key])
        response["Location"] = request.build_absolute_uri(address)
        return response


class ArrivalDetail(Deliveries):
    """One delivery."""

    @extend_schema(responses=ArrivalSerializer)
    def get(self, request: Request, key: UUID) -> Response:
        return self.answer(self.delivery(key))

    @extend_schema(request=ArrivalChange, responses=ArrivalSerializer)
    def patch(self, request: Request, key: UUID) -> Response:
        """Change quantity, day, confirmation or note of a delivery that has not come; plans that
        then lack something are told.
        """
        arrival = self.delivery(key)
        require(request.user, Permission.MANAGE_STOCK)
        given = ArrivalChange(data=request.data)
        given.is_valid(raise_exception=True)
        values = {name: getattr(arrival, name) for name in CHANGEABLE} | given.validated_data
        return self.answer(
            commands.change_arrival(arrival_id=arrival.pk, actor=request.user, **values)
        )
