"""What is done with a delivery: received, taken back, cancelled."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NO_PERMISSION, Refused
from organization.permissions import Permission
from resources import commands
from resources.access import may_confirm, require
from resources.api.arrival_serializers import ArrivalSerializer, ReasonInput, ReceiptInput
from resources.api.arrivals import Deliveries
from resources.models import Arrival


class Receipts(Deliveries):
    """What the steps of a receipt share."""

    def receivable(self, key: UUID) -> Arrival:
        """One of which the caller may say what came. Raises 404, and ``Refused`` (403)."""
        arrival = self.delivery(key)
        if not may_confirm(self.request.user, arrival):
            raise Refused(NO_PERMISSION)
        return arrival


class ArrivalReceipt(Receipts):
    """What came of a delivery."""

    @extend_schema(
        operation_id="resources_arrivals_confirm",
        request=ReceiptInput,
        responses=ArrivalSerializer,
    )
    def post(self, request: Request, key: UUID) -> Response:
        """Say how many pieces came; they lie in the unit's stock from now on. Another number than
        was announced needs a note.
        """
        arrival = self.receivable(key)
        given = ReceiptInput(data=request.data)
        given.is_valid(raise_exception=True)
        return self.answer(
            commands.confirm_arrival(
                arrival_id=arrival.pk, actor=request.user, **given.validated_data
            )
        )


class ArrivalUndo(Receipts):
    """A receipt that was entered by mistake."""

    @extend_schema(
        operation_id="resources_arrivals_undo", request=ReasonInput, responses=ArrivalSerializer
    )
    def post(self, request: Request, key: UUID) -> Response:
        """Take it back on the same day, with a reason."""
        arrival = self.receivable(key)
        given = ReasonInput(data=request.data)
        given.is_valid(raise_exception=True)
        return self.answer(
            commands.undo_receipt(arrival_id=arrival.pk, actor=request.user, **given.validated_data)
        )


class ArrivalCancel(Deliveries):
    """A delivery that will not come."""

    @extend_schema(
        operation_id="resources_arrivals_cancel", request=ReasonInput, responses={204: None}
    )
    def post(self, request: Request, key: UUID) -> Response:
        """Take the announcement back, with a reason; the unit is told."""
        arrival = self.delivery(key)
        require(request.user, Permission.MANAGE_STOCK)
        given = ReasonInput(data=request.data)
        given.is_valid(raise_exception=True)
        commands.cancel_arrival(arrival_id=arrival.pk, actor=request.user, **given.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)
