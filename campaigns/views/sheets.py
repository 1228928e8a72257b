"""Excel workbooks of lists. Texts stay texts: nothing that people typed can run as a formula or
become a link.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from common.spreadsheet import safe_cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MAX_CELL = 32_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its width in characters, its values from top to bottom."""

    header: str
    width: int
    values: Sequence[Any]


def workbook(filename: str, title: str, columns: Sequence[Column]) -> HttpResponse:
    """An answer that downloads one sheet with a header that stays in view."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        sheet = book.add_worksheet(title[:31])
        bold, day = (
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.header, bold)
            for line, value in enumerate(column.values, start=1):
                match value:
                    case None | "":
                        continue
                    case int() | float() | Decimal():
                        sheet.write_number(line, at, value)
                    case dt.date():
                        sheet.write_datetime(line, at, value, day)
                    case _:
                        sheet.write_string(line, at, safe_cell(str(value))[:MAX_CELL])
        if columns:
            sheet.autofilter(0, 0, max(len(columns[0].values), 1), len(columns) - 1)
    answer = HttpResponse(buffer.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    return answer
