"""Filters in words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common import display
from customers.filter_fields import FieldInfo
from customers.filter_touches import LABELLED

OPERATORS = ("eq", "ne", "in", "not_in", "lt", "lte", "gt", "gte", "between", "contains", "is_null")


def operator(name: str) -> str:
    """A comparison in words."""
    return {
        "eq": pgettext("condition", "is"),
        "ne": pgettext("condition", "is not"),
        "in": pgettext("condition", "is one of"),
        "not_in": pgettext("condition", "is none of"),
        "lt": pgettext("condition", "is less than"),
        "lte": pgettext("condition", "is at most"),
        "gt": pgettext("condition", "is more than"),
        "gte": pgettext("condition", "is at least"),
        "between": pgettext("condition", "is between"),
        "contains": pgettext("condition", "contains"),
        "is_null": pgettext("condition", "is unknown"),
    }.get(name, name)


def operator_of(name: str, kind: str) -> str:
    """A comparison in words; days are early or late, not small or large."""
    if kind == "days":
        return {
            "eq": pgettext("days", "happened"),
            "ne": pgettext("days", "did not happen"),
        }[name]
    if kind != "date":
        return operator(name)
    return {
        "lt": pgettext("day", "is before"),
        "lte": pgettext("day", "is not after"),
        "gt": pgettext("day", "is after"),
        "gte": pgettext("day", "is not before"),
    }.get(name) or operator(name)


def filter_words(tree: Any, fields: Mapping[str, FieldInfo]) -> str:
    """A filter tree as a sentence."""
    match tree:
        case {"all": list(parts)}:
            return pgettext("conditions", " and ").join(_bracketed(part, fields) for part in parts)
        case {"any": list(parts)}:
            return pgettext("conditions", " or ").join(_bracketed(part, fields) for part in parts)
        case {"not": part}:
            return _("not (%(conditions)s)") % {"conditions": filter_words(part, fields)}
        case {"field": str(name), "op": str(op)}:
            return _condition(name, op, tree.get("value"), fields.get(name))
    return display.NOTHING


def _bracketed(tree: Any, fields: Mapping[str, FieldInfo]) -> str:
    text = filter_words(tree, fields)
    return (
        f"({text})"
        if isinstance(tree, dict) and len(tree.get("all") or tree.get("any") or ()) > 1
        else text
    )


def _condition(name: str, op: str, value: Any, info: FieldInfo | None) -> str:
    label = str(info.label) if info else name.partition(".")[2] or name
    if op == "is_null":
        return (
            _("%(field)s is unknown") % {"field": label}
            if value
            else _("%(field)s is known") % {"field": label}
        )
    if info and info.type == "days":
        sentence = (
            _("%(field)s in the last %(days)s days")
            if op == "eq"
            else _("no %(field)s in the last %(days)s days")
        )
        return sentence % {"field": LABELLED[name][1], "days": value}
    words = choice_words(info)
    values = value if isinstance(value, list) else [value]
    joiner = " – " if op == "between" else pgettext("list", ", ")
    texts = joiner.join(words.get(str(one)) or _value(one) for one in values)
    return _("%(field)s %(operator)s %(value)s") % {
        "field": label,
        "operator": operator_of(op, info.type if info else ""),
        "value": texts,
    }


def _value(value: Any) -> str:
    day = display.day_of(value)
    return display.full_date(day, year=True) if day else str(value)


def choice_words(info: FieldInfo | None) -> dict[str, str]:
    """The word of each choice of a field, by its code."""
    return {str(code): str(word) for code, word in info.choices} if info else {}
