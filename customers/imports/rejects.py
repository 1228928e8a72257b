"""The file of rejected rows: kept as codes, handed out as a table in the reader's language."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from common.spreadsheet import safe_cell
from customers.imports.problems import Reject

MARK = "\ufeff"  # spreadsheet programs read UTF-8 by it


class RejectWriter:
    """Appends rejected rows to a file as they come, so memory does not grow with them."""

    def __init__(self, path: Path) -> None:
        self.path, self.count = path, 0
        self._file: TextIO | None = None

    def write(self, reject: Reject) -> None:
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8")
        self._file.write(
            json.dumps(
                [reject.row, reject.case, reject.params, reject.cells],
                ensure_ascii=False,
                default=str,
            )
            + "\n"
        )
        self.count += 1

    def headers(self, names: list[str]) -> None:
        """The first line: the columns' names."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8")
        self._file.write(json.dumps(names, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Finish; a file without rejected rows goes away."""
        if self._file is not None:
            self._file.close()
            if not self.count:
                self.path.unlink(missing_ok=True)


def read_rejects(path: Path) -> tuple[list[str], Iterator[Reject]]:
    """The columns' names and the rejected rows of a file."""
    file = path.open(encoding="utf-8")
    headers = json.loads(file.readline())

    def rows() -> Iterator[Reject]:
        with file:
            for line in file:
                row, case, params, cells = json.loads(line)
                yield Reject(row, case, params, tuple(cells))

    return headers, rows()


def rejects_csv(path: Path) -> Iterator[str]:
    """The rejected rows as csv in the active language: row number, reason, then the row as it was.
    Formulas are defused.
    """
    headers, rejects = read_rejects(path)
    yield MARK + line([_("Row"), _("Reason"), *headers])
    for reject in rejects:
        yield line([str(reject.row), reject.text, *reject.cells])


def line(cells: list[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue()
