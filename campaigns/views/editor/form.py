"""The editor's form and the plan's JSON, each from the other, as ``shape`` says it.

A form is a tree of texts: objects by name, rows by their number (a removed row leaves a gap), texts
or lists of texts at the ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from campaigns.enums import SourceSide
from campaigns.views.editor.shape import OMIT, Field, Lines, Tuned

Path = tuple[str | int, ...]
Tree = Mapping[str, Any]


def nested(posted: QueryDict) -> dict[str, Any]:
    """The tree of a posted form: ``placements.0.waves.1.on`` is the day of a wave, a name that ends
    in ``[]`` collects all its values. Names that contradict each other are left out.
    """
    tree: dict[str, Any] = {}
    for name, values in posted.lists():
        *above, last = name.removesuffix("[]").split(".")
        node: Any = tree
        for part in above:
            node = node.setdefault(part, {}) if isinstance(node, dict) else None
        if isinstance(node, dict) and not isinstance(node.get(last), dict):
            node[last] = [one for one in values if one] if name.endswith("[]") else values[-1]
    return tree


def rows_of(given: Any) -> Iterator[tuple[str, Tree]]:
    """The rows of a list with their numbers, in the order of the form."""
    if isinstance(given, Mapping):
        yield from ((number, row) for number, row in given.items() if isinstance(row, Mapping))


@dataclass(slots=True)
class Read:
    """What a form says, in the shape of the API's JSON. ``rows`` leads from the path of a row in it
    to the row's name in the form, ``fields`` from that of a value to its field's name.
    """

    data: dict[str, Any] = field(default_factory=dict)
    rows: dict[Path, str] = field(default_factory=dict)
    fields: dict[Path, str] = field(default_factory=dict)

    def name_of(self, path: Path) -> str:
        """The form's name of what stands at ``path`` in the JSON; what lies within a field's value
        is the field's.
        """
        for length in range(len(path), 0, -1):
            if (known := path[:length]) in self.fields:
                return self.fields[known]
            if known in self.rows:
                return ".".join([self.rows[known], *map(str, path[length:])])
        return ".".join(map(str, path))

    def _read(self, shape: Any, given: Any, name: str, path: Path) -> Any:
        match shape:
            case Field():
                self.fields[path] = name
                return _value(shape, given)
            case Tuned():
                return shape.read(self._read(shape.fields, given, name, path))
            case Lines():
                return self._sides(shape, given or {}, name, path)
            case [row]:
                return self._rows(row, rows_of(given), name, path)
        tree = given if isinstance(given, Mapping) else {}
        values = {
            key: self._read(inner, tree.get(key), f"{name}.{key}" if name else key, (*path, key))
            for key, inner in shape.items()
            if key in tree or not isinstance(inner, dict)
        }
        return {key: value for key, value in values.items() if value is not OMIT}

    def _rows(
        self, row: Any, given: Iterable[tuple[str, Tree]], name: str, path: Path
    ) -> list[Any]:
        found: list[Any] = []
        for number, one in given:
            if is_filled(row, one):
                place = (*path, len(found))
                self.rows[place] = f"{name}.{number}"
                found.append(self._read(row, one, self.rows[place], place))
        return found

    def _sides(self, shape: Lines, given: Any, name: str, path: Path) -> Any:
        if shape.optional and not given.get("own"):
            return None if "own" in given else OMIT
        sides: dict[str, list[tuple[str, Tree]]] = {side: [] for side in SourceSide.values}
        for number, row in rows_of(given):
            sides.get(str(row.get("side")), sides[SourceSide.INCLUDE]).append((number, row))
        return {
            side: self._rows(shape.row, rows, name, (*path, side)) for side, rows in sides.items()
        }


def read(shape: Mapping[str, Any], tree: Tree) -> Read:
    """The plan's JSON that a form says; blank rows and what was not sent are left out."""
    found = Read()
    found.data = found._read(shape, tree, "", ())
    return found


def _value(shape: Field, given: Any) -> Any:
    if given is None:
        return shape.absent
    if given == "":
        return shape.empty
    return shape.read(given) if isinstance(given, str) else given


def is_filled(shape: Any, given: Any) -> bool:
    """Whether somebody has filled in a row."""
    match shape:
        case Field():
            return shape.counts and bool(given)
        case Tuned():
            return is_filled(shape.fields, given)
        case [row]:
            return any(is_filled(row, one) for _number, one in rows_of(given))
    return any(is_filled(inner, given.get(key)) for key, inner in shape.items() if key in given)


def show(shape: Any, data: Any) -> Any:
    """The tree of texts with which a form says the JSON."""
    match shape:
        case Field(many=True):
            return list(data or [])
        case Field():
            return data if isinstance(data, list) and shape.show is str else _text(shape, data)
        case Tuned():
            return show(shape.fields, shape.show(data))
        case [row]:
            return {str(at): show(row, one) for at, one in enumerate(data or [])}
        case Lines():
            rows = [(side, one) for side in SourceSide.values for one in (data or {}).get(side, [])]
            tree = {
                str(at): {"side": side, **show(shape.row, one)}
                for at, (side, one) in enumerate(rows)
            }
            return {"own": "" if data is None else "own", **tree} if shape.optional else tree
    return {key: show(inner, data[key]) for key, inner in shape.items() if key in data}


def _text(shape: Field, data: Any) -> str:
    return "" if data is None else shape.show(data)


def says_exactly(shape: Any, data: Any) -> bool:
    """Whether the form can say the JSON so that the very same comes back."""
    return bool(read({"it": shape}, {"it": show(shape, data)}).data.get("it") == data)
