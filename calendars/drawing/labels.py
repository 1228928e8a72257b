"""How wide a label is and where it goes: measured here, for the server draws the chart. Pure.

A Chinese character takes 1 em, a Latin one 0.56 em.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

FONT_SIZE = 12.0
LATIN_EM = 0.56
ELLIPSIS = "…"
# Less than two Chinese characters and an ellipsis says nothing.
LEAST_INSIDE = 3 * FONT_SIZE


def width(text: str, size: float = FONT_SIZE) -> float:
    """Width of a text in pixels at a font size."""
    ems = sum(
        1.0 if char == ELLIPSIS or unicodedata.east_asian_width(char) in "WF" else LATIN_EM
        for char in text
    )
    return round(ems * size, 2)


def cut(text: str, room: float, size: float = FONT_SIZE) -> str:
    """The text if it fits, else as much of it as fits before an ellipsis; empty if not even one
    character does.
    """
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept, size) + size > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}{ELLIPSIS}" if kept else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a bar's icon and label go. ``end`` is how far the bar reaches with a label beside
    it.
    """

    text: str
    icon_x: float
    text_x: float
    outside: bool
    end: float


ICON = 12.0
PAD = 4.0
GAP = 4.0
CHEVRON = 10.0
MARK = 18.0


def place(
    label: str,
    left: float,
    right: float,
    *,
    limit: float,
    today: float | None = None,
    clipped_left: bool = False,
    clipped_right: bool = False,
    marked: bool = False,
) -> Placed:
    """Put a label on the bar from ``left`` to ``right``: whole, past the today line, cut, or beside
    a bar that is too short.

    ``limit`` is the chart's right edge: a label that would cross it is drawn on the bar, as far as
    it fits.
    """
    begin = left + (CHEVRON + 1 if clipped_left else PAD)
    inner = right - PAD - (MARK if marked else 0) - (CHEVRON if clipped_right else 0)
    needed = ICON + GAP + width(label)
    if (
        today is not None
        and left < today < right
        and begin < today + PAD
        and begin + needed > today - PAD
    ):
        moved, before = today + PAD + 1, today - PAD
        if inner - moved >= needed or (
            inner - moved >= ICON + GAP + LEAST_INSIDE and inner - moved > before - begin
        ):
            begin = moved
        elif before - begin >= ICON + GAP + LEAST_INSIDE:
            inner = before
    room = inner - begin - ICON - GAP
    text_x = round(begin + ICON + GAP, 1)
    begin = round(begin, 1)
    if width(label) <= room or room >= LEAST_INSIDE:
        return Placed(cut(label, room), begin, text_x, outside=False, end=right)
    beside = right + GAP
    if beside + width(label) <= limit:
        return Placed(
            label, begin, round(beside, 1), outside=True, end=round(beside + width(label), 1)
        )
    return Placed(
        cut(label, room) if room >= 2 * FONT_SIZE else "", begin, text_x, outside=False, end=right
    )
