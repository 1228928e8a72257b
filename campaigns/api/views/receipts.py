"""Which branches have read an amendment."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.views.base import visible_plan
from campaigns.commands import acknowledge
from campaigns.models import Campaign
from campaigns.receipts import readings
from common import clock
from common.api.fields import PlainCharField
from common.api.serializers import StrictSerializer
from common.api.views import ApiView


class BranchSerializer(StrictSerializer):
    branch = PlainCharField(max_length=60)


class ReadingSerializer(serializers.Serializer[Any]):
    branch = serializers.CharField()
    read_by = serializers.CharField(allow_null=True)
    read_at = serializers.DateTimeField(allow_null=True)


class ReadingsSerializer(serializers.Serializer[Any]):
    """The plan's revision in force, and who has read it in each branch; none where it was not
    amended.
    """

    campaign = serializers.CharField()
    revision = serializers.IntegerField(allow_null=True)
    branches = ReadingSerializer(many=True)


class Receipts(ApiView):
    @extend_schema(operation_id="campaigns_receipts", responses=ReadingsSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Which branches have read what the last amendment changed."""
        return Response(readings_json(visible_plan(request.user, code)))

    @extend_schema(
        operation_id="campaigns_acknowledge", request=BranchSerializer, responses=ReadingsSerializer
    )
    def post(self, request: Request, code: str) -> Response:
        """Say that a branch of one's own has read it."""
        campaign = visible_plan(request.user, code)
        body = BranchSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        acknowledge(campaign=campaign, actor=request.user, **body.validated_data)
        return Response(readings_json(campaign))


def readings_json(campaign: Campaign) -> dict[str, Any]:
    return {
        "campaign": campaign.code,
        "revision": campaign.in_force.number if campaign.in_force else None,
        "branches": [
            {
                "branch": one.branch.code,
                "read_by": one.receipt.read_by.username if one.receipt else None,
                "read_at": clock.iso(one.receipt.read_at) if one.receipt else None,
            }
            for one in readings(campaign)
        ],
    }
