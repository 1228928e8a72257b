"""Filters over customers: a tree of ``all``, ``any`` and ``not`` over conditions, evaluated in one
SQL statement.

A filter speaks of customers (accounts); what it yields are the parties behind the customers that
match. A missing value is unknown: it matches no condition but ``is_null``, and no ``not`` around
one either.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Hashable
from io import BytesIO
from typing import Any

from cachetools import LRUCache
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _
from pyroaring import FrozenBitMap

from common import clock
from customers.caches import State, bounded, remembered
from customers.filter_fields import (
    ATTRIBUTE,
    Field,
    FieldInfo,
    attribute_field,
    clean_value,
    field_of,
    plain_fields,
)
from customers.filter_sql import Sql
from customers.headers import kept_headers

__all__ = [
    "Field",
    "FieldInfo",
    "evaluate",
    "filter_fields",
    "ordinals",
    "parse_filter",
]

MAX_DEPTH = 5
MAX_CONDITIONS = 200
CACHE_BYTES = 128 * 2**20
PARTIES = "SELECT p.ordinal FROM customers_customer c JOIN customers_party p ON p.id = c.party_id"

_results: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


def filter_fields() -> list[FieldInfo]:
    """Every field that a filter may use, with the choices that exist now and the columns that
    imports kept.
    """
    return [
        *(field.info() for field in plain_fields()),
        *(attribute_field(f"{ATTRIBUTE}{name}").info() for name in kept_headers()),
    ]


def parse_filter(tree: Any, *, path: str = "filter") -> dict[str, Any]:
    """The filter in its canonical form, which can be stored and evaluated.

    Raises ``ValidationError`` whose keys say where, as ``filter.all.0.value``.
    """
    errors: dict[str, list[ValidationError]] = {}
    counter = [0]
    parsed = _parse(tree, path, 0, counter, errors)
    if counter[0] > MAX_CONDITIONS:
        errors[path] = [
            ValidationError(
                _("At most %(most)s conditions."), code="too_many", params={"most": MAX_CONDITIONS}
            )
        ]
    if errors:
        raise ValidationError(errors)
    return parsed


def _parse(
    node: Any, path: str, depth: int, counter: list[int], errors: dict[str, list[ValidationError]]
) -> dict[str, Any]:
    def wrong(where: str, message: Any, code: str = "invalid") -> dict[str, Any]:
        errors.setdefault(where, []).append(ValidationError(message, code=code))
        return {}

    counter[0] += 1
    if counter[0] > MAX_CONDITIONS:
        return {}
    if not isinstance(node, dict) or not node:
        return wrong(path, _("Write an object with all, any or not, or with field, op and value."))
    key = next(iter(node))
    if key in {"all", "any", "not"}:
        if len(node) != 1:
            return wrong(path, _("Only one of all, any and not can stand here."))
        if depth == MAX_DEPTH:
            return wrong(path, _("Nested too deeply."), "too_deep")
        if key == "not":
            return {"not": _parse(node[key], f"{path}.not", depth + 1, counter, errors)}
        if not isinstance(node[key], list) or not node[key]:
            return wrong(f"{path}.{key}", _("A list with at least one condition."))
        return {
            key: [
                _parse(child, f"{path}.{key}.{n}", depth + 1, counter, errors)
                for n, child in enumerate(node[key])
            ]
        }
    return _condition(node, path, wrong)


def _condition(node: dict[str, Any], path: str, wrong: Any) -> dict[str, Any]:
    if unknown := [str(name)[:80] for name in node if name not in {"field", "op", "value"}]:
        return wrong(f"{path}.{unknown[0]}", _("Unknown or read-only field."), "unknown")
    field = field_of(node["field"]) if isinstance(node.get("field"), str) else None
    if field is None:
        return wrong(f"{path}.field", _("No filter field of this name."), "unknown")
    op = node.get("op")
    if not isinstance(op, str) or op not in field.ops:
        return wrong(f"{path}.op", _("This field cannot be compared that way."), "unknown")
    if "value" not in node and op != "is_null":
        return wrong(f"{path}.value", _("A value is needed."), "required")
    try:
        value = clean_value(field, op, node.get("value", True))
    except ValidationError as error:
        return wrong(f"{path}.value", error.messages[0], error.code or "invalid")
    return {"field": field.name, "op": op, "value": value}


def compile_filter(tree: dict[str, Any], *, today: dt.date) -> Sql:
    """SQL of a canonical filter, over ``c`` and ``p``."""
    if "field" in tree:
        field = field_of(tree["field"])
        if field is None:
            raise LookupError(f"no filter field {tree['field']}")
        return field.compile(tree["op"], tree["value"], today)
    if "not" in tree:
        sql, params = compile_filter(tree["not"], today=today)
        return f"(NOT {sql})", params
    key = next(iter(tree))
    parts = [compile_filter(child, today=today) for child in tree[key]]
    joined = (" AND " if key == "all" else " OR ").join(sql for sql, _params in parts)
    return f"({joined})", [param for _sql, params in parts for param in params]


def evaluate(
    tree: dict[str, Any], *, today: dt.date | None = None, at: State | None = None
) -> FrozenBitMap:
    """The parties that have a customer which the canonical filter matches on a day. The answer is
    frozen and remembered; ``at`` is the state of the customers' tables if it is known.
    """
    day = today or clock.today()

    def query() -> FrozenBitMap:
        sql, params = compile_filter(tree, today=day)
        return ordinals(f"{PARTIES} WHERE {sql}", params)

    key = (json.dumps(tree, sort_keys=True, ensure_ascii=False), day)
    return remembered(_results, key, query, at)


def ordinals(sql: str, params: list[Any]) -> FrozenBitMap:
    """The set of the ordinals that a statement selects as its only column; streamed, so no row
    objects are made.
    """
    buffer = BytesIO()
    with connection.cursor() as cursor:
        statement = cursor.mogrify(sql, params)
        cursor.copy_expert(
            f"COPY ({statement.decode() if isinstance(statement, bytes) else statement}) TO STDOUT",
            buffer,
        )
    numbers = array("I", sorted(set(map(int, buffer.getvalue().split()))))
    return FrozenBitMap(numbers)
