"""Customers, masked; a number or phone is searched for as a whole, never in part."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from channels.models import CustomerGroup
from common.api.filters import StrictFilterSet
from common.api.views import ApiView
from customers import access
from customers.api.serializers import CustomerDetailSerializer, CustomerSerializer, LookupInput
from customers.enums import PartyKind
from customers.kinds import GRIDS
from customers.lookups import is_phone, looked_up
from customers.models import Customer, GridUnit
from organization.api.master_data import Entries, serializer_of
from organization.api.views import Holds
from organization.models import Unit
from organization.models.scope import UnitScope
from organization.permissions import Permission


class CustomerFilter(StrictFilterSet):
    search = django_filters.CharFilter(
        method="exactly", max_length=40, label="The whole number; phones go to /customers/lookup/."
    )
    number = django_filters.CharFilter(
        method="exactly", max_length=40, label="The whole number; phones go to /customers/lookup/."
    )
    kind = django_filters.ChoiceFilter(field_name="party__kind", choices=PartyKind.choices)
    group = django_filters.ModelChoiceFilter(
        queryset=CustomerGroup.objects.all(), to_field_name="code"
    )
    tier = django_filters.CharFilter(max_length=20)
    unit = django_filters.ModelChoiceFilter(
        queryset=Unit.objects.all(), to_field_name="code", method="below"
    )
    grid = django_filters.ModelChoiceFilter(queryset=GridUnit.objects.all(), to_field_name="code")

    class Meta:
        model = Customer
        fields = ("number", "tier")

    def exactly(self, queryset: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        return queryset.filter(named(no_phone(value, name)))

    def below(self, queryset: QuerySet[Customer], name: str, value: Unit) -> QuerySet[Customer]:
        return queryset.filter(UnitScope.of([value]).q("unit"))


def named(number: str) -> Q:
    """A customer's own number, or its party's."""
    return Q(number=number) | Q(party__number=number)


def no_phone(number: str, name: str) -> str:
    """The number of an address. Raises a validation error for a phone, which must not stand
    there.
    """
    if is_phone(number):
        raise ValidationError(
            {name: [_("Phones do not stand in addresses: POST them to /customers/lookup/.")]},
            code="phone",
        )
    return number


def is_name(number: str) -> bool:
    """Whether a text of an address can be a customer's number there."""
    return "\0" not in number and not is_phone(number)


def customer_of(request: Request, number: str) -> Customer:
    """The customer of that number. Raises 404 for one that is not there or may not be seen."""
    found = access.visible_customers(request.user).select_related("party", "group", "unit", "grid")
    customer = found.filter(named(number)).order_by("id").first() if is_name(number) else None
    if customer is None:
        raise Http404
    return customer


class CustomerLookup(ApiView):
    """The customers of a number or phone, masked, at most 20; each look-up of a phone is put on
    record.
    """

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CUSTOMERS,)

    @extend_schema(
        operation_id="customers_lookup",
        request=LookupInput,
        responses=inline_serializer("CustomersFound", {"results": CustomerSerializer(many=True)}),
    )
    def post(self, request: Request) -> Response:
        form = LookupInput(data=request.data)
        form.is_valid(raise_exception=True)
        rows = access.visible_customers(request.user).select_related(
            "party", "group", "unit", "grid"
        )
        found = looked_up(rows, form.validated_data["number"], actor=request.user)
        return Response({"results": CustomerSerializer(found.order_by("pk")[:20], many=True).data})


class Customers(ApiView, generics.ListAPIView):
    """Customers, masked."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CUSTOMERS,)
    serializer_class = CustomerSerializer
    queryset = Customer.objects.none()
    filterset_class = CustomerFilter
    ordering = "id"  # an order by number would tell the masked ones
    ordering_fields = ("joined_on",)

    def get_queryset(self) -> QuerySet[Customer]:
        return access.visible_customers(self.request.user).select_related(
            "party", "group", "unit", "grid"
        )


class CustomerDetail(ApiView):
    """One customer, masked, with what they hold."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CUSTOMERS,)

    @extend_schema(responses=CustomerDetailSerializer)
    def get(self, request: Request, number: str) -> Response:
        customer = customer_of(request, number)
        prefetch_related_objects([customer], "holdings__product")
        return Response(CustomerDetailSerializer(customer).data)


class GridFilter(StrictFilterSet):
    unit = django_filters.ModelChoiceFilter(
        queryset=Unit.objects.all(), to_field_name="code", method="below"
    )

    class Meta:
        model = GridUnit
        fields = ("unit",)

    def below(self, queryset: QuerySet[GridUnit], name: str, value: Unit) -> QuerySet[GridUnit]:
        return queryset.filter(UnitScope.of([value]).q("unit"))


class Grids(Entries):
    """The smallest areas of responsibility."""

    kind = GRIDS
    serializer_class = serializer_of(GRIDS)
    queryset = GridUnit.objects.select_related("unit")
    filterset_class = GridFilter
    ordering = "code"
    ordering_fields = ("name",)
