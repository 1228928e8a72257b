"""What two people enter at the same instant: the database keeps the first, and the second one is
told at the field, as if the first had been there before.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models

from common.errors import Reason, Refused
from common.wording import TAKEN, TAKEN_TOGETHER

UNIQUE_VIOLATION = "23505"


def as_refusal(error: BaseException, said: Collection[str]) -> Refused | None:
    """The refusal for a value that somebody else took a moment before. None for other errors, and
    for what nobody said: ``said`` are the names of the fields that were sent.
    """
    cause: Any = error.__cause__  # the driver's own
    if not isinstance(error, IntegrityError) or getattr(cause, "pgcode", "") != UNIQUE_VIOLATION:
        return None
    fields = fields_of(cause.diag.table_name or "", cause.diag.constraint_name or "")
    mine = [name for name in fields if name in said]
    if not mine:
        return None
    sentence = TAKEN if len(fields) == 1 else TAKEN_TOGETHER
    return Refused(Reason("unique", sentence, status=400, attr=mine[-1]))


def fields_of(table: str, constraint: str) -> list[str]:
    """The fields that are unique, together, by a constraint as the database calls it."""
    model = next((one for one in apps.get_models() if one._meta.db_table == table), None)
    if model is None:
        return []
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint) and one.name == constraint:
            return list(one.fields)
    columns = {
        str(field.column): field.name for field in model._meta.concrete_fields if field.unique
    }
    named = [column for column in columns if constraint.startswith(f"{table}_{column}_")]
    return [columns[max(named, key=len)]] if named else []
