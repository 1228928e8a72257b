"""Rows that come as an array of JSON beside the row they belong to, so that one statement reads a
thing with all its lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import DecimalField, F, Model, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

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


def _json(model: Any, prefix: str, joined: tuple[str, ...]) -> JSONObject:
    """All columns of a row as JSON, with the rows that its keys point to; amounts as texts, so that
    nothing is rounded.
    """
    columns: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        column = F(f"{prefix}{field.attname}")
        is_amount = isinstance(field, DecimalField)
        columns[field.attname] = Cast(column, TextField()) if is_amount else column
    for name in joined:
        key, _below, rest = name.partition("__")
        if not rest:
            deeper = tuple(one[len(key) + 2 :] for one in joined if one.startswith(f"{key}__"))
            related = model._meta.get_field(key).related_model
            columns[key] = _json(related, f"{prefix}{key}__", deeper)
    return JSONObject(**columns)


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
