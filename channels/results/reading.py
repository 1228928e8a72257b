"""A file of results as rows: csv or workbook, headers of either language, errors by cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from channels.results.fields import FIELDS, NEEDED, Sort
from channels.results.known_after import REASON, is_known_after
from common import clock
from common.days import validate_day
from common.text import has_hidden_characters
from organization.master_data import cells
from organization.master_data.reading import CellError, letters
from organization.master_data.tables import MOST_BYTES, MOST_ROWS, NoValue, tables

ENCODINGS = ("utf-8-sig", "gb18030")
WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
WHOLE, AMOUNT = re.compile(r"\d{1,9}"), re.compile(r"\d{1,12}(\.\d{1,2})?")


@dataclass(slots=True)
class FileRows:
    """The rows of a file: what each says, and where it stands; ``errors`` are its cells that
    cannot be read. ``at`` is the column of each field, ``headers`` what stands above it.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    at: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def note(self, line: int, name: str, sentence: str) -> None:
        column = f"{letters(self.at[name])} {self.headers[name]}" if name in self.at else ""
        label = column or str(FIELDS[name].label if name in FIELDS else "")
        self.errors.append(CellError(sheet="", row=line, column=label, sentence=sentence))

    def refuse(self, error: ValidationError) -> None:
        """Put what the command said of its results at their cells."""
        for place, errors in sorted(
            error.error_dict.items(), key=lambda one: int(one[0].split(".")[1])
        ):
            _results, number, name = place.split(".")
            for one in errors:
                self.note(self.lines[int(number)], name, one.messages[0])


def read_file(file: BinaryIO) -> FileRows:
    """The rows of the first sheet, or of a csv file. Raises ``ValidationError`` for a file that
    is no table.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 5 MB."), code="too_big")
    table = sheet_of(content) if content.startswith(WORKBOOKS) else text_of(content)
    if not table:
        raise ValidationError(_("The file holds no table."), code="empty")
    read = FileRows()
    known = meanings()
    for column, cell in enumerate(table[0]):
        read_header(read, column, cells.plain(cell).removesuffix("*").strip(), known)
    for name in NEEDED:
        if name not in read.at:
            sentence = _("The column “%(column)s” is missing.") % {"column": FIELDS[name].label}
            read.errors.append(CellError(sheet="", row=1, sentence=sentence))
    if not read.errors:
        for line, row in enumerate(table[1:], start=2):
            read_row(read, line, row)
    return read


def sheet_of(content: bytes) -> list[list[Any]]:
    sheets = [rows for _name, rows in tables(io.BytesIO(content)) if rows]
    return sheets[0] if sheets else []


def text_of(content: bytes) -> list[list[Any]]:
    """The rows of a csv file, in UTF-8 or GB18030, parted by comma, semicolon or tab."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise ValidationError(_("The text is neither UTF-8 nor GB18030."), code="encoding")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows: list[list[Any]] = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        )
    except csv.Error as error:
        raise ValidationError(
            _("The quotation marks of this file cannot be read."), code="quotes"
        ) from error
    if len(rows) > MOST_ROWS:
        raise ValidationError(_("The file has more than 20,000 rows."), code="too_big")
    return rows


def meanings() -> Mapping[str, str]:
    """Which field each header means, in any language."""
    known = {header: name for name, one in FIELDS.items() for header in one.headers}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {str(one.label).casefold(): name for name, one in FIELDS.items()}
    return known


def read_header(read: FileRows, column: int, header: str, known: Mapping[str, str]) -> None:
    if not header:
        return
    name = known.get(header.casefold())
    if name is not None and name not in read.at:
        read.at[name], read.headers[name] = column, header
        return
    if name is not None:
        sentence = _("This column is there twice.")
    elif is_known_after(header):
        sentence = REASON % {"column": header}
    else:
        columns = _(", ").join(str(one.label) for one in FIELDS.values())
        sentence = _("There is no such column; columns are: %(known)s.") % {"known": columns}
    where = f"{letters(column)} {header}"
    read.errors.append(CellError(sheet="", row=1, column=where, sentence=sentence))


def read_row(read: FileRows, line: int, row: list[Any]) -> None:
    said: dict[str, Any] = {}
    wrong = len(read.errors)
    for name, column in read.at.items():
        cell = row[column] if column < len(row) else ""
        if isinstance(cell, NoValue):
            read.note(line, name, str(cell))
        elif text := cells.narrow(cells.plain(cell)):
            try:
                said[name] = value_of(name, text)
            except ValidationError as error:
                read.note(line, name, error.messages[0])
    if said or len(read.errors) > wrong:
        read.rows.append(said)
        read.lines.append(line)


def value_of(name: str, text: str) -> Any:
    """What a cell says. Raises ``ValidationError``."""
    sort = FIELDS[name].sort
    if sort is Sort.DAY:
        return day_of(text)
    if sort in {Sort.PERSONS, Sort.YUAN}:
        plain = cells.number_of(text, is_whole=True)
        if sort is Sort.PERSONS and WHOLE.fullmatch(plain):
            return int(plain)
        if sort is Sort.YUAN and AMOUNT.fullmatch(plain):
            return Decimal(plain)
        raise ValidationError(
            _("Write a whole number.") if sort is Sort.PERSONS else _("Write an amount: 38.50."),
            code="invalid",
        )
    if len(text) > FIELDS[name].most:
        most = FIELDS[name].most
        raise ValidationError(_("At most %(most)s characters.") % {"most": most}, code="max_length")
    if has_hidden_characters(text):
        raise ValidationError(_("The text holds invisible or control characters."), code="hidden")
    return text


def day_of(text: str) -> dt.date:
    """The day that a text names, the year first. Raises ``ValidationError``."""
    if found := cells.DAY.fullmatch(text):
        with suppress(ValueError):
            day = dt.date(*(int(part) for part in found.groups()))
            validate_day(day)
            return day
    today = clock.today().isoformat()
    raise ValidationError(_("Write a day: %(day)s.") % {"day": today}, code="invalid")
