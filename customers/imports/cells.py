"""A row of a file and its cells, as every format gives them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell of a workbook that has no value: ``case`` says why, ``text`` what it shows."""

    case: str
    text: str = ""

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | dt.date | dt.datetime | BadCell | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it (the headers are usually row 1), its cells, and
    how far the file is read.
    """

    number: int
    cells: list[Cell]
    done: float
