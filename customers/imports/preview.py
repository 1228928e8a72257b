"""The first rows of a file as a mapping reads them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import TextChoices

from customers.imports.cells import Row
from customers.imports.mapping import Columns, Mapping, column_names, resolve
from customers.imports.problems import Reject, RowProblem, Unusable
from customers.imports.running import completed, opened, shown
from customers.imports.subject import Reader, Subject
from customers.imports.subjects import CUSTOMERS

PREVIEW_ROWS = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file as a mapping reads them.

    ``samples`` are the cells as text; ``rows``, beside them, each row's number with its values or
    with the problem.
    """

    encoding: str
    sheet: str
    sheets: tuple[str, ...]
    delimiter: str
    mapping: Mapping
    headers: list[str]
    names: list[str]
    samples: list[list[str]]
    rows: list[tuple[int, Any, Reject | None]]
    header_row: int
    subject: Subject


def preview_file(
    path: Path, *, name: str = "", mapping: Mapping, subject: Subject = CUSTOMERS
) -> Preview:
    """The first twenty rows; while the mapping does not name what is needed, the samples alone.
    Raises ``Unusable``.
    """
    with opened(path, name, mapping) as table:
        use = completed(mapping, table, subject)
        columns = (
            resolve(use, table.headers, subject.needed)
            if set(subject.needed) <= set(use.columns)
            else Columns({}, column_names(table.headers), table.headers)
        )
        reader = subject.reader(columns, use) if columns.fields else None
        rows: list[tuple[int, Any, Reject | None]] = []
        samples: list[list[str]] = []
        for row in islice(table.rows(), PREVIEW_ROWS):
            samples.append([shown(cell) for cell in row.cells[: len(table.headers)]])
            if reader is not None:
                rows.append(attempt(reader, row))
        if not samples:
            raise Unusable("no-rows")
        return Preview(
            table.encoding,
            table.sheet,
            table.sheets,
            table.delimiter,
            use,
            table.headers,
            columns.names,
            samples,
            rows,
            table.header_row,
            subject,
        )


def shown_value(preview: Preview, row: int, field: str) -> str:
    """A field of a previewed row as people read it: as it will be stored, or the cell where it
    names something.
    """
    value = getattr(preview.rows[row][1], field)
    if isinstance(value, TextChoices):
        return str(value.label)
    if value is None or isinstance(value, str | Decimal | dt.date):
        return str(value or "")
    position = column_index(preview, field)
    return preview.samples[row][position] if position < len(preview.samples[row]) else ""


def column_index(preview: Preview, field: str) -> int:
    """Where the column of a field stands."""
    return resolve(preview.mapping, preview.headers, preview.subject.needed).fields[field]


def attempt(reader: Reader, row: Row) -> tuple[int, Any, Reject | None]:
    try:
        return row.number, reader.read(row), None
    except RowProblem as problem:
        return row.number, None, Reject(row.number, problem.case, problem.params)
