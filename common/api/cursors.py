"""Paging through long lists by a signed cursor, which stands on a row and not on a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from common.api.pagination import NO_CURSOR, envelope_schema, limit_of, paging_parameters

# Nobody can begin a list where they like, to feel for values that they do not see.
SIGNER = Signer(salt="jiepai.cursor")


@dataclass(frozen=True, slots=True)
class CursorPosition:
    """Where a page goes on: after the row of that value and key, or before it."""

    value: str | None
    key: str
    is_before: bool

    def encoded(self) -> str:
        return SIGNER.sign_object([self.value, self.key, self.is_before])

    @classmethod
    def decoded(cls, text: str) -> CursorPosition:
        """The place of a cursor. Raises ``ValueError`` for a text that is none of ours."""
        try:
            return cls(*SIGNER.unsign_object(text))
        except BadSignature as error:
            raise ValueError(text) from error


@dataclass(frozen=True, slots=True)
class Order:
    """By which field a list is ordered; rows of one value by their key. PostgreSQL counts NULL as
    the greatest value.
    """

    field: str
    is_descending: bool
    is_nullable: bool

    def terms(self, *, is_reversed: bool) -> tuple[str, ...]:
        sign = "-" if self.is_descending != is_reversed else ""
        return (f"{sign}id",) if self.field == "id" else (f"{sign}{self.field}", f"{sign}id")

    def beyond(self, place: CursorPosition) -> Q:
        """The rows of the list that lie on the asked side of the place."""
        side = "lt" if self.is_descending != place.is_before else "gt"
        keys = Q((f"id__{side}", place.key))
        if self.field == "id":
            return keys
        unknown = Q((f"{self.field}__isnull", True))
        if place.value is None:
            return unknown & keys if side == "gt" else ~unknown | keys
        known = Q((f"{self.field}__{side}e", place.value)) & (
            Q((f"{self.field}__{side}", place.value)) | keys
        )
        return known | unknown if self.is_nullable and side == "gt" else known


class Cursor(BasePagination):
    """Cursor paging with a count. A view names its ``ordering`` and the ``ordering_fields`` that
    callers may choose.

    A cursor names the row beside which the page begins, so pages neither repeat nor lose rows of
    equal value, however many.
    """

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The page asked for. Raises a validation error for a limit, ordering or cursor that is
        none.
        """
        self.address, self.count = request.build_absolute_uri(), None
        limit, order, place = (
            limit_of(request),
            order_of(request, queryset, view),
            position_after(request),
        )
        if getattr(view, "counts_list", True):
            self.count = queryset.count()
        is_before = place is not None and place.is_before
        rows = queryset.order_by(*order.terms(is_reversed=is_before))
        try:
            rows = rows.filter(order.beyond(place)) if place else rows
        except (ValueError, TypeError, ModelValidationError) as error:
            raise ValidationError({"cursor": [NO_CURSOR]}, code="invalid") from error
        found = list(rows[: limit + 1])
        page, has_more = found[:limit], len(found) > limit
        if is_before:
            page.reverse()
        self.following = (
            self._beside(page[-1:], place, order, is_before=False)
            if has_more or is_before
            else None
        )
        self.preceding = (
            self._beside(page[:1], place, order, is_before=True)
            if (has_more if is_before else place)
            else None
        )
        return page

    @staticmethod
    def _beside(
        edge: list[Any], place: CursorPosition | None, order: Order, *, is_before: bool
    ) -> CursorPosition | None:
        """The place beside the row at the edge of a page; for an empty page, back from where it was
        looked for.
        """
        if not edge:
            return replace(place, is_before=is_before) if place else None
        value = None if order.field == "id" else getattr(edge[0], order.field)
        return CursorPosition(None if value is None else str(value), str(edge[0].pk), is_before)

    def _link(self, place: CursorPosition | None) -> str | None:
        return replace_query_param(self.address, "cursor", place.encoded()) if place else None

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self._link(self.following), "previous": self._link(self.preceding)}
        return Response({"count": self.count, **links, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return envelope_schema(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = [
            *getattr(view, "ordering_fields", ()),
            str(getattr(view, "ordering", None) or "-id").removeprefix("-"),
        ]
        orders = [f"{sign}{name}" for name in dict.fromkeys(names) for sign in ("", "-")]
        ordering = {
            "name": "ordering",
            "in": "query",
            "required": False,
            "schema": {"type": "string", "enum": orders},
        }
        return [*paging_parameters({"type": "string"}), ordering]


def position_after(request: Request) -> CursorPosition | None:
    """The place that the cursor names, if there is one. Raises a validation error for a cursor that
    is none of ours.
    """
    text = request.query_params.get("cursor")
    try:
        return CursorPosition.decoded(text) if text else None
    except (ValueError, TypeError, RecursionError) as error:
        raise ValidationError({"cursor": [NO_CURSOR]}, code="invalid") from error


def order_of(request: Request, queryset: QuerySet[Any], view: Any) -> Order:
    """The ordering asked for, or the view's own. Raises a validation error for a field that is not
    offered.
    """
    default = str(getattr(view, "ordering", None) or "-id")
    text = request.query_params.get("ordering") or default
    name = text.removeprefix("-")
    if name not in {*getattr(view, "ordering_fields", ()), default.removeprefix("-")}:
        raise ValidationError(
            {"ordering": [_("This list cannot be ordered by that.")]}, code="invalid"
        )
    field = getattr(view, "ordering_aliases", {}).get(name, name)
    fields = {one.name: one for one in queryset.model._meta.concrete_fields}
    return Order(field, text.startswith("-"), fields[field].null if field in fields else True)
