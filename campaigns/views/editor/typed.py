"""What people type, as the plan's JSON has it, and back: numbers, shares, lists, conditions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from customers.filter_fields import FIELDS
from customers.filter_sql import LIST_OPS
from customers.phones import numbers_in

CODE = re.compile(r"[A-Z]\d{4}-\d{1,8}", re.ASCII)
MYRIAD = {"万": 10_000, "亿": 100_000_000}
MYRIADS = re.compile(r"(\d{1,12}(?:\.\d{1,8})?)([万亿])", re.ASCII)
COUNTED = frozenset({"number", "percent", "date"})


def half_width(text: str) -> str:
    """Digits, letters, commas and blanks as a Latin keyboard types them; Chinese keyboards have
    wider ones.
    """
    return unicodedata.normalize("NFKC", text).replace("、", ",")


def plain(text: str) -> str:
    """A number as people type it, without grouping, currency or full-width digits: ``38 万元`` is
    380000.
    """
    digits = half_width(text).replace(",", "").replace(" ", "").strip("¥元")
    if not (found := MYRIADS.fullmatch(digits)):
        return digits
    return f"{(Decimal(found[1]) * MYRIAD[found[2]]).normalize():f}"


def share(text: str) -> str:
    """Per cent as a ratio: ``60%`` and ``60`` are 0.6; below 1 the ratio itself was meant. Anything
    else stays as it is.
    """
    digits = plain(text).rstrip("%")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return digits
    return str(value if 0 < value < 1 and "%" not in plain(text) else value / 100)


def per_cent(ratio: float | str) -> str:
    return f"{Decimal(str(ratio)) * 100:.0f}%"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def numbers(text: str) -> list[str]:
    """Customer numbers and phones, one per line or separated as people do."""
    return numbers_in(text)


def code(text: str) -> str:
    """A code in the case and width that codes have; anything else, such as a name, stays as it
    is.
    """
    typed = half_width(text).strip().upper()
    return typed if CODE.fullmatch(typed) else text.strip()


def read_condition(given: dict[str, Any]) -> dict[str, Any]:
    """A condition with its value in the shape that its comparison takes."""
    op, typed = given.get("op", ""), given.get("value", "")
    texts = typed if isinstance(typed, list) else [str(typed).strip()]
    parts = (
        typed
        if isinstance(typed, list)
        else [part.strip() for part in half_width(texts[0]).split(",") if part.strip()]
    )
    value: Any = texts[0] if texts else ""
    if is_counted(given.get("field", "")) and isinstance(value, str):
        value = half_width(value)
    if op == "is_null":
        value = value != "no"
    elif op == "between":
        ends = value.replace("–", "..").replace("~", "..").split("..")
        value = [one.strip() for one in ends if one.strip()]
        value = value if len(value) == 2 else parts
    elif op in LIST_OPS:
        value = parts
    if is_number(given.get("field", "")) and op not in (*LIST_OPS, "is_null"):
        value = [plain(one) for one in value] if isinstance(value, list) else plain(value)
    return {"field": given.get("field", ""), "op": op, "value": value}


def show_condition(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A condition with its value as one would type it; codes stay codes. Nothing for what is no
    plain condition.
    """
    if "field" not in stored:
        return {}
    op, value = stored["op"], stored["value"]
    if op == "is_null":
        value = "yes" if value else "no"
    elif has_choices(stored["field"]):
        value = value if isinstance(value, list) else [value]
    elif isinstance(value, list):
        value = (" .. " if op == "between" else ", ").join(value)
    return {"field": stored["field"], "op": op, "value": value}


def is_counted(name: str) -> bool:
    """Whether a field of conditions holds numbers or days, which only digits can say."""
    field = FIELDS.get(name)
    return field is not None and field.type in COUNTED


def is_number(name: str) -> bool:
    """Whether a field of conditions holds amounts or counts."""
    field = FIELDS.get(name)
    return field is not None and field.type == "number"


def has_choices(name: str) -> bool:
    """Whether the values of a field of conditions are chosen from a list."""
    field = FIELDS.get(name)
    return field is not None and field.choices is not None
