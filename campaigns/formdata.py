"""Form fields with dotted names become one nested plan: ``placements.0.waves.1.on`` is the day of a
wave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

MAX_PARTS = 8
MAX_ROWS = 500


class Fields(Protocol):
    """What a QueryDict offers: names in the order in which they stood in the form, and all values
    of one.
    """

    def __iter__(self) -> Iterator[str]: ...

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(slots=True)
class Nested:
    """A parsed form. ``data`` holds dicts, lists and texts.

    A row's number in its name only keeps rows apart: rows that were removed leave gaps, and the
    order is that of the form. ``numbers`` remembers, for each list by its path in ``data``, the
    numbers that its rows had, so that an error at row 1 of ``data`` finds the field named
    ``offers.7.pay`` again.
    """

    data: dict[str, Any] = field(default_factory=dict)
    numbers: dict[tuple[str | int, ...], list[str]] = field(default_factory=dict)

    def name_of(self, path: Iterable[str | int]) -> str:
        """The form's name of the field that stands at ``path`` in ``data``."""
        parts: list[str] = []
        walked: list[str | int] = []
        for part in path:
            numbers = self.numbers.get(tuple(walked), [])
            parts.append(
                numbers[part] if isinstance(part, int) and part < len(numbers) else str(part)
            )
            walked.append(part)
        return ".".join(parts)


def parse(fields: Fields, *, roots: Iterable[str]) -> Nested:
    """The nested form of all fields whose name begins with one of ``roots``; others are left out.

    A name that ends in ``[]`` collects all its values in a list; for any other name the last value
    counts. Names that are nested too deeply, rows beyond the limit, and names that contradict each
    other are left out rather than guessed at.
    """
    tree: dict[str, Any] = {}
    wanted = frozenset(roots)
    for name in fields:
        parts = name.removesuffix("[]").split(".")
        if parts[0] not in wanted or len(parts) > MAX_PARTS or not all(parts):
            continue
        values = fields.getlist(name)
        _put(
            tree,
            parts,
            (
                [value for value in values if value]
                if name.endswith("[]")
                else (values[-1] if values else "")
            ),
        )
    nested = Nested()
    nested.data = {key: _rows(value, (key,), nested.numbers) for key, value in tree.items()}
    return nested


def _put(tree: dict[str, Any], parts: Sequence[str], value: Any) -> None:
    node = tree
    for part in parts[:-1]:
        node = node.setdefault(part, {})
        if not isinstance(node, dict):
            return
    if not isinstance(node.get(parts[-1]), dict):
        node[parts[-1]] = value


def _rows(
    node: Any, path: tuple[str | int, ...], numbers: dict[tuple[str | int, ...], list[str]]
) -> Any:
    """The node with every group of numbered children as a list, in the order of the form."""
    if not isinstance(node, Mapping):
        return node
    if node and all(key.isascii() and key.isdigit() for key in node):
        kept = list(node)[:MAX_ROWS]
        numbers[path] = kept
        return [_rows(node[key], (*path, at), numbers) for at, key in enumerate(kept)]
    return {key: _rows(value, (*path, key), numbers) for key, value in node.items()}
