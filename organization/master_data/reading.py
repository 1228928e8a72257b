"""A workbook of master data as somebody uploads it: its sheets, headers and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from organization.master_data.cells import plain
from organization.master_data.kind import Kind
from organization.master_data.tables import tables
from organization.master_data.writing import REQUIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class CellError:
    """What is wrong, and where: sheet, row as the spreadsheet counts it (None: the whole sheet),
    and the column's letter and header.
    """

    sheet: str
    row: int | None = None
    column: str = ""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of one kind: ``columns`` says in which column a field stands, ``rows`` holds the
    cells of each row that is not empty, by its number in the spreadsheet.
    """

    kind: Kind
    name: str
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    rows: Mapping[int, list[Any]]

    def cell(self, row: int, field: str) -> Any:
        cells, column = self.rows[row], self.columns[field]
        return cells[column] if column < len(cells) else ""

    def at(self, field: str) -> str:
        """Letter and header of a field's column; its label where the sheet has no such column."""
        if field not in self.columns:
            return self.kind.label(field) if field in self.kind.columns else ""
        return f"{letters(self.columns[field])} {self.headers[field]}"


def sheets_of(file: BinaryIO, kinds: list[Kind]) -> tuple[list[Sheet], list[CellError]]:
    """The sheets that hold rows, in the order in which they are read, and what is wrong with
    sheets and headers. Raises ``ValidationError`` for a file that is no such workbook.
    """
    found: dict[str, Sheet] = {}
    errors: list[CellError] = []
    for name, rows in tables(file):
        if not rows:
            continue
        kind = known_sheet(name, kinds)
        if kind is None:
            known = _(", ").join(str(one.title) for one in kinds)
            sentence = _("There is no such sheet; sheets are: %(known)s.") % {"known": known}
            errors.append(CellError(sheet=name, sentence=sentence))
            continue
        sheet, wrong = headed(kind, name, rows)
        errors += wrong
        if kind.code in found:
            errors.append(CellError(sheet=name, sentence=_("This sheet is there twice.")))
        found[kind.code] = sheet
    in_turn = sorted(found.values(), key=lambda sheet: (sheet.kind.late, sheet.kind.order))
    return in_turn, errors


def known_sheet(name: str, kinds: list[Kind]) -> Kind | None:
    """The kind that a sheet is named after, in any language or by its code."""
    said = plain(name).casefold()
    return next((kind for kind in kinds if said in names_of(kind.code, kind.title, cut=31)), None)


def headed(kind: Kind, name: str, rows: list[list[Any]]) -> tuple[Sheet, list[CellError]]:
    """The sheet with its columns found by their headers."""
    columns: dict[str, int] = {}
    headers: dict[str, str] = {}
    errors: list[CellError] = []
    noted = [names_of("", label) for label in kind.noted or {}]
    for column, cell in enumerate(rows[0]):
        header = plain(cell).removesuffix(REQUIRED).strip()
        if not header or any(header.casefold() in one for one in noted):
            continue
        field = next(
            (
                field
                for field, formed in kind.columns.items()
                if header.casefold() in names_of(field, formed.label or field)
            ),
            None,
        )
        where = f"{letters(column)} {header}"
        if field is None:
            known = _(", ").join(kind.label(one) for one in kind.columns)
            sentence = _("There is no such column; columns are: %(known)s.") % {"known": known}
        elif field in columns:
            sentence = _("This column is there twice.")
        else:
            columns[field], headers[field] = column, header
            continue
        errors.append(CellError(sheet=name, row=1, column=where, sentence=sentence))
    filled = {
        number: cells
        for number, cells in enumerate(rows[1:], start=2)
        if any(plain(cells[at]) for at in columns.values() if at < len(cells))
    }
    for field in kind.key:
        if field not in columns and filled:
            sentence = _("The column “%(column)s” is missing.") % {"column": kind.label(field)}
            errors.append(CellError(sheet=name, row=1, sentence=sentence))
    return Sheet(kind=kind, name=name, columns=columns, headers=headers, rows=filled), errors


def names_of(code: str, word: Any, *, cut: int | None = None) -> set[str]:
    """A code and a word in every language, as they may stand in a workbook."""
    names = {code.casefold()} - {""}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names.add(str(word)[:cut].casefold())
    return names


def letters(column: int) -> str:
    """A column as spreadsheets name it: A, B, … Z, AA."""
    text, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(ord("A") + digit) + text
    return text
