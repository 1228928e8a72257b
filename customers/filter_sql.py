"""How a condition on a customer becomes SQL.

It speaks of ``c`` (``customers_customer``) and ``p`` (``customers_party``). Unknown stays unknown:
a comparison with a missing value is NULL, so it matches no account.
"""

from __future__ import annotations

import datetime as dt
import re
import string
import unicodedata
from collections.abc import Callable
from typing import Any

from channels.enums import ContactClass
from customers.enums import KeptType
from customers.kept_values import DATE, NUMBER, PERCENT

EQUALITY = ("eq", "ne", "in", "not_in")
ORDER = ("lt", "lte", "gt", "gte", "between")
LIST_OPS = frozenset({"in", "not_in"})
# A spreadsheet keeps shares with up to 17 digits and small ones with zeros before them.
PLAIN_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,30})?", re.ASCII)
SQL_COMPARE = {"eq": "=", "ne": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}

FOLDED = '(upper(normalize({text}, NFKC) COLLATE "C"))'
UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)

Sql = tuple[str, list[Any]]
Compile = Callable[[str, Any, dt.date], Sql]


def like(text: str) -> str:
    """A pattern that finds the text anywhere, literally."""
    escaped = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"


def apart(op: str, value: Any, today: dt.date) -> Sql:
    """What no statement about an account answers: ``customers.filters`` asks it of the person."""
    raise AssertionError("asked of the person")


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


def folded(expression: str) -> Compile:
    """Comparisons of a text whatever the width and case of its letters."""
    compare = scalar(FOLDED.format(text=expression), "text")

    def compiled(op: str, value: Any, today: dt.date) -> Sql:
        if op == "is_null":
            return compare(op, value, today)
        alike = [fold(item) for item in value] if isinstance(value, list) else fold(value)
        return compare(op, alike, today)

    return compiled


def fold(text: str) -> str:
    """A text without the difference of width and, in Latin letters, of case: as ``FOLDED``."""
    return unicodedata.normalize("NFKC", text).translate(UPPER)


# Whoever is closed to some ways of contact on a day, on any account; who is closed to every way is
# closed to each.
CLOSED = (
    "SELECT w.counted FROM customers_donotcontact d JOIN customers_party w ON w.id = d.party_id"
    " WHERE d.contact_class = ANY(%s || ARRAY['']) AND d.since <= %s"
)
# Whoever agreed to one of some ways and withdrew that way on none of their accounts.
AGREED = (
    "SELECT w.counted FROM customers_consent y JOIN customers_party w ON w.id = y.party_id"
    " WHERE y.contact_class = ANY(%s) AND y.given_on <= %s"
    " AND coalesce(y.withdrawn_on > %s, true) AND NOT EXISTS ("
    "SELECT FROM customers_consent n JOIN customers_party q ON q.id = n.party_id"
    " WHERE q.counted = w.counted AND n.contact_class = y.contact_class AND n.withdrawn_on <= %s)"
)


def wishes(statement: str) -> Compile:
    """Ways of contact that stand on record for the person, on whatever account; ``statement``
    selects who is counted, by ways and a day. Nothing on record is an empty set, not a missing
    value.
    """

    def compiled(op: str, value: Any, today: dt.date) -> Sql:
        every = [str(one) for one in ContactClass]
        ways = every if op == "is_null" else value if op in LIST_OPS else [value]
        is_found = op in {"eq", "in"} or (op == "is_null" and not value)
        days = [today] * (statement.count("%s") - 1)
        return f"(p.counted {'' if is_found else 'NOT '}IN ({statement}))", [ways, *days]

    return compiled


# A date as ISO text, so that no impossible day can fail; ``{text}`` is the stored value.
_PADDED = (
    "regexp_replace(regexp_replace({text},"
    " '^(\\d{{4}})[-/.年](\\d{{1,2}})[-/.月](\\d{{1,2}}).*$', '\\1-0\\2-0\\3'),"
    " '-0(\\d\\d)', '-\\1', 'g')"
)


def typed(header_type: str) -> tuple[str, str]:
    """How a kept column of a type is read for comparisons by size: the SQL over ``{text}``, and the
    cast of what it is compared with.
    """
    match header_type:
        case KeptType.DATE:
            return f"(CASE WHEN {{text}} ~ '{braced(DATE)}' THEN {_PADDED} END) COLLATE \"C\"", ""
        case KeptType.PERCENT:
            pattern, rest = PERCENT, " %％"
        case _:
            pattern, rest = NUMBER, ",¥￥元"
    number = f"translate({{text}}, '{rest}', '')::numeric"
    return f"(CASE WHEN {{text}} ~ '{braced(pattern)}' THEN {number} END)", "::numeric"


def braced(pattern: str) -> str:
    """A pattern inside a format string."""
    return pattern.replace("{", "{{").replace("}", "}}")


def attribute(header: str, header_type: str) -> Compile:
    """A column that the import kept. By size it compares as its type; equal is what is written
    alike, or the same number.
    """
    return written_as(header_type, "(c.attributes ->> %s)", [header])


def written_as(header_type: str, stored: str, named: list[Any]) -> Compile:
    """Comparisons of a kept column's value that ``stored`` selects with the params ``named``."""
    text = f"(NULLIF({stored}, ''))"
    form, cast = typed(header_type)
    side = form.format(text=stored)
    side_params = named * (side.count(stored))
    side = side.replace("%％", "%%％")

    def compiled(op: str, value: Any, today: dt.date) -> Sql:
        if op == "is_null":
            return f"({text} IS {'' if value else 'NOT '}NULL)", [*named]
        if op == "contains":
            return f"(normalize({text}, NFKC) ILIKE %s)", [
                *named,
                like(unicodedata.normalize("NFKC", value)),
            ]
        if op in EQUALITY:
            values = value if op in LIST_OPS else [value]
            alike = f"{FOLDED.format(text=text)} = ANY(%s)"
            params: list[Any] = [*named, [fold(item) for item in values]]
            if sized := [item for item in values if cast != "" and PLAIN_NUMBER.fullmatch(item)]:
                alike = f"({alike} OR coalesce({side} = ANY(%s::numeric[]), false))"
                params += [*side_params, sized]
            elif cast == "":
                alike = f"({alike} OR coalesce({side} = ANY(%s), false))"
                params += [*side_params, values]
            return (f"({alike})" if op in {"eq", "in"} else f"(NOT ({alike}))"), params
        if op == "between":
            return f"({side} BETWEEN %s{cast} AND %s{cast})", [*side_params, *value]
        return f"({side} {SQL_COMPARE[op]} %s{cast})", [*side_params, value]

    return compiled
