"""How a condition on a customer becomes SQL.

It speaks of ``c`` (``customers_customer``) and ``p`` (``customers_party``). Unknown stays unknown:
a comparison with a missing value is NULL, so it matches neither straight nor under ``not``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

EQUALITY = ("eq", "ne", "in", "not_in")
ORDER = ("lt", "lte", "gt", "gte", "between")
LIST_OPS = frozenset({"in", "not_in"})
# A spreadsheet keeps shares with up to 17 digits and small ones with zeros before them.
PLAIN_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,30})?", re.ASCII)
SQL_NUMBER = r"^-?\d{1,12}(\.\d{1,30})?$"
SQL_COMPARE = {"eq": "=", "ne": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}

Sql = tuple[str, list[Any]]
Compile = Callable[[str, Any, dt.date], Sql]


def like(text: str) -> str:
    """A pattern that finds the text anywhere, literally."""
    escaped = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"


def scalar(expression: str, cast: str) -> Compile:
    """Comparisons of one SQL value, NULL where it is missing."""

    def compiled(op: str, value: Any, today: dt.date) -> Sql:
        if op == "is_null":
            return f"({expression} IS {'' if value else 'NOT '}NULL)", []
        if op in LIST_OPS:
            test = f"({expression} = ANY(%s::{cast}[]))"
            return (test if op == "in" else f"(NOT {test})"), [value]
        if op == "between":
            return f"({expression} BETWEEN %s::{cast} AND %s::{cast})", list(value)
        if op == "contains":
            return f"({expression} ILIKE %s)", [like(value)]
        return f"({expression} {SQL_COMPARE[op]} %s::{cast})", [value]

    return compiled


def reference(column: str, table: str) -> Compile:
    """A foreign key compared by the code of what it points to."""

    def compiled(op: str, value: Any, today: dt.date) -> Sql:
        if op == "is_null":
            return f"(c.{column} IS {'' if value else 'NOT '}NULL)", []
        codes = value if op in LIST_OPS else [value]
        test = f"(c.{column} = ANY(ARRAY(SELECT id FROM {table} WHERE code = ANY(%s))))"  # noqa: S608
        return (test if op in {"eq", "in"} else f"(NOT {test})"), [codes]

    return compiled


def unit_or_below(op: str, value: Any, today: dt.date) -> Sql:
    """A unit stands for itself and all that lies below it."""
    if op == "is_null":
        return f"(c.unit_id IS {'' if value else 'NOT '}NULL)", []
    codes = value if op in LIST_OPS else [value]
    test = (
        "(c.unit_id = ANY(ARRAY(SELECT below.id FROM organization_unit below JOIN organization_unit"
        " top ON starts_with(below.path, top.path) WHERE top.code = ANY(%s))))"
    )
    return (test if op in {"eq", "in"} else f"(NOT {test})"), [codes]


def held(op: str, value: Any, today: dt.date) -> Sql:
    """Products held today. The set of a customer without any is empty, not missing: ``ne`` matches
    it.
    """
    holding = (
        "SELECT h.customer_id FROM customers_holding h JOIN channels_product product ON product.id"
        " = h.product_id WHERE coalesce(h.starts_on <= %s, true) AND coalesce(h.ends_on >= %s,"
        " true)"
    )
    if op == "is_null":
        return f"(c.id {'NOT ' if value else ''}IN ({holding}))", [today, today]
    codes = value if op in LIST_OPS else [value]
    negated = "NOT " if op in {"ne", "not_in"} else ""
    return f"(c.id {negated}IN ({holding} AND product.code = ANY(%s)))", [today, today, codes]


def attribute(header: str) -> Compile:
    """A column that the import kept as it was. Numbers compare as numbers, anything else as
    text.
    """
    text = "(NULLIF(c.attributes ->> %s, ''))"
    number = (
        f"(CASE WHEN c.attributes ->> %s ~ '{SQL_NUMBER}' THEN (c.attributes ->> %s)::numeric END)"
    )

    def compiled(op: str, value: Any, today: dt.date) -> Sql:
        if op == "is_null":
            return f"({text} IS {'' if value else 'NOT '}NULL)", [header]
        if op == "contains":
            return f"({text} ILIKE %s)", [header, like(value)]
        if op in EQUALITY:
            values = value if op in LIST_OPS else [value]
            numbers = [item for item in values if PLAIN_NUMBER.fullmatch(item)]
            test = f"({text} = ANY(%s) OR coalesce({number} = ANY(%s::numeric[]), false))"
            return (test if op in {"eq", "in"} else f"(NOT {test})"), [
                header,
                values,
                header,
                header,
                numbers,
            ]
        bounds = value if op == "between" else [value]
        if all(PLAIN_NUMBER.fullmatch(item) for item in bounds):
            side, params, cast = number, [header, header], "::numeric"
        else:
            side, params, cast = f'{text} COLLATE "C"', [header], ""
        if op == "between":
            return f"({side} BETWEEN %s{cast} AND %s{cast})", [*params, *bounds]
        return f"({side} {SQL_COMPARE[op]} %s{cast})", [*params, value]

    return compiled
