"""Which row of a file holds the headers, and what they are."""

from __future__ import annotations

from common.text import normalise
from customers.imports.cells import Cell, Row
from customers.imports.suggestions import suggest


def headings(row: Row) -> list[str]:
    """The cells of a row as headers, without the empty ones at its end."""
    headers = [heading(cell) for cell in row.cells]
    while headers and not headers[-1]:
        headers.pop()
    return headers


def header_at(rows: list[list[str]]) -> int:
    """Which of the first rows holds the headers, where rows with a title stand above them: the one
    with the most known headers, if the first has none; else the first row with several cells below
    one that says a single thing.
    """
    known = [len(suggest(row)) for row in rows]
    if not known[0] and max(known) > 1:
        return known.index(max(known))
    if not known[0] and len(set(rows[0]) - {""}) == 1:
        for place, row in enumerate(rows):
            filled = set(row) - {""}
            if len(filled) > 1:
                return 0 if any(cell[0].isdigit() for cell in filled) else place
    return 0


def heading(cell: Cell) -> str:
    """A header as one line of text."""
    if cell is None:
        return ""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return " ".join(normalise(text).split())
