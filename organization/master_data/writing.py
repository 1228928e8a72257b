"""The workbook of the master data: a sheet for each kind, with what stands or only the headers."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django import forms
from django.utils.translation import gettext as _

from organization.master_data import cells
from organization.master_data.kind import Kind

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
NARROW, WIDE = 14, 28
# A list of choices longer than this fits in no cell; its words stand in the note instead.
LONGEST_LIST = 255
NOTE = {"x_scale": 2, "y_scale": 2}
REQUIRED = "*"
LAST_ROW = 5000


def workbook(kinds: Iterable[Kind], *, with_rows: bool) -> bytes:
    """The file. Headers that are required carry a star, their notes say what may stand below."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EBF7", "border": 1})
        grey = book.add_format({"font_color": "#6B7280"})
        for kind in kinds:
            sheet = book.add_worksheet(str(kind.title)[:31])
            sheet.freeze_panes(1, len(kind.key))
            for column, (name, field) in enumerate(kind.columns.items()):
                star = REQUIRED if field.required and not is_yes_no(field) else ""
                sheet.write_string(0, column, f"{kind.label(name)}{star}", head)
                sheet.set_column(column, column, WIDE if is_wide(field) else NARROW)
                if note := note_of(field):
                    sheet.write_comment(0, column, note, NOTE)
                offer(sheet, column, field)
            notes = kind.noted or {}
            for column, label in enumerate(notes, start=len(kind.columns)):
                sheet.write_string(0, column, str(label), grey)
                sheet.set_column(column, column, WIDE)
            # The company's policies are known from the start; their rows say what can be changed.
            if with_rows or notes:
                for line, row in enumerate(kind.rows(), start=1):
                    write_row(sheet, line, kind, row, grey)
    return buffer.getvalue()


def write_row(sheet: Any, line: int, kind: Kind, row: Any, grey: Any) -> None:
    form = kind.bound(None, row)
    for column, (name, field) in enumerate(kind.columns.items()):
        value = cells.written(field, form.get_initial_for_field(field, name))
        if isinstance(value, str):
            sheet.write_string(line, column, value)
        elif value is not None:
            sheet.write(line, column, value)
    for column, say in enumerate((kind.noted or {}).values(), start=len(kind.columns)):
        sheet.write_string(line, column, say(row), grey)


def offer(sheet: Any, column: int, field: forms.Field) -> None:
    """Let a spreadsheet offer the few words that a cell may hold."""
    words = [_("yes"), _("no")] if is_yes_no(field) else []
    if cells.is_choice(field):
        words = [word for _value, word in cells.words(field)]
    if words and len(",".join(words)) <= LONGEST_LIST:
        sheet.data_validation(1, column, LAST_ROW, column, {"validate": "list", "source": words})


def note_of(field: forms.Field) -> str:
    lines = [str(field.help_text)] if field.help_text else []
    if is_yes_no(field):
        lines.append(f"{_('yes')} / {_('no')}")
    elif isinstance(field, forms.ModelChoiceField):
        lines.append(_("A code that stands in its own sheet or in the product."))
    elif cells.is_choice(field):
        lines.append(" / ".join(word for _value, word in cells.words(field)))
    elif isinstance(field, forms.DateField):
        lines.append(_("A day: 2027-03-01."))
    return "\n".join(lines)


def is_yes_no(field: forms.Field) -> bool:
    return isinstance(field, forms.BooleanField)


def is_wide(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field, forms.SlugField)
