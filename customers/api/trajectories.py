"""What was done to or for a customer."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from common import clock
from common.api.fields import BoundedDateField
from common.api.filters import refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.views import ApiView
from customers.api.customers import customer_of
from customers.api.serializers import EventSerializer
from customers.trajectory import trajectory
from organization.api.views import Holds
from organization.permissions import Permission

USUAL_DAYS = 365
MOST_DAYS = 1100


class Trajectory(ApiView):
    """What was done to or for a customer, newest first: the last year, or from one day to
    another.
    """

    permission_classes = (Holds,)
    permissions = (Permission.SEE_CUSTOMERS,)

    pagination_class = OffsetPagination

    @extend_schema(
        parameters=[
            OpenApiParameter("from", OpenApiTypes.DATE),
            OpenApiParameter("to", OpenApiTypes.DATE),
        ],
        responses=EventSerializer(many=True),
    )
    def get(self, request: Request, number: str) -> Response:
        customer = customer_of(request, number)
        return page_of(
            request,
            trajectory(customer.party, *window(request)),
            lambda page: EventSerializer(page, many=True).data,
        )


def window(request: Request) -> tuple[dt.date, dt.date]:
    """The days asked for. Raises a validation error for anything unknown, reversed or too long."""
    refuse_unknown(request.query_params, {"from", "to", "limit", "cursor", "format"})
    last = day_of(request, "to") or clock.today()
    first = day_of(request, "from") or last - dt.timedelta(days=USUAL_DAYS)
    if first > last:
        raise ValidationError({"to": [_("The end lies before the start.")]}, code="dates_reversed")
    if (last - first).days > MOST_DAYS:
        raise ValidationError({"from": [_("At most three years.")]}, code="too_long")
    return first, last


def day_of(request: Request, name: str) -> dt.date | None:
    """A day among the query's parameters. Raises a validation error at its name."""
    if name not in request.query_params:
        return None
    try:
        return BoundedDateField().run_validation(request.query_params[name])
    except ValidationError as error:
        raise ValidationError({name: error.detail}) from error
