"""A row as it goes to the staging table: the columns of all fields and of what is kept besides."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from customers.imports import field_kinds
from customers.imports.columns import Column, OwnColumn
from customers.imports.fields import FIELDS
from customers.imports.mapping import Columns

KEPT = OwnColumn(
    "attributes",
    "jsonb",
    lambda row: json.dumps(row.attributes, ensure_ascii=False) if row.attributes else None,
    empty="'{}'",
    is_merged=True,
)
COLUMNS: tuple[Column, ...] = (
    *(column for field in FIELDS.values() for column in field.columns),
    KEPT,
)
OWN = tuple(column for column in COLUMNS if isinstance(column, OwnColumn))


def filled(columns: Columns) -> tuple[Column, ...]:
    """The columns that a file with these columns can fill; the others stay empty in all rows."""
    return (*field_kinds.filled(FIELDS, columns.fields), *([KEPT] if columns.kept else []))


def stager(columns: Sequence[Column]) -> Callable[[int, Any], tuple[Any, ...]]:
    """Makes of a row what goes to the staging table: its line in the file, then the columns."""
    values = [column.value_of for column in columns]
    return lambda line, parsed: (line, *[value(parsed) for value in values])
