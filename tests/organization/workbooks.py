"""Workbooks as people fill them in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

Sheets = Mapping[str, Sequence[Sequence[Any]]]


def workbook(sheets: Sheets) -> io.BytesIO:
    """A file with these sheets: headers first, then rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "company.xlsx"
    return file


def read(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The cells of a downloaded workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
