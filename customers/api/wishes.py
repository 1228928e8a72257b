"""What customers want, read and recorded by clients."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.views import ApiView
from customers.api.customers import customer_of
from customers.api.ingest import ReadsOrWrites
from customers.api.wish_serializers import WishesSerializer, WishInput
from customers.wishes import record_wish, wishes_of
from organization.permissions import Permission


class Wishes(ApiView):
    """What a customer wants: the do-not-contact list and consents, with who recorded them and
    why.
    """

    permission_classes = (ReadsOrWrites,)
    readers = (Permission.SEE_CUSTOMERS,)
    writer = Permission.RECORD_TOUCHES

    @extend_schema(responses=WishesSerializer)
    def get(self, request: Request, number: str) -> Response:
        return Response(WishesSerializer(wishes_of(customer_of(request, number).party)).data)

    @extend_schema(request=WishInput, responses=WishesSerializer)
    def post(self, request: Request, number: str) -> Response:
        """Give or withdraw one."""
        customer = customer_of(request, number)
        form = WishInput(data=request.data)
        form.is_valid(raise_exception=True)
        record_wish(customer=customer, actor=request.user, **form.validated_data)
        return Response(WishesSerializer(wishes_of(customer.party)).data)
