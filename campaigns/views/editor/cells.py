"""Fields and rows as the editor's templates show them: name, value, errors, and an id to
point at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ROW_NUMBER = "__i__"


def dashed(name: str) -> str:
    """A field's name as an id may be written: without points."""
    return name.replace(".", "-").replace("[]", "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the form."""

    name: str
    value: Any = ""
    errors: Sequence[str] = ()
    errors_id: str = ""

    @property
    def id(self) -> str:
        return f"f-{dashed(self.name)}"


@dataclass(slots=True)
class Row:
    """One line of a list: its fields by name (``row.pay``), its inner lists by name, and the words
    of everything wrong in it.
    """

    name: str
    cells: dict[str, Cell] = field(default_factory=dict)
    lists: dict[str, list[Row]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    values: Mapping[str, Any] = field(default_factory=dict)
    figure: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return dashed(self.name)

    @property
    def errors_id(self) -> str:
        return f"e-{self.id}"

    def __getitem__(self, key: str) -> Any:
        return self.lists[key] if key in self.lists else self.cells[key]


# The fields of each kind of row, and the lists that it holds.
COLUMNS: dict[str, tuple[str, ...]] = {
    "targets": ("indicator", "value"),
    "offers": (
        "product",
        "description",
        "kind",
        "pay",
        "get",
        "get_kind",
        "get_value",
        "payout_months",
        "min_spend",
        "lock_months",
        "stackable",
        "exclusive_group",
    ),
    "participants": ("unit", "product", "enrolment", "cost_share", "targets"),
    "sources": ("side", "kind", "segment", "campaign", "list", "keep"),
    "eligible": ("side", "kind", "segment", "campaign", "list", "keep"),
    "filter": ("field", "op", "value"),
    "placements": ("channel", "product", "expected_orders"),
    "exclude": ("side", "kind", "segment", "campaign", "list", "keep"),
    "waves": ("on", "from", "until", "share", "to"),
    "resource_requests": ("resource", "unit", "quantity", "needed_by"),
    "scripts": ("campaign", "label", "text"),
}
INNER: dict[str, tuple[str, ...]] = {
    "sources": ("filter",),
    "eligible": ("filter",),
    "exclude": ("filter",),
    "placements": ("exclude", "waves"),
}


class Sheet:
    """Makes the fields and rows of one section from its values and the errors at them."""

    def __init__(
        self,
        values: Mapping[str, Any],
        errors: Mapping[str, Sequence[str]] | None = None,
        numbers: Any = None,
    ) -> None:
        self.values = values
        self.errors = errors or {}
        self.number_of = numbers  # the form's own number of a row, from its path

    def cell(self, name: str) -> Cell:
        """A field that stands by itself, by its dotted name."""
        node: Any = self.values
        for part in name.removesuffix("[]").split("."):
            node = node.get(part, "") if isinstance(node, Mapping) else ""
        found = [
            text
            for key, texts in self.errors.items()
            if key == name or key.startswith(f"{name.removesuffix('[]')}.")
            for text in texts
        ]
        return Cell(name, node, found, f"e-{dashed(name)}")

    def rows(
        self, kind: str, path: tuple[str | int, ...] = (), prefix: str = "", values: Any = None
    ) -> list[Row]:
        """The rows of a list, each under its number."""
        name = f"{prefix}{kind}"
        given = self.values.get(kind) if values is None else values
        rows = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
        return [
            self.row(kind, f"{name}.{self._number((*path, kind), at)}", one, (*path, kind, at))
            for at, one in enumerate(rows)
        ]

    def row(
        self, kind: str, name: str, values: Mapping[str, Any], path: tuple[str | int, ...] = ()
    ) -> Row:
        made = Row(name, values=values)
        lists = INNER.get(kind, ())
        made.lists = {
            inner: self.rows(inner, path, f"{name}.", values.get(inner) or []) for inner in lists
        }
        own = {
            key: texts
            for key, texts in self.errors.items()
            if key == name or key.startswith(f"{name}.")
        }
        inner_names = tuple(f"{row.name}" for inner in made.lists.values() for row in inner)
        for key, texts in own.items():
            if not any(key == other or key.startswith(f"{other}.") for other in inner_names):
                made.errors.extend(texts)
        made.cells = {
            column: Cell(
                f"{name}.{column}",
                values.get(column, ""),
                self.errors.get(f"{name}.{column}", ()),
                made.errors_id,
            )
            for column in COLUMNS[kind]
        }
        return made

    def _number(self, path: tuple[str | int, ...], at: int) -> str:
        numbers = (self.number_of or {}).get(path, [])
        return numbers[at] if at < len(numbers) else str(at)
