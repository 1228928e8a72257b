"""Fields and rows as the editor's templates show them: name, value, errors, and an id to
point at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from campaigns.views.editor.form import Tree, rows_of
from campaigns.views.editor.shape import CHOICE, Field, Lines, Tuned

Errors = Mapping[str, Sequence[str]]
SIDED = {"side": CHOICE}


def dashed(name: str) -> str:
    """A field's name as an id may be written: without points."""
    return name.replace(".", "-").replace("[]", "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the form. ``offers``: of what kind the codes are that it offers."""

    name: str
    value: Any = ""
    errors: Sequence[str] = ()
    errors_id: str = ""
    offers: str = ""

    @property
    def id(self) -> str:
        return f"f-{dashed(self.name)}"


@dataclass(slots=True)
class Part:
    """An object of the form: ``part.pay`` is a field of it, ``part.waves`` its rows. A row shows
    all that is wrong in it at one place, below it.

    ``figure``: what the page has worked out beside a row.
    """

    shape: Any
    given: Tree
    all_errors: Errors = field(default_factory=dict)
    name: str = ""
    is_row: bool = False
    figure: Mapping[str, Any] = field(default_factory=dict)
    _known: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return dashed(self.name)

    @property
    def errors_id(self) -> str:
        return f"e-{self.id}"

    @property
    def errors(self) -> list[str]:
        """What is wrong in the row, but for what stands at its inner rows."""
        inner = [row.name for key in self.shape for row in self._rows_below(key)]
        return [
            text
            for name, texts in self.all_errors.items()
            if _within(name, self.name) and not any(_within(name, one) for one in inner)
            for text in texts
        ]

    def __getitem__(self, key: str) -> Any:
        if key not in self.shape:
            raise KeyError(key)
        if key not in self._known:
            self._known[key] = self._make(key, self.shape[key])
        return self._known[key]

    def _make(self, key: str, shape: Any) -> Any:
        name = f"{self.name}.{key}" if self.name else key
        given = self.given.get(key)
        match shape:
            case Field():
                return self._cell(name, shape, given)
            case Lines():
                return self._rows({**shape.row.fields, **SIDED}, name, given)
            case [Tuned() as row]:
                return self._rows(row.fields, name, given)
            case [row]:
                return self._rows(row, name, given)
        inner = given if isinstance(given, Mapping) else {}
        return Part(shape, inner, self.all_errors, name)

    def _cell(self, name: str, shape: Field, given: Any) -> Cell:
        errors_id = self.errors_id if self.is_row else f"e-{dashed(name)}"
        errors = [
            text for at, texts in self.all_errors.items() if _within(at, name) for text in texts
        ]
        return Cell(
            f"{name}[]" if shape.many or isinstance(given, list) else name,
            "" if given is None else given,
            errors,
            errors_id,
            shape.offers,
        )

    def _rows(self, row: Any, name: str, given: Any) -> list[Part]:
        return [
            Part(row, one, self.all_errors, f"{name}.{number}", is_row=True)
            for number, one in rows_of(given)
        ]

    def _rows_below(self, key: str) -> list[Part]:
        below = self[key]
        if isinstance(below, Part):
            return [row for inner in below.shape for row in below._rows_below(inner)]
        return below if isinstance(below, list) else []


def _within(name: str, outer: str) -> bool:
    return name == outer or name.startswith(f"{outer}.")
