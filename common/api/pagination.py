"""Lists of the API: ``{"count", "next", "previous", "results"}`` with ``?limit=&cursor=&ordering=``."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

DEFAULT_LIMIT = 50
MAX_LIMIT = 500


class Cursor(CursorPagination):
    """Cursor paging with a count. A view names its ``ordering`` and the ``ordering_fields`` that callers may choose."""

    page_size = DEFAULT_LIMIT
    max_page_size = MAX_LIMIT
    page_size_query_param = "limit"
    counts = True

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: APIView | None = None) -> list[Any] | None:
        self.count = queryset.count() if self.counts and getattr(view, "counts_list", True) else None
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request: Request) -> Any:
        """The place to go on from. Raises a validation error for a cursor that is none of ours."""
        try:
            return super().decode_cursor(request)
        except NotFound as error:
            raise ValidationError({"cursor": [_("This is no cursor; take it from next or previous.")]}, code="invalid") from error

    def get_page_size(self, request: Request) -> int:
        """The limit asked for. Raises a validation error rather than silently taking another."""
        text = request.query_params.get("limit")
        if text is None:
            return DEFAULT_LIMIT
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= MAX_LIMIT:
            raise ValidationError({"limit": [_("A whole number from 1 to 500.")]}, code="invalid")
        return int(text)

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: APIView) -> tuple[str, ...]:
        """The ordering asked for, made total by the key. Raises a validation error for a field that is not offered."""
        default = getattr(view, "ordering", None) or "-id"
        text = request.query_params.get("ordering") or default
        allowed = {*getattr(view, "ordering_fields", ()), str(default).lstrip("-")}
        if text.lstrip("-") not in allowed:
            raise ValidationError({"ordering": [_("This list cannot be ordered by that.")]}, code="invalid")
        aliases = getattr(view, "ordering_aliases", {})
        field = aliases.get(text.lstrip("-"), text.lstrip("-"))
        sign = "-" if text.startswith("-") else ""
        return (f"{sign}{field}",) if field in {"id", "pk"} else (f"{sign}{field}", f"{sign}id")

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"count": self.count, "next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {"count": {"type": ["integer", "null"]}, "next": link, "previous": link, "results": schema},
        }
