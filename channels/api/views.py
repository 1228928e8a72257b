from __future__ import annotations

import datetime as dt

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from channels import queries
from channels.api.serializers import (
    ChannelSerializer,
    LoadingRuleSerializer,
    MatrixSerializer,
    ProductSerializer,
)
from channels.enums import BillingKind, Direction, Fit
from channels.models import Channel, CustomerGroup, LoadingRule, Product, ProductFamily
from channels.models.rule import LoadingRuleQuerySet
from common import clock
from common.api.filters import StrictFilterSet, refuse_unknown
from common.api.views import ApiView, OneByCode
from organization.api.views import Holds
from organization.permissions import Permission


class ProductFilter(StrictFilterSet):
    family = django_filters.ModelChoiceFilter(
        queryset=ProductFamily.objects.all(), to_field_name="code"
    )
    billing_kind = django_filters.ChoiceFilter(choices=BillingKind.choices)

    class Meta:
        model = Product
        fields = ("family", "billing_kind", "is_active")


class ProductList(ApiView, generics.ListAPIView):
    """What is sold."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CHANNELS, Permission.SEE_BRANCH_SCHEDULE)
    serializer_class = ProductSerializer
    queryset = Product.objects.select_related("family", "owner_unit")
    filterset_class = ProductFilter
    ordering = "code"
    ordering_fields = ("name",)


class ProductDetail(OneByCode):
    """One product."""

    permission_classes = (Holds,)
    permissions = ProductList.permissions
    serializer_class = ProductSerializer
    queryset = ProductList.queryset


class ChannelFilter(StrictFilterSet):
    direction = django_filters.ChoiceFilter(choices=Direction.choices)

    class Meta:
        model = Channel
        fields = ("direction", "is_active", "is_public")


class ChannelList(ApiView, generics.ListAPIView):
    """Ways to the customer."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CHANNELS, Permission.SEE_BRANCH_SCHEDULE)
    serializer_class = ChannelSerializer
    queryset = Channel.objects.select_related("owner_unit")
    filterset_class = ChannelFilter
    ordering = "code"
    ordering_fields = ("name",)


class ChannelDetail(OneByCode):
    """One channel."""

    permission_classes = (Holds,)
    permissions = ChannelList.permissions
    serializer_class = ChannelSerializer
    queryset = ChannelList.queryset


class LoadingRuleFilter(StrictFilterSet):
    product = django_filters.ModelChoiceFilter(queryset=Product.objects.all(), to_field_name="code")
    customer_group = django_filters.ModelChoiceFilter(
        queryset=CustomerGroup.objects.all(), to_field_name="code"
    )
    channel = django_filters.ModelChoiceFilter(queryset=Channel.objects.all(), to_field_name="code")
    fit = django_filters.ChoiceFilter(choices=Fit.choices)
    on = django_filters.DateFilter(method="filter_on")

    class Meta:
        model = LoadingRule
        fields = ("product", "customer_group", "channel", "fit")

    def filter_on(
        self, queryset: LoadingRuleQuerySet, name: str, value: dt.date
    ) -> LoadingRuleQuerySet:
        return queryset.in_force(value)


class LoadingRuleList(ApiView, generics.ListAPIView):
    """Every version of every loading rule; ``on`` picks those valid on a day."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CHANNELS,)
    serializer_class = LoadingRuleSerializer
    queryset = LoadingRule.objects.select_related("product", "customer_group", "channel")
    filterset_class = LoadingRuleFilter
    ordering = "id"


class LoadingMatrix(ApiView):
    """The rules in force today as a table; a channel without a cell is allowed."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CHANNELS,)

    @extend_schema(responses=MatrixSerializer)
    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, {"format"})
        channels, rows = queries.matrix(day=clock.today())
        return Response(
            {
                "channels": [channel.code for channel in channels],
                "rows": [
                    {
                        "product": row.product.code,
                        "customer_group": row.group.code,
                        "cells": [
                            {"channel": rule.channel.code, "fit": rule.fit, "version": rule.version}
                            for rule in row.rules
                            if rule is not None
                        ],
                    }
                    for row in rows
                ],
            }
        )
