"""Two versions of a text side by side: lines that belong together in one row, what differs within
them marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CLOSE = 0.35  # lines less alike than this are shown as one taken out and one put in


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, and whether the other version has it otherwise."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the earlier version beside the line of the later one; None where there is none."""

    before: tuple[Piece, ...] | None
    after: tuple[Piece, ...] | None

    @property
    def is_changed(self) -> bool:
        pieces = (*(self.before or ()), *(self.after or ()))
        return (
            self.before is None or self.after is None or any(piece.is_changed for piece in pieces)
        )


def side_by_side(before: str, after: str) -> list[Row]:
    """The rows of both texts, in the order of reading."""
    old, new = before.splitlines(), after.splitlines()
    rows: list[Row] = []
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(_plain(line), _plain(line)) for line in old[i:j]]
        else:
            rows += _paired(old[i:j], new[k:m])
    return rows


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Changed lines beside each other as long as they are alike; the rest alone."""
    rows: list[Row] = []
    for number in range(max(len(old), len(new))):
        left = old[number] if number < len(old) else None
        right = new[number] if number < len(new) else None
        if left is None or right is None:
            rows.append(Row(_changed(left), _changed(right)))
            continue
        matcher = SequenceMatcher(a=left, b=right, autojunk=False)
        if matcher.ratio() < CLOSE:
            rows += [Row(_changed(left), None), Row(None, _changed(right))]
        else:
            rows.append(_within(left, right, matcher))
    return rows


def _within(left: str, right: str, matcher: SequenceMatcher[str]) -> Row:
    before, after = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        if i < j:
            before.append(Piece(left[i:j], tag != "equal"))
        if k < m:
            after.append(Piece(right[k:m], tag != "equal"))
    return Row(tuple(before), tuple(after))


def _plain(line: str) -> tuple[Piece, ...]:
    return (Piece(line, is_changed=False),)


def _changed(line: str | None) -> tuple[Piece, ...] | None:
    return None if line is None else (Piece(line, is_changed=True),)
