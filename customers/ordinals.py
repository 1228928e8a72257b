"""Statements that select ordinals, as sets."""

from __future__ import annotations

from array import array
from io import BytesIO
from typing import Any

from django.db import connection
from pyroaring import FrozenBitMap


def ordinals(sql: str, params: list[Any]) -> FrozenBitMap:
    """The set of the ordinals that a statement selects as its only column; streamed, so no row
    objects are made.
    """
    buffer = BytesIO()
    with connection.cursor() as cursor:
        statement = cursor.mogrify(sql, params)
        cursor.copy_expert(
            f"COPY ({statement.decode() if isinstance(statement, bytes) else statement}) TO STDOUT",
            buffer,
        )
    numbers = array("I", sorted(set(map(int, buffer.getvalue().split()))))
    return FrozenBitMap(numbers)
