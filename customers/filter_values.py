"""Values of conditions: their canonical text, and what no field takes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.text import digits, has_hidden_characters, normalise
from customers.filter_fields import Codes, Field
from customers.filter_sql import LIST_OPS, PLAIN_NUMBER
from customers.filter_touches import MOST_DAYS

MAX_LIST = 10_000
MAX_TEXT = 200


def clean_value(field: Field, op: str, value: Any) -> Any:
    """The canonical value of a condition. Raises ``ValidationError`` in words."""
    if op == "is_null":
        if not isinstance(value, bool):
            raise ValidationError(_("Write true or false."), code="invalid")
        return value
    if op in LIST_OPS:
        if not isinstance(value, list) or not 0 < len(value) <= MAX_LIST:
            raise ValidationError(
                _("A list of 1 to %(most)s values."), code="invalid", params={"most": MAX_LIST}
            )
        items = sorted({clean_one(field, item) for item in value})
        known_only(field, items)
        return items
    if op == "between":
        if not isinstance(value, list) or len(value) != 2:
            raise ValidationError(_("Two values: from and to."), code="invalid")
        low, high = (clean_one(field, item) for item in value)
        if ordered(field, low) > ordered(field, high):
            raise ValidationError(_("The first value is greater than the second."), code="reversed")
        return [low, high]
    item = clean_one(field, value)
    known_only(field, [item])
    return item


def ordered(field: Field, value: str) -> Any:
    """What to compare two values by."""
    is_number = field.type in {"number", "percent"}
    return (0, Decimal(value), "") if is_number else (1, Decimal(0), value)


def clean_one(field: Field, value: Any) -> str:
    """One value in its canonical text form."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValidationError(_("Write a text or a number."), code="invalid")
    text = digits(value) if isinstance(value, float) else normalise(str(value))
    if not text:
        raise ValidationError(_("Fill in a value."), code="invalid")
    if len(text) > MAX_TEXT or has_hidden_characters(text):
        raise ValidationError(
            _("A text of 1 to %(most)s characters."), code="invalid", params={"most": MAX_TEXT}
        )
    if field.type == "number":
        return _number(text)
    if field.type == "days":
        return _days(text)
    if field.type == "percent":
        return _number(text.rstrip("%％ "))
    if field.type == "date":
        return _date(text)
    return text


def _number(text: str) -> str:
    try:
        number = Decimal(text) if PLAIN_NUMBER.fullmatch(text) else None
    except InvalidOperation:
        number = None
    if number is None:
        raise ValidationError(_("Not a number."), code="invalid")
    return f"{number.normalize():f}"


def _days(text: str) -> str:
    days = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError(
            _("A number of days from 1 to %(most)s."), code="invalid", params={"most": MOST_DAYS}
        )
    return str(days)


def _date(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2100:
        raise ValidationError(_("A date as YYYY-MM-DD."), code="invalid")
    return day.isoformat()


def known_only(field: Field, values: list[str]) -> None:
    """Raise ``ValidationError`` for a code that does not exist."""
    if field.choices is None:
        return
    choices = field.choices
    known = choices.known(values) if isinstance(choices, Codes) else dict(choices()).keys()
    if unknown := [value for value in values if value not in known]:
        raise ValidationError(
            _("Unknown: %(values)s."), code="unknown", params={"values": ", ".join(unknown[:5])}
        )
