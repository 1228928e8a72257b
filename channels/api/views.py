from __future__ import annotations

import datetime as dt

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from channels import queries
from channels.api.serializers import LoadingRuleSerializer, MatrixSerializer
from channels.enums import BillingKind, Direction, Fit
from channels.kinds import CHANNELS, LOADING_RULES, PRODUCTS
from channels.models import Channel, CustomerGroup, LoadingRule, Product, ProductFamily
from channels.models.rule import LoadingRuleQuerySet
from common import clock
from common.api.filters import StrictFilterSet, refuse_unknown
from common.api.views import ApiView
from organization.api.master_data import (
    Entries,
    FormEntries,
    form_serializer_of,
    may_write,
    serializer_of,
)
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


class ProductList(Entries):
    """What is sold."""

    kind = PRODUCTS
    serializer_class = serializer_of(PRODUCTS)
    queryset = Product.objects.select_related("family", "owner_unit")
    filterset_class = ProductFilter
    ordering = "code"
    ordering_fields = ("name",)


class ChannelFilter(StrictFilterSet):
    direction = django_filters.ChoiceFilter(choices=Direction.choices)

    class Meta:
        model = Channel
        fields = ("direction", "is_active", "is_public")


class ChannelList(Entries):
    """Ways to the customer."""

    kind = CHANNELS
    serializer_class = serializer_of(CHANNELS)
    queryset = Channel.objects.select_related("owner_unit")
    filterset_class = ChannelFilter
    ordering = "code"
    ordering_fields = ("name",)


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


NewLoadingRule = form_serializer_of(LOADING_RULES, "NewLoadingRule")


class LoadingRuleList(FormEntries, generics.ListAPIView):
    """Every version of every loading rule; ``on`` picks those valid on a day."""

    kind = LOADING_RULES
    serializer_class = LoadingRuleSerializer
    queryset = LoadingRule.objects.select_related("product", "customer_group", "channel")
    filterset_class = LoadingRuleFilter
    ordering = "id"

    @extend_schema(request=NewLoadingRule, responses={201: LoadingRuleSerializer})
    def post(self, request: Request) -> Response:
        """Say how well a product suits a group on a channel from today on."""
        may_write(self.kind, request)
        given = NewLoadingRule(data=request.data)
        given.is_valid(raise_exception=True)
        data = dict(given.validated_data)
        self.entered(request, data, self.kind.find(data))
        return Response(LoadingRuleSerializer(self.kind.find(data)).data, status=201)


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
