"""Rows that come as an array of JSON beside the row they belong to, so that one statement reads a
thing with all its lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    BooleanField,
    CharField,
    DecimalField,
    F,
    Func,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Cast, JSONObject
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
MARK = re.compile(r"<(\d)>")
PARAMETER = re.compile(r"(?<!%)(?:%%)*%s")


def array_of(rows: QuerySet[Any], *joined: str, prefix: str = "") -> ArraySubquery:
    """Rows as a column of the statement that they are about (by ``OuterRef``), each a JSON object
    of all its columns. ``joined`` are the foreign keys that come with it; ``prefix`` leads to the
    model whose columns are wanted, where it is not that of ``rows``.
    """
    model: Any = rows.model
    for name in prefix.split("__")[:-1]:
        model = model._meta.get_field(name).related_model
    return ArraySubquery(rows.values(data=_json(model, prefix, joined)))


class WrittenOnce(Func):
    """A subquery that is written down once in a process and not, by Django, for every page anew:
    that takes longer than PostgreSQL needs to answer. ``written`` is a function of a module, or a
    method of a frozen dataclass, and gives the same statement every time; what differs comes to it
    as ``outer`` expressions of the statement around, and it may only compare with them.
    """

    def __init__(
        self, written: Callable[..., Subquery], *outer: Any, output_field: Any = None
    ) -> None:
        super().__init__(*outer, output_field=output_field or ArrayField(JSONField()))
        self.written = written

    def as_sql(self, compiler: SQLCompiler, *_args: Any, **_extra: Any) -> tuple[str, Any]:
        outer = [compiler.compile(one) for one in self.get_source_expressions()]
        sql, params = "", []
        for text, given, mark in _pieces(self.written, len(outer)):
            sql += text
            params += given
            if mark is not None:
                sql += outer[mark][0]
                params += outer[mark][1]
        return sql, params


class Mark(Func):
    """Where an expression of the statement around goes."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, *_args: Any, **_extra: Any) -> tuple[str, Any]:
        return f"<{self.number}>", ()


@cache
def _pieces(
    written: Callable[..., Subquery], outer: int
) -> list[tuple[str, list[Any], int | None]]:
    """Pieces of the statement, each with its parameters and the number of the mark behind it."""
    subquery: Any = written(*(Mark(number) for number in range(outer)))
    query = subquery.query.clone()
    query.bump_prefix(Query(query.model))
    sql, params = query.as_sql(query.get_compiler(DEFAULT_DB_ALIAS), connection)
    texts, left = MARK.split(subquery.template % {"subquery": sql[1:-1]}), list(params)
    pieces = []
    for text, mark in zip(texts[::2], [*texts[1::2], None], strict=True):
        many = len(PARAMETER.findall(text))
        pieces.append((text, left[:many], None if mark is None else int(mark)))
        left = left[many:]
    return pieces


def _json(model: Any, prefix: str, joined: tuple[str, ...]) -> Func:
    """All columns of a row as JSON, with the rows that its keys point to; amounts as texts, so that
    nothing is rounded.
    """
    beside: dict[str, Any] = {
        field.attname: Cast(F(f"{prefix}{field.attname}"), TextField())
        for field in model._meta.concrete_fields
        if isinstance(field, DecimalField)
    }
    for name in joined:
        key, _below, rest = name.partition("__")
        if not rest:
            deeper = tuple(one[len(key) + 2 :] for one in joined if one.startswith(f"{key}__"))
            related = model._meta.get_field(key).related_model
            beside[key] = _json(related, f"{prefix}{key}__", deeper)
    # Asking for a key alone would not join the table that it points to.
    column = next(field.attname for field in model._meta.concrete_fields if not field.primary_key)
    whole = WholeRow(F(f"{prefix}{column}"))
    return Both(whole, JSONObject(**beside)) if beside else whole


class WholeRow(Func):
    """The row of the table that a column belongs to, as one JSON object. Naming each column instead
    costs Django some ten times as much to write down as PostgreSQL needs to answer.
    """

    output_field = JSONField()

    def as_sql(self, compiler: SQLCompiler, *_args: Any, **_extra: Any) -> tuple[str, Any]:
        (column,) = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(column.alias)}.*)", ()


class Both(Func):
    """Two JSON objects in one."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = JSONField()


def rows_of(model: type[M], data: Iterable[Mapping[str, Any]]) -> list[M]:
    """The rows that the column of ``array_of`` holds."""
    return [_row(model, one) for one in data]


def _row(model: Any, data: Mapping[str, Any]) -> Any:
    names, readers, keys = _columns(model)
    values = [
        data[name] if reader is None else reader(data[name])
        for name, reader in zip(names, readers, strict=True)
    ]
    row = model.from_db(DEFAULT_DB_ALIAS, names, values)
    for name, attname, related in keys:
        if name in data:
            known = data[attname] is not None
            setattr(row, name, _row(related, data[name]) if known else None)
    return row


@cache
def _columns(model: Any) -> tuple[list[str], list[Any], list[tuple[str, str, Any]]]:
    """The columns of a table, for each what reads its JSON (None where it is the value), and the
    keys to other tables.
    """
    fields = model._meta.concrete_fields
    plain = (CharField, TextField, IntegerField, BooleanField, JSONField)
    return (
        [field.attname for field in fields],
        [
            None if isinstance(getattr(field, "target_field", field), plain) else field.to_python
            for field in fields
        ],
        [(one.name, one.attname, one.related_model) for one in fields if one.is_relation],
    )
