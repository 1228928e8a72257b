"""Columns of a staged row: what each takes from a row of the file, and, where it is a column of the
customer too, how it changes one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the staging table. ``read`` says what goes to COPY, None for an empty cell: what
    the row has under the same name unless said.
    """

    name: str
    type: str
    read: Callable[[Any], Any] | None = None

    @property
    def value_of(self) -> Callable[[Any], Any]:
        return self.read or attrgetter(self.name)

    @property
    def declaration(self) -> str:
        return f"{self.name} {self.type}"


@dataclass(frozen=True, slots=True)
class OwnColumn(Column):
    """A column that the customer has too. ``empty`` is the SQL of what an empty cell makes of a new
    customer; an old one keeps its value, or gets both where the values are ``merged``.
    """

    empty: str = "NULL"
    is_merged: bool = False

    @property
    def new(self) -> str:
        return f"coalesce(l.{self.name}, {self.empty})"

    @property
    def changed(self) -> str:
        if self.is_merged:
            return f"o.{self.name} || {self.new}"
        return f"coalesce(l.{self.name}, o.{self.name})"


def array(items: Iterable[str] | None) -> str | None:
    """A PostgreSQL array literal of contact classes; None for none."""
    return "{" + ",".join(f'"{item}"' for item in items) + "}" if items else None
