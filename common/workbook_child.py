"""Reads a workbook in a process of its own, limited in memory and time, and writes its rows as JSON
lines.

Run as a script, without Django: ``python workbook_child.py FILE [SHEET]``; ``*`` is for all
sheets. Before the rows of a sheet a line tells of it and of the others. What the cells show and the
values alone do not tell is read beside them: numbers with zeros in front and per cents (of xlsx and
ods; what an xls shows is not known), cells merged over several rows, formulas that were never
calculated, errors. The callers refuse a document type in the XML before, or limit the time.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

MEMORY = 1 << 30
SECONDS = 120
BLOCK = 1 << 20
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ZEROS = re.compile(r"0{2,}")
PERCENT = "%"
QUOTED = re.compile(r'"[^"]*"|\\.')  # what a format says in words
PERCENT_FORMATS = {"9", "10"}  # those that every xlsx has without declaring them
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

MOST_COLUMNS = 16_384
ALL = "*"  # no sheet can be called so

Marks = dict[int, Any]  # by column, from 0: a width, "%", or a problem as the parent reads it


def plain(value: Any) -> Any:
    """A cell as JSON; dates become ``{"d": …}``."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case dt.datetime():
            return (
                {"d": value.date().isoformat()}
                if value.time() == dt.time()
                else {"t": value.isoformat()}
            )
        case dt.date():
            return {"d": value.isoformat()}
    return str(value)


def marked_rows(path: str, sheet: str) -> Iterator[tuple[int, Marks]]:
    """Of an xlsx or ods the rows, from 1, with cells that are more than their value. Nothing for
    other workbooks.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if "content.xml" in archive.namelist():
            yield from ods_rows(archive, sheet)
            return
        part = part_of(archive, sheet)
        if part is None:
            return
        widths = shown_styles(archive)
        if not widths and not has_marks(archive, part):
            return
        with archive.open(part) as file:
            number = 0
            for _event, row in ElementTree.iterparse(file):  # noqa: S314 - see above
                if row.tag != f"{MAIN}row":
                    continue
                number = int(row.get("r", number + 1))
                if marks := marks_of(row, widths):
                    yield number, marks
                row.clear()


def part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of an xlsx that holds a sheet."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return None
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - see above
    keys = {one.get("name"): one.get(RELATION) for one in book.iter(f"{MAIN}sheet")}
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - see above
    targets = {one.get("Id"): one.get("Target") or "" for one in links}
    target = targets.get(keys.get(sheet), "")
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return part if part in names else None


def ods_rows(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, Marks]]:
    """Of an ods the rows with numbers that show zeros in front, and with per cents: each cell holds
    the text that it shows.
    """
    with archive.open("content.xml") as file:
        is_here, number = False, 0
        for event, part in ElementTree.iterparse(file, ("start", "end")):  # noqa: S314 - see above
            if part.tag == f"{TABLE}table":
                is_here = event == "start" and part.get(f"{TABLE}name") == sheet
            elif part.tag == f"{TABLE}table-row" and event == "end":
                repeated = int(part.get(f"{TABLE}number-rows-repeated", 1)) if is_here else 0
                marks = ods_marks(part) if is_here else {}
                for line in range(number + 1, number + repeated + 1) if marks else ():
                    yield line, marks
                number += repeated
                part.clear()


def ods_marks(row: Any) -> Marks:
    """The cells of an ods row that show more than their value."""
    marks: Marks = {}
    column = 0
    for cell in row:
        repeated = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        kind = cell.get(f"{OFFICE}value-type")
        shown = "".join(cell.itertext()).strip() if kind == "float" else ""
        mark = PERCENT if kind == "percentage" else len(shown) if is_padded(shown) else None
        if mark is not None:
            marks |= dict.fromkeys(range(column, min(column + repeated, MOST_COLUMNS)), mark)
        column += repeated
    return marks


def is_padded(shown: str) -> bool:
    """Whether a number is shown with zeros in front."""
    return shown.isascii() and shown.isdigit() and shown.startswith("0") and len(shown) > 1


def shown_styles(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The styles that show a number with zeros in front, with how many places, or as per cent."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - see above
    codes = {
        one.get("numFmtId"): one.get("formatCode") or "" for one in styles.iter(f"{MAIN}numFmt")
    }
    formats = next(styles.iter(f"{MAIN}cellXfs"), ())
    marks: dict[str, Any] = {}
    for place, one in enumerate(formats):
        key = one.get("numFmtId")
        code = codes.get(key, "")
        if ZEROS.fullmatch(code):
            marks[str(place)] = len(code)
        elif key in PERCENT_FORMATS or PERCENT in QUOTED.sub("", code):
            marks[str(place)] = PERCENT
    return marks


def has_marks(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet holds formulas or errors at all."""
    rest = b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            if b"<f" in rest + block or b't="e"' in rest + block:
                return True
            rest = block[-8:]
    return False


