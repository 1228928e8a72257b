"""A file as headers and rows, read as a stream whatever its format."""

from __future__ import annotations

import csv
import datetime as dt
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from common import workbook_child
from customers.imports.cells import BadCell, Cell, Row
from customers.imports.header_row import header_at, headings
from customers.imports.problems import Unusable
from customers.imports.sniffing import FileKind, examine

CHILD = Path(workbook_child.__file__)
DELIMITERS = ",\t;|"
WALL_SECONDS = 180
LONGEST_HEADER_LINE = 1 << 18
ROWS_A_LOOK = 100  # how far the file is read is asked for once in so many rows
TOP_ROWS = 10  # titles and headers stand among these


class Table:
    """The open file. ``rows`` can be walked once."""

    def __init__(
        self,
        kind: FileKind,
        lines: Iterator[Row],
        *,
        sheet: str = "",
        sheets: tuple[str, ...] = (),
        delimiter: str = "",
        header_row: int = 0,
    ) -> None:
        self.kind, self.sheet, self.sheets, self.delimiter = kind, sheet, sheets, delimiter
        self._lines = lines
        self.header_row, self.headers = self._read_headers(header_row)

    def _read_headers(self, wanted: int) -> tuple[int, list[str]]:
        """The row of the headers and what they are: the wanted row, else the one that looks like
        headers among the first.
        """
        top: list[Row] = []
        for row in self._lines:
            if headings(row) and (not wanted or row.number == wanted):
                top.append(row)
            if (wanted and row.number >= wanted) or len(top) == TOP_ROWS:
                break
        if not top:
            raise Unusable("no-such-row" if wanted else "empty", row=wanted)
        at = 0 if wanted else header_at([headings(row) for row in top])
        self._lines = chain(top[at + 1 :], self._lines)
        return top[at].number, headings(top[at])

    @property
    def encoding(self) -> str:
        return self.kind.encoding

    def rows(self) -> Iterator[Row]:
        """The rows below the headers that hold anything."""
        return (
            row
            for row in self._lines
            if any(row.cells) or any(cell not in (None, "") for cell in row.cells)
        )


@contextmanager
def open_table(
    path: Path, *, name: str = "", encoding: str = "", sheet: str = "", header_row: int = 0
) -> Iterator[Table]:
    """Open a csv file or workbook whose headers stand in that row, or where they seem to stand.
    Raises ``Unusable`` when it cannot be read.
    """
    kind = examine(path, name=name, encoding=encoding)
    reading = (
        open_text(path, kind, header_row)
        if kind.kind == "csv"
        else open_workbook(path, kind, sheet, header_row)
    )
    with reading as table:
        yield table


@contextmanager
def open_text(path: Path, kind: FileKind, header_row: int) -> Iterator[Table]:
    """A text table; the delimiter is the one that the first line with any holds most of."""
    size = max(kind.size, 1)
    with path.open(encoding=kind.encoding, newline="") as file:
        delimiter = delimiter_of([file.readline(LONGEST_HEADER_LINE) for _ in range(TOP_ROWS)])
        file.seek(0)

        def lines() -> Iterator[Row]:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            number, line, width, done = 0, 1, 0, 0.0
            try:
                for number, cells in enumerate(reader, start=1):
                    if reader.line_num > line and swallows_lines(cells, delimiter, width):
                        raise Unusable("bad-quotes", line=line)
                    width = max(width, len(cells)) if number <= TOP_ROWS else width
                    line = reader.line_num + 1
                    if number % ROWS_A_LOOK == 0:
                        done = file.buffer.tell() / size  # type: ignore[attr-defined]
                    yield Row(number, cells, done)  # type: ignore[arg-type]
            except csv.Error as error:
                raise Unusable("bad-quotes", line=line) from error

        yield Table(kind, lines(), delimiter=delimiter, header_row=header_row)


def swallows_lines(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether a cell of several lines is rather several rows between two stray quotation marks: a
    line inside it has as many fields as a row (``width``; 0 for the headers), or the line where it
    begins and the one where it ends both have. Text with line breaks and commas has not.
    """
    for before, cell in enumerate(cells):
        first, *rest = cell.splitlines() if delimiter in cell else ("",)
        if not rest:
            continue
        *inner, last = (line.count(delimiter) + 1 for line in rest)
        begins = before + first.count(delimiter) + 1
        ends = last + len(cells) - before - 1
        if not width or width in inner or begins == ends == width:
            return True
    return False


def delimiter_of(lines: list[str]) -> str:
    """What separates the fields of the first line that has any: comma, tab, semicolon or bar."""
    for line in lines:
        outside = "".join(line.split('"')[::2])
        if any(one in outside for one in DELIMITERS):
            return max(DELIMITERS, key=outside.count)
    return DELIMITERS[0]


@contextmanager
def open_workbook(path: Path, kind: FileKind, sheet: str, header_row: int) -> Iterator[Table]:
    """A sheet of a workbook (the first if none is named), read by a child process that is limited
    in memory and time.
    """
    command = [sys.executable, "-I", "-X", "utf8", str(CHILD), str(path), sheet]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as child:
        try:
            told = answer(child, child.stdout.readline() if child.stdout else "")
            lines = workbook_rows(child, height=max(told["height"], 1))
            yield Table(
                kind,
                lines,
                sheet=told["sheet"],
                sheets=tuple(told["sheets"]),
                header_row=header_row,
            )
        finally:
            with suppress(ProcessLookupError):
                child.kill()


def answer(child: subprocess.Popen[str], line: str) -> dict[str, Any]:
    """What the child says of the workbook. Raises ``Unusable`` in its place."""
    told: dict[str, Any] = json.loads(line) if line else {"error": failure_of(child)}
    if told.get("error") == "unknown-sheet":
        raise Unusable("unknown-sheet", sheet=child.args[-1], sheets=told["sheets"])  # type: ignore[index]
    if "error" in told:
        raise Unusable(told["error"])
    return told


def failure_of(child: subprocess.Popen[str]) -> str:
    """Why the child ended without an answer."""
    child.wait(WALL_SECONDS)
    return "too-slow" if child.returncode == -signal.SIGXCPU else "damaged"


def workbook_rows(child: subprocess.Popen[str], *, height: int) -> Iterator[Row]:
    for line in child.stdout or ():
        told = json.loads(line)
        if isinstance(told, dict):
            raise Unusable(told["error"])
        number, cells = told
        yield Row(
            number,
            [cell_of(cell) if isinstance(cell, dict) else cell for cell in cells],
            number / height,
        )
    if child.wait(WALL_SECONDS):
        raise Unusable(failure_of(child))


def cell_of(told: dict[str, str]) -> Cell:
    """A date, a moment or a cell without a value as the child wrote it."""
    if "p" in told:
        return BadCell(told["p"], told.get("v") or "")
    return dt.date.fromisoformat(told["d"]) if "d" in told else dt.datetime.fromisoformat(told["t"])
