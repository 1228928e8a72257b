"""How many persons are left after each condition of a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from customers.bitmaps import count_persons
from customers.builder import Row, checked
from customers.counting import told_persons
from customers.filters import evaluate, is_negative, without_value


def unknown_words(condition: dict[str, Any], today: dt.date | None) -> str:
    """What to say of those whose value nobody knows, beside a condition that rules somebody out."""
    if not is_negative(condition):
        return ""
    persons = count_persons(without_value(condition, today=today))
    if not persons:
        return ""
    text = (
        _("%(persons)s have no value and stay in")
        if "not" in condition
        else _("%(persons)s have no value and are left out")
    )
    return text % {"persons": told_persons(persons)}


def count_rows(join: str, rows: Sequence[Row], *, today: dt.date | None = None) -> int | None:
    """Fill in how many persons are left after each row, from top to bottom, and return how many in
    the end; None if a row is wrong.

    Joined by *all* each row narrows what the ones above left; joined by *any* it adds to them.
    """
    left = None
    valid: list[dict[str, Any]] = []
    for row in rows:
        row.errors.clear()
        parsed = checked(join, [row])
        if parsed is None:
            if not row.values:
                row.errors[:] = []
            left = None
            continue
        valid.extend(parsed[join])
        left = count_persons(evaluate({join: valid}, today=today))
        row.left = told_persons(left)
        row.unknown = unknown_words(parsed[join][0], today)
    return left if len(valid) == len(rows) else None
