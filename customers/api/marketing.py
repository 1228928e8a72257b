"""Marketing customers, read and written by clients."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.filters import StrictFilterSet
from common.api.views import ApiView
from customers.api.ingest import ReadsOrWrites
from customers.api.marketing_serializers import (
    LinkInput,
    LinkUndoInput,
    MarketingCustomerDetailSerializer,
    MarketingCustomerInput,
    MarketingCustomerSerializer,
    detail_of,
)
from customers.grouping import commands, queries
from customers.grouping.naming import account_named, group_named, person_named
from customers.models import MarketingCustomer
from organization.permissions import Permission


class GroupFilter(StrictFilterSet):
    code = django_filters.CharFilter(max_length=40)
    name = django_filters.CharFilter(max_length=60, lookup_expr="icontains")

    class Meta:
        model = MarketingCustomer
        fields = ("code", "name")


class GroupView(ApiView):
    """Reads for who sees customers, writes for who says which accounts are one's."""

    permission_classes = (ReadsOrWrites,)
    readers = (Permission.SEE_CUSTOMERS,)
    writer = Permission.MATCH_CUSTOMERS

    def group(self, code: str) -> MarketingCustomer:
        """Raises 404 for one that is not there or may not be seen."""
        rows = queries.visible_groups(self.request.user)
        found = rows.filter(code=code).first() if "\0" not in code else None
        if found is None:
            raise Http404
        return found

    def said(self, request: Request, form: Any, **more: Any) -> dict[str, Any]:
        read = form(data=request.data, **more)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    def shown(self, code: str) -> dict[str, Any]:
        group = self.group(code)
        data = detail_of(group, self.request.user)
        return dict(MarketingCustomerDetailSerializer(data).data)


class MarketingCustomers(GroupView, generics.ListAPIView):
    """Marketing customers: accounts behind which one decision-maker stands."""

    serializer_class = MarketingCustomerSerializer
    queryset = MarketingCustomer.objects.none()
    filterset_class = GroupFilter
    ordering = "id"
    ordering_fields = ("name",)

    def get_queryset(self) -> QuerySet[MarketingCustomer]:
        return queries.counted(queries.visible_groups(self.request.user))

    @extend_schema(
        request=MarketingCustomerInput, responses={201: MarketingCustomerDetailSerializer}
    )
    def post(self, request: Request) -> Response:
        """Make one, without accounts; its code is given."""
        values = self.said(request, MarketingCustomerInput)
        values["decision_maker"] = person_named(request.user, values["decision_maker"])
        made = commands.make_group(actor=request.user, **values)
        return Response(self.shown(made.code), status=201)


class MarketingCustomerDetail(GroupView):
    """One with its links in force and its tree."""

    @extend_schema(
        operation_id="marketing_customers_retrieve", responses=MarketingCustomerDetailSerializer
    )
    def get(self, request: Request, code: str) -> Response:
        return Response(self.shown(code))

    @extend_schema(request=MarketingCustomerInput, responses=MarketingCustomerDetailSerializer)
    def patch(self, request: Request, code: str) -> Response:
        """Change its name, decision-maker (empty: nobody knows) or note."""
        group = self.group(code)
        said = self.said(request, MarketingCustomerInput, partial=True)
        values = {"name": group.name, "note": group.note} | said
        values["decision_maker"] = (
            person_named(request.user, said["decision_maker"])
            if "decision_maker" in said
            else group.decision_maker
        )
        commands.change_group(group=group, actor=request.user, **values)
        return Response(self.shown(code))


class MarketingLinks(GroupView):
    @extend_schema(request=LinkInput, responses={201: MarketingCustomerDetailSerializer})
    def post(self, request: Request, code: str) -> Response:
        """Put an account or another marketing customer below it, upon evidence. 409 where it
        stands below another one and ``may_move`` is not said.
        """
        group = self.group(code)
        values = self.said(request, LinkInput)
        account, below = values.pop("account"), values.pop("below")
        what = account_named(request.user, account) if account else group_named(request.user, below)
        commands.link_below(group=group, what=what, actor=request.user, **values)
        return Response(self.shown(code), status=201)


class MarketingLinkUndo(GroupView):
    @extend_schema(request=LinkUndoInput, responses=MarketingCustomerDetailSerializer)
    def post(self, request: Request, code: str, link_id: int) -> Response:
        """Undo a link; what was before is in force again."""
        link = queries.undoable(self.group(code), request.user).filter(pk=link_id).first()
        if link is None:
            raise Http404
        commands.undo_link(link_id=link.pk, actor=request.user, **self.said(request, LinkUndoInput))
        return Response(self.shown(code))
