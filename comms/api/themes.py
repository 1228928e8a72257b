from __future__ import annotations

import datetime as dt

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.enums import Origin
from common.api.filters import StrictFilterSet
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from comms import commands
from comms.access import require_comms
from comms.api.serializers import ThemeSerializer
from comms.models import Theme
from organization.api.views import Holds
from organization.permissions import Permission


class ThemeFilter(StrictFilterSet):
    on = django_filters.DateFilter(method="filter_on")
    origin = django_filters.ChoiceFilter(choices=Origin.choices)

    class Meta:
        model = Theme
        fields = ("origin", "is_binding")

    def filter_on(self, queryset: QuerySet[Theme], name: str, value: dt.date) -> QuerySet[Theme]:
        return queryset.filter(starts_on__lte=value, ends_on__gte=value)


class Themes(ApiView, generics.ListAPIView):
    """What periods are about; ``on`` picks those of a day. Editors and reviewers enter new ones."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_COMMS,)
    serializer_class = ThemeSerializer
    queryset = Theme.objects.select_related("unit")
    filterset_class = ThemeFilter
    ordering = "starts_on"
    ordering_fields = ("code", "name", "ends_on")

    @extend_schema(
        operation_id="themes_create",
        request=ThemeSerializer,
        responses={201: ThemeSerializer},
        filters=False,
    )
    def post(self, request: Request) -> Response:
        require_comms(request.user)
        serializer = ThemeSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        theme = commands.save_theme(theme=Theme(**serializer.validated_data), actor=request.user)
        return answer(request, theme, status.HTTP_201_CREATED)


class ThemeDetail(ApiView):
    """One theme."""

    permission_classes = (Holds,)
    permissions = (Permission.SEE_COMMS,)

    @extend_schema(
        operation_id="themes_retrieve", parameters=[IF_NONE_MATCH], responses=ThemeSerializer
    )
    def get(self, request: Request, code: str) -> Response:
        return answer(request, get_object_or_404(Theme, code=code))

    @extend_schema(
        operation_id="themes_change",
        parameters=[IF_MATCH],
        request=ThemeSerializer,
        responses=ThemeSerializer,
    )
    def patch(self, request: Request, code: str) -> Response:
        """Change a theme."""
        theme = get_object_or_404(Theme, code=code)
        require_comms(request.user)
        etag = matched(request, theme.code, theme.etag)
        serializer = ThemeSerializer(theme, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        for name, value in serializer.validated_data.items():
            setattr(theme, name, value)
        return answer(request, commands.save_theme(theme=theme, etag=etag, actor=request.user))


def answer(request: Request, theme: Theme, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The theme with its entity tag."""
    return tagged(
        request,
        ThemeSerializer(theme).data,
        prefix=f"{theme.code}.{theme.etag}",
        status=code_of_status,
        address=reverse("api-theme", args=[theme.code]),
    )
