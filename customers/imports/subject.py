"""What the rows of a file tell of: customers, or what was done to them. Reading, staging, progress,
rejected rows and pages are the same for each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.functional import Promise

from customers.imports.cells import Row
from customers.imports.columns import Column
from customers.imports.field_kinds import Field
from customers.imports.mapping import Columns
from customers.imports.mapping import Mapping as FileMapping
from customers.imports.staging import Merged
from customers.kept_values import Kept
from customers.models import ImportBatch
from organization.models import User
from organization.permissions import Permission


class Reader(Protocol):
    kept_found: dict[str, Kept]

    def read(self, row: Row) -> Any:
        """The row's values. Raises ``RowProblem``, or ``Unusable`` for the file as a whole."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a file is brought in with: when, by whom, why, as which batch, from which system, and
    how its columns are called.
    """

    now: dt.datetime
    who: str
    why: str
    columns: Columns
    batch: int | None = None
    source: str = ""

    @property
    def actor(self) -> User | None:
        return User.objects.filter(username=self.who).first()

    def header(self, name: str) -> str:
        """The column that holds a field."""
        return self.columns.names[self.columns.fields[name]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A staged row that contradicts what is on record: its line, its number, and what is wrong."""

    line: int
    number: str
    case: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """``columns`` are those of the staging table, ``filled`` those that a file fills.
    ``prepare`` is called once all rows are staged, outside the writing transaction; inside it
    ``take_conflicts`` removes staged rows, ``merge`` writes the others, ``remember`` what was kept
    beside the fields, and ``finish`` says so on the batch's behalf.
    """

    label: str | Promise
    permission: Permission
    lock: str
    fields: Mapping[str, Field]
    needed: tuple[str, ...]
    columns: tuple[Column, ...]
    filled: Callable[[Columns], tuple[Column, ...]]
    reader: Callable[[Columns, FileMapping], Reader]
    take_conflicts: Callable[[Setting], Iterable[Conflict]]
    merge: Callable[[Setting], Merged]
    finish: Callable[[ImportBatch, Merged, User | None, dt.datetime], None]
    prepare: Callable[[Setting], None] | None = None
    remember: Callable[[Mapping[str, Kept]], None] | None = None

    @property
    def may_keep(self) -> bool:
        """Whether columns beside the fields can be kept."""
        return self.remember is not None
