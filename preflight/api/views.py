from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.access import may_see_findings
from campaigns.api.views.base import visible_plan
from campaigns.plan_json.plan import PlanSerializer
from common import clock
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused, refuse
from customers.counting import is_told
from customers.masking import SMALLEST_TOLD
from organization.permissions import Permission
from preflight.api.serializers import (
    FindDatesSerializer,
    PreviewFindingSerializer,
    PreviewSerializer,
    RoomsSerializer,
    StartsSerializer,
)
from preflight.dates import find_dates
from preflight.preview import preview
from preflight.slots import find_slots


class CampaignPreview(ApiView):
    """What a check would find in a plan that is stored nowhere."""

    @extend_schema(
        operation_id="campaigns_preview", request=PlanSerializer, responses=PreviewSerializer
    )
    def post(self, request: Request) -> Response:
        if not request.user.may(Permission.WRITE_PLAN):
            raise Refused(NO_PERMISSION)
        plan = PlanSerializer(data=request.data, context={"viewer": request.user})
        plan.is_valid(raise_exception=True)
        found = preview(plan.validated_data, request.user)
        tells_size = is_told(found.persons) or not plan.validated_data.get("audience")
        return Response(
            {
                "audience_size": found.persons if tells_size else None,
                "fewer_than": None if tells_size else SMALLEST_TOLD,
                "organisations": found.organisations,
                "findings": PreviewFindingSerializer(found.shown_to(request.user), many=True).data,
                "risk_grade": found.grade,
                "risk": found.graded.as_json() if found.grade else None,
                "is_complete": found.answers.is_complete,
            }
        )


class FindDates(ApiView):
    """Every first day of a span, ranked by what the rules would find if the plan began on it."""

    throttle_scope = "submit"

    @extend_schema(
        operation_id="campaigns_find_dates", request=FindDatesSerializer, responses=StartsSerializer
    )
    def post(self, request: Request, code: str) -> Response:
        campaign = visible_plan(request.user, code)
        if not may_see_findings(request.user, campaign):
            raise Refused(NO_PERMISSION)
        span = FindDatesSerializer(data=request.data)
        span.is_valid(raise_exception=True)
        if campaign.working is None:
            refuse("empty-plan", _("The plan says nothing yet."))
        first, last = span.validated_data["from"], span.validated_data["to"]
        starts = find_dates(campaign, campaign.working, first=first, last=last, today=clock.today())
        return Response(StartsSerializer({"campaign": campaign.code, "starts": starts}).data)


class FindSlots(ApiView):
    """On which days of a span the plan's push channels have room for its waves."""

    throttle_scope = "submit"

    @extend_schema(
        operation_id="campaigns_find_slots", request=FindDatesSerializer, responses=RoomsSerializer
    )
    def post(self, request: Request, code: str) -> Response:
        campaign = visible_plan(request.user, code)
        if not may_see_findings(request.user, campaign):
            raise Refused(NO_PERMISSION)
        span = FindDatesSerializer(data=request.data)
        span.is_valid(raise_exception=True)
        if campaign.working is None:
            refuse("empty-plan", _("The plan says nothing yet."))
        first, last = span.validated_data["from"], span.validated_data["to"]
        rooms = find_slots(campaign, campaign.working, today=clock.today(), first=first, last=last)
        return Response(RoomsSerializer({"campaign": campaign.code, "channels": rooms}).data)
