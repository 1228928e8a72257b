"""Filters as people and clients write them: what is wrong with one, and its canonical form."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.filter_fields import FieldInfo, Known
from customers.filter_values import clean_value
from customers.masking import looks_like_phone

MASKED = _("Conditions on names, phones and certificates need the right to see them.")
MAX_DEPTH = 5
MAX_CONDITIONS = 200


def filter_fields() -> list[FieldInfo]:
    """Every field that a filter may use, with the choices that exist now and the columns that
    imports kept.
    """
    return [field.info() for field in Known().all()]


@dataclass(slots=True)
class Reading:
    """What is read of a filter: the fields that there are, whether masked ones may be compared, how
    many conditions came so far and what is wrong.
    """

    sees_masked: bool
    known: Known = dataclass_field(default_factory=Known)
    count: int = 0
    errors: dict[str, list[ValidationError]] = dataclass_field(default_factory=dict)


def parse_filter(tree: Any, *, path: str = "filter", sees_masked: bool = False) -> dict[str, Any]:
    """The filter in its canonical form, which can be stored and evaluated. Names, and kept columns
    that hold names, phones or certificates, may be compared only where ``sees_masked``.

    Raises ``ValidationError`` whose keys say where, as ``filter.all.0.value``.
    """
    reading = Reading(sees_masked)
    parsed = _parse(tree, path, 0, reading)
    errors = reading.errors
    if reading.count > MAX_CONDITIONS:
        errors[path] = [
            ValidationError(
                _("At most %(most)s conditions."), code="too_many", params={"most": MAX_CONDITIONS}
            )
        ]
    if errors:
        raise ValidationError(errors)
    return parsed


def _parse(node: Any, path: str, depth: int, reading: Reading) -> dict[str, Any]:
    def wrong(where: str, message: Any, code: str = "invalid") -> dict[str, Any]:
        reading.errors.setdefault(where, []).append(ValidationError(message, code=code))
        return {}

    reading.count += 1
    if reading.count > MAX_CONDITIONS:
        return {}
    if not isinstance(node, dict) or not node:
        return wrong(path, _("Write an object with all, any or not, or with field, op and value."))
    key = next(iter(node))
    if key in {"all", "any", "not"}:
        if len(node) != 1:
            return wrong(path, _("Only one of all, any and not can stand here."))
        if depth == MAX_DEPTH:
            return wrong(path, _("Nested too deeply."), "too_deep")
        if key == "not":
            return {"not": _parse(node[key], f"{path}.not", depth + 1, reading)}
        if not isinstance(node[key], list) or not node[key]:
            return wrong(f"{path}.{key}", _("A list with at least one condition."))
        return {
            key: [
                _parse(child, f"{path}.{key}.{n}", depth + 1, reading)
                for n, child in enumerate(node[key])
            ]
        }
    return _condition(node, path, reading, wrong)


def _condition(node: dict[str, Any], path: str, reading: Reading, wrong: Any) -> dict[str, Any]:
    if unknown := [str(name)[:80] for name in node if name not in {"field", "op", "value"}]:
        return wrong(f"{path}.{unknown[0]}", _("Unknown or read-only field."), "unknown")
    field = reading.known.get(node["field"]) if isinstance(node.get("field"), str) else None
    if field is None:
        return wrong(f"{path}.field", _("No filter field of this name."), "unknown")
    op = node.get("op")
    if not isinstance(op, str) or op not in field.ops:
        return wrong(f"{path}.op", _("This field cannot be compared that way."), "unknown")
    if not reading.sees_masked and op not in field.open_ops:
        return wrong(f"{path}.field", MASKED, "masked")
    if "value" not in node and op != "is_null":
        return wrong(f"{path}.value", _("A value is needed."), "required")
    try:
        value = clean_value(field, op, node.get("value", True))
    except ValidationError as error:
        return wrong(f"{path}.value", error.messages[0], error.code or "invalid")
    if field.name == "number" and not reading.sees_masked and any_phone(value):
        return wrong(f"{path}.value", MASKED, "masked")
    return {"field": field.name, "op": op, "value": value}


def any_phone(value: Any) -> bool:
    """Whether one of the numbers of a condition is a phone."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and looks_like_phone(one) for one in values)
