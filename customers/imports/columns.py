"""The columns of a staged row: what each takes from a row of the file, and, where it is a column
of the customer too, how it changes one. A new field of the import is one line here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from customers.imports.rows import Parsed


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the staging table. ``value`` is what goes to COPY, None for an empty cell."""

    name: str
    type: str
    value: Callable[[Parsed], Any]

    @property
    def declaration(self) -> str:
        return f"{self.name} {self.type}"


@dataclass(frozen=True, slots=True)
class OwnColumn(Column):
    """A column that the customer has too. ``empty`` is the SQL of what an empty cell makes of a new
    customer; an old one keeps its value, or gets both where the values are ``merged``.
    """

    empty: str = "NULL"
    is_merged: bool = False

    @property
    def new(self) -> str:
        return f"coalesce(l.{self.name}, {self.empty})"

    @property
    def changed(self) -> str:
        if self.is_merged:
            return f"o.{self.name} || {self.new}"
        return f"coalesce(l.{self.name}, o.{self.name})"


def array(items: Iterable[str]) -> str:
    """A PostgreSQL array literal of contact classes."""
    return "{" + ",".join(f'"{item}"' for item in items) + "}"


OWN = (
    OwnColumn("name", "text", lambda row: row.name, empty="''"),
    OwnColumn("phone", "text", lambda row: row.phone, empty="''"),
    OwnColumn("group_id", "bigint", lambda row: row.group),
    OwnColumn("tier", "text", lambda row: row.tier, empty="''"),
    OwnColumn("arpu", "numeric(14, 2)", lambda row: row.arpu),
    OwnColumn("joined_on", "date", lambda row: row.joined_on),
    OwnColumn("unit_id", "bigint", lambda row: row.unit),
    OwnColumn("grid_id", "bigint", lambda row: row.grid.id if row.grid else None),
    OwnColumn(
        "attributes",
        "jsonb",
        lambda row: json.dumps(row.attributes, ensure_ascii=False) if row.attributes else None,
        empty="'{}'",
        is_merged=True,
    ),
)
COLUMNS: tuple[Column, ...] = (
    Column("number", "text", lambda row: row.number),
    Column("kind", "text", lambda row: row.kind),
    *OWN,
    Column("product_id", "bigint", lambda row: row.product.id if row.product else None),
    Column(
        "exclusive_group",
        "text",
        lambda row: row.product.exclusive_group if row.product else None,
    ),
    Column("starts_on", "date", lambda row: row.holding_starts_on),
    Column("ends_on", "date", lambda row: row.holding_ends_on),
    Column("organisation", "text", lambda row: row.organisation),
    Column("organisation_name", "text", lambda row: row.organisation_name),
    Column("link_kind", "text", lambda row: row.role),
    Column("title", "text", lambda row: row.title),
    Column(
        "do_not_contact",
        "text[]",
        lambda row: array(row.do_not_contact) if row.do_not_contact else None,
    ),
    Column("contact_again", "boolean", lambda row: "t" if row.do_not_contact == () else None),
    Column("consent", "text[]", lambda row: array(row.consent) if row.consent else None),
    Column("consent_withdrawn", "boolean", lambda row: "t" if row.consent == () else None),
)


def staged(line: int, parsed: Parsed) -> tuple[Any, ...]:
    """The row as it goes to the staging table: its line in the file, then ``COLUMNS``."""
    return (line, *(column.value(parsed) for column in COLUMNS))
