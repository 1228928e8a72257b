"""Which plans reach one customer, and why others do not."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.views import ApiView
from organization.api.views import Holds
from organization.permissions import Permission
from preflight.api.person_serializers import (
    PersonReachSerializer,
    ReachQuestionSerializer,
    answer_json,
)
from preflight.person_reach import reach_for


class PersonReached(ApiView):
    """Which plans, offers and waves reach the customer of a number, what leaves them out of others,
    and what may still reach them, when. Masked; on record with its purpose.
    """

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CUSTOMERS,)

    @extend_schema(
        operation_id="reach_check",
        request=ReachQuestionSerializer,
        responses=PersonReachSerializer,
    )
    def post(self, request: Request) -> Response:
        body = ReachQuestionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        found = reach_for(**body.validated_data, actor=request.user)
        return Response(PersonReachSerializer(answer_json(found)).data)
