"""Deputies by the API: who stands in for whom, naming one, ending it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django.core.exceptions import ValidationError as ModelValidationError
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers, status
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.errors import validation_detail
from common.api.filters import StrictFilterSet, refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.views import ApiView
from organization import deputies
from organization.api.delegation_serializers import (
    CandidateSerializer,
    DelegationSerializer,
    NewDelegation,
)
from organization.enums import Scope
from organization.models import Delegation, User
from organization.permissions import Permission


class ForOneself(BasePermission):
    """Everybody signed in, for themselves; to hand on one's decisions a token needs the scope
    ``approve`` and no unit.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if not user.is_authenticated:
            return False
        reads = request.method in {"GET", "HEAD", "OPTIONS"}
        scopes = user.token_scopes
        wanted = Scope.READ if reads else Scope.APPROVE
        return scopes is None or (wanted in scopes and (reads or user.token_unit is None))


class DelegationFilter(StrictFilterSet):
    principal = django_filters.CharFilter(field_name="principal__username", max_length=150)
    deputy = django_filters.CharFilter(field_name="deputy__username", max_length=150)
    on = django_filters.DateFilter(method="valid_on", label="Those that hold on a day.")

    class Meta:
        model = Delegation
        fields = ("principal", "deputy")

    def valid_on(self, rows: QuerySet[Delegation], name: str, value: Any) -> QuerySet[Delegation]:
        return rows & Delegation.objects.valid_on(value)


def delegations_of(user: User) -> QuerySet[Delegation]:
    """What somebody gave and holds; all of them for an administrator."""
    rows = Delegation.objects.select_related("principal", "deputy")
    if user.may(Permission.MANAGE_SETUP):
        return rows
    return rows.filter(Q(principal=user) | Q(deputy=user))


class Delegations(ApiView, generics.ListAPIView):
    """For whom one stands in, and who stands in for oneself; administrators see all."""

    permission_classes = (ForOneself,)
    serializer_class = DelegationSerializer
    queryset = Delegation.objects.none()
    filterset_class = DelegationFilter
    ordering = "starts_on"

    def get_queryset(self) -> QuerySet[Delegation]:
        return delegations_of(self.request.user)

    @extend_schema(request=NewDelegation, responses={201: DelegationSerializer}, filters=False)
    def post(self, request: Request) -> Response:
        """Name a deputy, who is told."""
        given = NewDelegation(data=request.data)
        given.is_valid(raise_exception=True)
        values = {"principal": request.user, **given.validated_data}
        try:
            made = deputies.delegate(actor=request.user, **values)
        except ModelValidationError as error:
            raise serializers.ValidationError(validation_detail(error)) from error
        response = Response(DelegationSerializer(made).data, status=status.HTTP_201_CREATED)
        address = reverse("api-delegation", args=[made.key])
        response["Location"] = request.build_absolute_uri(address)
        return response


class DelegationDetail(ApiView):
    """One delegation."""

    permission_classes = (ForOneself,)

    def found(self, key: UUID) -> Delegation:
        return get_object_or_404(delegations_of(self.request.user), key=key)

    @extend_schema(responses=DelegationSerializer)
    def get(self, request: Request, key: UUID) -> Response:
        return Response(DelegationSerializer(self.found(key)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, key: UUID) -> Response:
        """End it at once; the deputy is told. Only who gave it, or an administrator."""
        deputies.revoke_delegation(delegation=self.found(key), actor=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Candidates(ApiView):
    """Who could stand in for the caller: they decide the same, and not for the caller's unit
    alone.
    """

    permission_classes = (ForOneself,)
    pagination_class = OffsetPagination

    @extend_schema(responses=CandidateSerializer(many=True))
    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, {"limit", "cursor", "format"})
        return page_of(
            request,
            deputies.candidates(request.user),
            lambda page: CandidateSerializer(page, many=True).data,
        )
