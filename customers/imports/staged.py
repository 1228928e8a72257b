"""A row as it goes to the staging table: the columns of all fields and of what is kept besides."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from customers.imports.columns import Column, OwnColumn
from customers.imports.fields import FIELDS

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


def staged(line: int, parsed: Any, columns: Sequence[Column] = COLUMNS) -> tuple[Any, ...]:
    """The row as it goes to the staging table: its line in the file, then the columns."""
    return (line, *(column.value(parsed) for column in columns))
