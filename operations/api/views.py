from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from common import clock
from common.api.fields import PlainCharField
from common.api.filters import NoFilters, StrictFilterSet
from common.api.serializers import StrictSerializer
from common.api.views import ApiView
from common.models import Fault, Job
from operations import commands, work
from operations.api.serializers import FaultSerializer, WorkSerializer
from organization.api.views import Holds
from organization.permissions import Permission


class FailedWork(ApiView, generics.ListAPIView):
    """Background work that was given up within 30 days or failed and is tried again."""

    serializer_class = WorkSerializer
    permission_classes = (Holds,)
    permissions = (Permission.MANAGE_SETUP,)
    filter_backends = (NoFilters,)

    def get_queryset(self) -> QuerySet[Job]:
        return work.troubled(clock.now())


class FaultFilter(StrictFilterSet):
    number = django_filters.CharFilter(lookup_expr="iexact", max_length=64)

    class Meta:
        model = Fault
        fields = ("number",)


class Faults(ApiView, generics.ListAPIView):
    """Answers that failed by our mistake, newest first; ``number`` is what the person was told."""

    serializer_class = FaultSerializer
    permission_classes = (Holds,)
    permissions = (Permission.MANAGE_SETUP,)
    filterset_class = FaultFilter
    ordering = "-id"

    def get_queryset(self) -> QuerySet[Fault]:
        return Fault.objects.all()


class Nothing(StrictSerializer):
    """No body."""


class Why(StrictSerializer):
    reason = PlainCharField(max_length=500)


class TryAgain(ApiView):
    """Have work that was given up done once more."""

    permission_classes = (Holds,)
    permissions = (Permission.MANAGE_SETUP,)

    @extend_schema(request=Nothing, responses=WorkSerializer)
    def post(self, request: Request, job_id: int) -> Response:
        Nothing(data=request.data).is_valid(raise_exception=True)
        job = get_object_or_404(Job, pk=job_id)
        done = commands.try_again(job_id=job.pk, actor=request.user)
        return Response(WorkSerializer(done).data)


class GiveUp(ApiView):
    """End work that fails again and again; ``reason`` goes into the audit trail."""

    permission_classes = (Holds,)
    permissions = (Permission.MANAGE_SETUP,)

    @extend_schema(request=Why, responses=WorkSerializer)
    def post(self, request: Request, job_id: int) -> Response:
        job = get_object_or_404(Job, pk=job_id)
        body = Why(data=request.data)
        body.is_valid(raise_exception=True)
        done = commands.give_up(job_id=job.pk, actor=request.user, **body.validated_data)
        return Response(WorkSerializer(done).data)
