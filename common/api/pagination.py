"""Lists of the API: ``{"count", "next", "previous", "results"}`` with ``?limit=&cursor=&ordering=``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

DEFAULT_LIMIT = 50
MAX_LIMIT = 500
MAX_DIGITS = 12
MAX_PLACE = 2**32
NO_CURSOR = _("This is no cursor; take it from next or previous.")


def limit_of(request: Request, *, default: int = DEFAULT_LIMIT) -> int:
    """How many entries a page shall have. Raises a validation error rather than silently taking another number."""
    return _whole(request, "limit", default, 1, MAX_LIMIT, _("A whole number from 1 to 500."))


def _whole(request: Request, name: str, default: int, least: int, most: int, wrong: Any) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < MAX_DIGITS and least <= int(text) <= most):
        raise ValidationError({name: [wrong]}, code="invalid")
    return int(text)


def envelope_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """How a page of a list looks in the API's description."""
    link = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["count", "next", "previous", "results"],
        "properties": {"count": {"type": ["integer", "null"]}, "next": link, "previous": link, "results": schema},
    }


class Places(BasePagination):
    """Paging of what is read as a whole, in its own order: the cursor is a place in it. Views call ``page_of``."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return envelope_schema(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        kinds = {"cursor": {"type": "integer", "minimum": 0}, "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT}}
        return [{"name": name, "in": "query", "required": False, "schema": kind} for name, kind in kinds.items()]


def place_of(request: Request) -> int:
    """Where the page starts, from 0. Raises a validation error for a cursor that is none of ours."""
    return _whole(request, "cursor", 0, 0, MAX_PLACE, NO_CURSOR)


def page_of(request: Request, rows: Sequence[Any], shown: Callable[[Sequence[Any]], Any], *, default: int = DEFAULT_LIMIT) -> Response:
    """The page asked for; ``shown`` gives the JSON of its rows. Raises a validation error for a limit or cursor that is none."""
    limit, start = limit_of(request, default=default), place_of(request)

    def link(place: int) -> str:
        return replace_query_param(request.build_absolute_uri(), "cursor", place)

    return Response(
        {
            "count": len(rows),
            "next": link(start + limit) if start + limit < len(rows) else None,
            "previous": link(max(start - limit, 0)) if start else None,
            "results": shown(rows[start : start + limit]),
        }
    )


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
            raise ValidationError({"cursor": [NO_CURSOR]}, code="invalid") from error

    def get_page_size(self, request: Request) -> int:
        return limit_of(request)

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
        return envelope_schema(schema)