def marks_of(row: Any, widths: dict[str, Any]) -> Marks:
    """The cells of a row that are more than their value."""
    marks: Marks = {}
    for place, cell in enumerate(row):
        value = cell.find(f"{MAIN}v")
        column = column_of(cell.get("r", ""), place)
        if cell.get("t") == "e":
            marks[column] = {"p": "error-cell", "v": value.text if value is not None else ""}
        elif cell.find(f"{MAIN}f") is not None and (value is None or not value.text):
            marks[column] = {"p": "formula-without-value"}
        elif cell.get("s") in widths and cell.get("t", "n") == "n":
            marks[column] = widths[cell.get("s")]
    return marks


def column_of(reference: str, place: int) -> int:
    """The column of a reference such as ``AB12``, from 0."""
    letters = reference.rstrip("0123456789")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1 if letters else place


def fill_in(cells: list[Any], marks: Marks) -> None:
    """Put into a row what its cells show."""
    for column, mark in marks.items():
        cells += [None] * (column + 1 - len(cells))
        value = cells[column]
        if isinstance(mark, dict):
            cells[column] = mark
        elif isinstance(value, bool) or not isinstance(value, int | float):
            continue
        elif mark == PERCENT:
            cells[column] = f"{(Decimal(repr(value)) * 100).normalize():f}%"
        elif value >= 0 and float(value).is_integer():
            cells[column] = str(int(value)).zfill(mark)


class Merged:
    """Cells merged over several rows: what stands in the first of them holds for the others."""

    def __init__(self, table: Any) -> None:
        self.begins: dict[int, list[tuple[int, int]]] = {}
        self.open: dict[int, tuple[int, Any]] = {}
        for (first, column), (last, _column) in table.merged_cell_ranges or ():
            if last > first:
                self.begins.setdefault(first + 1, []).append((column, last + 1))

    def fill(self, number: int, cells: list[Any]) -> None:
        for column, (last, value) in list(self.open.items()):
            if number > last:
                del self.open[column]
                continue
            cells += [None] * (column + 1 - len(cells))
            if cells[column] in (None, ""):
                cells[column] = value
        for column, last in self.begins.get(number, ()):
            self.open[column] = (last, cells[column] if column < len(cells) else None)


def main(path: str, sheet: str = "") -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(path)
        sheets = [
            data for data in book.sheets_metadata if data.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        # Those that people see come first; a hidden one is read only when it is named.
        sheets.sort(key=lambda data: data.visible != calamine.SheetVisibleEnum.Visible)
        names = [data.name for data in sheets]
        wanted = names if sheet == ALL else [sheet] if sheet else names[:1]
        if not names or not set(wanted) <= set(names):
            tell(error="unknown-sheet", sheets=names)
            return 1
        for name in wanted:
            tell_sheet(path, book.get_sheet_by_name(name), names)
    except calamine.PasswordError:
        tell(error="password")
        return 1
    except (
        calamine.CalamineError,
        ElementTree.ParseError,
        zipfile.BadZipFile,
        ValueError,
        OSError,
    ):
        tell(error="damaged")
        return 1
    return 0


def tell(**values: Any) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")


def tell_sheet(path: str, table: Any, names: list[str]) -> None:
    """Write the line of a sheet and its rows."""
    tell(sheets=names, sheet=table.name, height=table.total_height)
    before = [None] * (table.start[1] if table.start else 0)
    merged, marks = Merged(table), marked_rows(path, table.name)
    marked, found = next(marks, (0, {}))
    for number, row in enumerate(table.iter_rows(), start=1):
        cells = [*before, *map(plain, row)]
        if marked == number:
            fill_in(cells, found)
        if marked <= number:
            marked, found = next(marks, (sys.maxsize, {}))
        merged.fill(number, cells)
        sys.stdout.write(json.dumps([number, cells], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
