"""What a field of the import declares, and the usual ways to read its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from customers.imports import values
from customers.imports.choices import one_of
from customers.imports.columns import Column
from customers.imports.lookups import Lookups
from customers.imports.values import Convert


@dataclass(frozen=True, slots=True)
class FileTerms:
    """What the cells of one file are read by: what they may name, and how it writes days."""

    lookups: Lookups
    date_format: str


Read = Callable[[str, FileTerms], Convert]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row. ``aliases`` are headers that mean it beyond doubt, in small letters without
    blanks; ``read`` makes of a column's header what reads its cells, None for the numbers, which
    ``RowReader`` reads to the last digit.
    """

    label: str | Promise
    aliases: tuple[str, ...]
    read: Read | None
    columns: tuple[Column, ...]
    implies: tuple[str, ...] = ()  # fields that a row then has although no column is called so


def filled(fields: Mapping[str, Field], names: Iterable[str]) -> tuple[Column, ...]:
    """The staged columns that a file with these fields fills; the others stay empty in all rows."""
    told = set(names)
    told |= {implied for name in told for implied in fields[name].implies}
    return tuple(
        column for name, field in fields.items() if name in told for column in field.columns
    )


def text_to(most: int) -> Read:
    return lambda column, _file: values.text(column, most)


def chosen(words: Mapping[str, Any]) -> Read:
    return lambda column, _file: one_of(column, words)


def looked_up(kind: str) -> Read:
    return lambda column, file: one_of(column, getattr(file.lookups, kind))


def dated(column: str, file: FileTerms) -> Convert:
    return values.date(column, file.date_format)
