"""Rows that come as an array of JSON beside the row they belong to, so that one statement reads a
thing with all its lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import DecimalField, F, Func, JSONField, Model, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


def array_of(rows: QuerySet[Any], *joined: str, prefix: str = "") -> ArraySubquery:
    """Rows as a column of the statement that they are about (by ``OuterRef``), each a JSON object
    of all its columns. ``joined`` are the foreign keys that come with it; ``prefix`` leads to the
    model whose columns are wanted, where it is not that of ``rows``.
    """
    model: Any = rows.model
    for name in prefix.split("__")[:-1]:
        model = model._meta.get_field(name).related_model
    return ArraySubquery(rows.values(data=_json(model, prefix, joined)))


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
    fields = model._meta.concrete_fields
    values = [field.to_python(data[field.attname]) for field in fields]
    row = model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)
    for field in fields:
        if field.name != field.attname and field.name in data:
            known = data[field.attname] is not None
            setattr(row, field.name, _row(field.related_model, data[field.name]) if known else None)
    return row
