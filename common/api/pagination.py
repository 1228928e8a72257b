"""Lists of the API: ``{"count", "next", "previous", "results"}`` with
``?limit=&cursor=&ordering=``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from common.paging import page_at

DEFAULT_LIMIT = 50
MAX_LIMIT = 500
MAX_DIGITS = 12
MAX_PLACE = 2**32
NO_CURSOR = _("This is no cursor; take it from next or previous.")


def limit_of(request: Request, *, default: int = DEFAULT_LIMIT) -> int:
    """How many entries a page shall have. Raises a validation error rather than silently taking
    another number.
    """
    return _whole(request, "limit", default, 1, MAX_LIMIT, _("A whole number from 1 to 500."))


def _whole(request: Request, name: str, default: int, least: int, most: int, wrong: Any) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (
        text.isascii() and text.isdigit() and len(text) < MAX_DIGITS and least <= int(text) <= most
    ):
        raise ValidationError({name: [wrong]}, code="invalid")
    return int(text)


def envelope_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """How a page of a list looks in the API's description."""
    link = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["count", "next", "previous", "results"],
        "properties": {
            "count": {"type": ["integer", "null"]},
            "next": link,
            "previous": link,
            "results": schema,
        },
    }


def paging_parameters(cursor: dict[str, Any]) -> list[dict[str, Any]]:
    """What may stand in the address of a list beside its filters."""
    kinds = {
        "cursor": cursor,
        "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    }
    return [
        {"name": name, "in": "query", "required": False, "schema": kind}
        for name, kind in kinds.items()
    ]


class OffsetPagination(BasePagination):
    """Paging of what is read as a whole, in its own order: the cursor is a place in it. Views call
    ``page_of``.
    """

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return envelope_schema(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return paging_parameters({"type": "integer", "minimum": 0})


def offset_of(request: Request) -> int:
    """Where the page starts, from 0. Raises a validation error for a cursor that is none of
    ours.
    """
    return _whole(request, "cursor", 0, 0, MAX_PLACE, NO_CURSOR)


def page_of(
    request: Request,
    rows: Sequence[Any] | QuerySet[Any],
    shown: Callable[[Sequence[Any]], Any],
    *,
    default: int = DEFAULT_LIMIT,
) -> Response:
    """The page asked for; ``shown`` gives the JSON of its rows. Raises a validation error for a
    limit or cursor that is none.
    """
    page = page_at(rows, offset_of(request), size=limit_of(request, default=default))

    def link(place: int | None) -> str | None:
        address = request.build_absolute_uri()
        return None if place is None else replace_query_param(address, "cursor", place)

    return Response(
        {
            "count": page.total,
            "next": link(page.following),
            "previous": link(page.preceding),
            "results": shown(page.rows),
        }
    )
