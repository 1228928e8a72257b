"""Results as a workbook: the headers to fill in."""

from __future__ import annotations

import io

import xlsxwriter

from channels.results.fields import FIELDS, Sort
from organization.master_data.writing import OPTIONS, REQUIRED

TEMPLATE_NAME = "placement-results.xlsx"
WIDTH = 16


def template_of() -> bytes:
    """An empty sheet with a header for each field; those that are needed carry a star."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EBF7", "border": 1})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, field in enumerate(FIELDS.values()):
            star = REQUIRED if field.is_needed else ""
            sheet.write_string(0, column, f"{field.label}{star}", head)
            style = {Sort.CODE: text, Sort.TEXT: text, Sort.DAY: day}.get(field.sort)
            sheet.set_column(column, column, WIDTH, style)
    return buffer.getvalue()
