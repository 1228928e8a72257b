"""Lists whose statement is written down once in a process: Django takes longer to write most
statements anew than PostgreSQL takes to answer them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from copy import copy
from threading import Lock
from typing import Any, NoReturn

from cachetools import LRUCache, cached
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Func, Prefetch, QuerySet
from django.utils.translation import get_language

from common import clock

# A key that no row has, so that it is known again among the parameters of a statement.
NOBODY = 2**62 + 20261201
MOST = 256

Build = Callable[..., QuerySet[Any]]
Shape = tuple[tuple[str, Hashable], ...]


class Given(Func):
    """A value that differs from one reading to the next. It may only be compared with."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, *_args: Any, **_extra: Any) -> tuple[str, Any]:
        return "%s", [self]


class OneOf(Func):
    """Whether a column is among the values of a list, which may be ``Given``."""

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, values: Any) -> None:
        super().__init__(column, values)


class Statement:
    """A list as it was written, to be read with other values: those of ``Given``, and the key of
    the person who stands in it as ``NOBODY``. What would be another statement the next time (rows
    that were read to write it, the hour, a key in another form) is an error while it is written.
    """

    def __init__(self, build: Build, *values: Any, **shape: Hashable) -> None:
        with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refused):
            self.rows = build(*values, **shape)
            lookups: tuple[Any, ...] = vars(self.rows)["_prefetch_related_lookups"]
            if any(isinstance(one, Prefetch) for one in lookups):
                raise ValueError("the statement of a Prefetch would not be written with the values")
            self.compiler = self.rows.query.get_compiler(self.rows.db)
            try:
                self.sql, self.params = self.compiler.as_sql()
            except EmptyResultSet:  # whatever the values are
                self.sql, self.params = "", ()
        for one in (self.sql, *self.params):
            if isinstance(one, dt.datetime) or (one != NOBODY and str(NOBODY) in repr(one)):
                raise ValueError(f"a statement that is kept cannot hold {one!r}")

    def read(self, values: Sequence[Any] = (), person: int | None = None) -> list[Any]:
        """The rows, as the queryset would have given them."""
        if not self.sql:
            return []
        params = tuple(
            values[one.number] if isinstance(one, Given) else person if one == NOBODY else one
            for one in self.params
        )
        compiler, rows = copy(self.compiler), self.rows.all()
        compiler.connection = connections[rows.db]  # of this thread
        compiler.as_sql = lambda *_args, **_extra: (self.sql, params)
        rows.query.get_compiler = lambda *_args, **_extra: compiler  # type: ignore[method-assign]
        return list(rows)


def _refused(*_args: Any) -> NoReturn:
    raise ValueError("a statement that is kept is written without asking the database")


def day_and_language() -> Hashable:
    """What a list may ask besides what it is given."""
    return clock.today(), get_language()


def read(build: Build, *values: Any, **shape: Hashable) -> list[Any]:
    """The rows of a list that a function of a module builds. What differs comes to it as ``Given``,
    by place; what another statement is written for, by name.
    """
    return _written(build, len(values), tuple(shape.items())).read(values)


def read_keys(build: Build, keys: Iterable[Any], **shape: Hashable) -> list[Any]:
    """The same of a list that is narrowed to some keys (``OneOf``); no query without one."""
    wanted = [key for key in keys if key is not None]
    return read(build, wanted, **shape) if wanted else []


def _key(build: Build, count: int, shape: Shape) -> Hashable:
    return build, count, shape, day_and_language()


@cached(LRUCache(MOST), key=_key, lock=Lock())
def _written(build: Build, count: int, shape: Shape) -> Statement:
    return Statement(build, *(Given(number) for number in range(count)), **dict(shape))
