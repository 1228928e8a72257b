"""The calendar as a spreadsheet: exactly what is filtered, one row per campaign."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from calendars.agenda import Line
from campaigns.enums import Category
from campaigns.terms import CAMPAIGN_STATES
from common.spreadsheet import safe_cell

CSV, XLSX = (
    "text/csv; charset=utf-8",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
WIDTHS = (14, 30, 18, 12, 12, 12, 14, 36, 36, 8, 10, 10, 10)


def headings() -> list[str]:
    return [
        _("Code"),
        _("Name"),
        _("Owner"),
        _("Category"),
        _("First day"),
        _("Last day"),
        _("State"),
        _("Channels"),
        _("Branches"),
        _("Revision"),
        _("Persons"),
        _("Blocking"),
        _("Warnings"),
    ]


def row(line: Line) -> list[object]:
    """The cells of one plan; what is not known of an intention stays empty."""
    entry = line.entry
    category = str(Category(entry.category).label) if entry.category else ""
    return [
        entry.code,
        safe_cell(entry.name),
        safe_cell(line.owner.label),
        category,
        entry.starts_on,
        entry.ends_on,
        str(CAMPAIGN_STATES[entry.style].word),
        safe_cell(line.channels),
        safe_cell(line.branches) or _("all branches"),
        entry.revision,
        entry.persons,
        entry.blocking,
        entry.warnings,
    ]


def as_csv(lines: Sequence[Line]) -> bytes:
    """UTF-8 with a byte order mark, so that office programs read the Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings())
    for line in lines:
        writer.writerow(
            [cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row(line)]
        )
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Sequence[Line]) -> bytes:
    """One sheet with real dates, a header that stays, and filters. The same lines give the same
    bytes.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {
                "created": max(
                    (line.entry.updated_at for line in lines),
                    default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
                )
            }
        )
        sheet = book.add_worksheet(_("Calendar"))
        bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, headings(), bold)
        for place, line in enumerate(lines, start=1):
            for column, cell in enumerate(row(line)):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(place, column, dt.datetime.combine(cell, dt.time()), date)
                elif cell is not None:
                    sheet.write(place, column, cell)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(lines), 1), len(WIDTHS) - 1)
    return out.getvalue()
