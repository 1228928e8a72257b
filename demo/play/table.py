"""The table that the play prints, aligned where Chinese characters take two columns."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

HEADINGS = ("step", "who", "what came of it", "seconds")
WIDTHS = (31, 19, 74, 7)


def width(text: str) -> int:
    """Columns that a terminal gives the text."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines that fit; Chinese breaks anywhere, words do not."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in (
            textwrap.wrap(part, columns, break_long_words=False)
            if part.isascii()
            else _pieces(part)
        ):
            if width(line) + width(word) > columns and line:
                lines.append(line.rstrip())
                line = word.lstrip()
            else:
                line += word
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """Words with their blank, and wide characters one by one."""
    pieces: list[str] = []
    for character in text:
        if pieces and character.isascii() and pieces[-1][-1].isascii() and pieces[-1][-1] != " ":
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def row(cells: Sequence[str]) -> str:
    """One row, over as many lines as its longest cell needs."""
    columns = [wrapped(cell, limit) for cell, limit in zip(cells, WIDTHS, strict=True)]
    height = max(len(column) for column in columns)
    lines = []
    for number in range(height):
        parts = [column[number] if number < len(column) else "" for column in columns]
        lines.append(
            "  ".join(
                part + " " * (limit - width(part))
                for part, limit in zip(parts, WIDTHS, strict=True)
            ).rstrip()
        )
    return "\n".join(lines)


def head() -> str:
    """Headings with a line below them."""
    return f"{row(HEADINGS)}\n{'  '.join('-' * limit for limit in WIDTHS)}"
