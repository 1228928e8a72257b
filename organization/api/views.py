from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from common import clock
from common.api.filters import StrictFilterSet, refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.views import ApiView
from common.models import AuditEvent
from organization.api.master_data import Entries, serializer_of
from organization.api.serializers import AuditSerializer, PolicySerializer
from organization.enums import UnitKind
from organization.kinds import UNITS
from organization.models import Unit
from organization.permissions import Permission
from organization.policies import declared, values_on


class Holds(BasePermission):
    """403 unless the caller holds one of the view's ``permissions`` somewhere."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.user.is_authenticated and any(
            request.user.may(permission) for permission in view.permissions
        )


class UnitFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(choices=UnitKind.choices)
    parent = django_filters.ModelChoiceFilter(queryset=Unit.objects.all(), to_field_name="code")

    class Meta:
        model = Unit
        fields = ("kind", "parent")


class UnitList(Entries):
    """The units of the company."""

    kind = UNITS
    serializer_class = serializer_of(UNITS)
    queryset = Unit.objects.select_related("parent")
    filterset_class = UnitFilter
    ordering = "path"
    ordering_fields = ("code", "name")


class AuditFilter(StrictFilterSet):
    since = django_filters.IsoDateTimeFilter(field_name="happened_at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="happened_at", lookup_expr="lt")

    class Meta:
        model = AuditEvent
        fields = ("actor", "action", "object_type", "object_code")


class AuditList(ApiView, generics.ListAPIView):
    """Who did what, newest first. Not counted: the trail is long."""

    serializer_class = AuditSerializer
    permission_classes = (Holds,)
    permissions = (Permission.SEE_AUDIT,)
    filterset_class = AuditFilter
    ordering = "-id"
    counts_list = False

    def get_queryset(self) -> QuerySet[AuditEvent]:
        return AuditEvent.objects.all()


class PolicyList(ApiView):
    """Every policy with the value that is valid today."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_PLANS, Permission.MANAGE_POLICIES)
    pagination_class = OffsetPagination

    @extend_schema(responses=PolicySerializer(many=True))
    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, {"limit", "cursor", "format"})
        values = values_on(clock.today())
        rows = [
            {"policy": policy, "value": values[key]} for key, policy in sorted(declared().items())
        ]
        return page_of(request, rows, lambda page: PolicySerializer(page, many=True).data)
