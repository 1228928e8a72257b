"""What a filter can ask of a customer: the fields, their types, and which values they take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from channels.enums import ContactClass
from channels.models import CustomerGroup, Product
from common.text import digits, has_hidden_characters, normalise
from customers.enums import KeptType, PartyKind
from customers.filter_sql import (
    AGREED,
    CLOSED,
    EQUALITY,
    LIST_OPS,
    ORDER,
    PLAIN_NUMBER,
    Compile,
    attribute,
    folded,
    held,
    reference,
    scalar,
    unit_or_below,
    wishes,
)
from customers.headers import kept_headers
from customers.models import GridUnit, KeptHeader
from organization.models import Unit

MAX_LIST = 10_000
MAX_TEXT = 200
ATTRIBUTE = "attributes."
Choices = Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field as a form or a client needs it. ``type`` is text, number, percent, date, choice or
    set.
    """

    name: str
    label: str | Promise
    type: str
    ops: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the filters use it: ``choices`` lists the values that exist, ``compile`` gives SQL
    for a valid value. One that is masked can be compared only by who may see it in clear.
    """

    name: str
    label: str | Promise
    type: str
    ops: tuple[str, ...]
    compile: Compile
    choices: Choices | None = None
    is_masked: bool = False

    @property
    def open_ops(self) -> tuple[str, ...]:
        """The comparisons for those who see it masked."""
        return ("is_null",) if self.is_masked else self.ops

    def info(self) -> FieldInfo:
        """As those need it who see it masked."""
        return FieldInfo(
            self.name,
            self.label,
            self.type,
            self.open_ops,
            tuple(self.choices()) if self.choices else (),
        )


class Known:
    """The fields that conditions may name; the columns that imports kept are read once, when the
    first is asked for.
    """

    @cached_property
    def kept(self) -> dict[str, Field]:
        return {row.name: kept_field(row) for row in kept_headers()}

    def get(self, name: str) -> Field | None:
        """The field of that name, if there is one."""
        if name.startswith(ATTRIBUTE):
            return self.kept.get(name.removeprefix(ATTRIBUTE))
        return FIELDS.get(name)

    def all(self) -> list[Field]:
        """Every field, the kept columns last."""
        return [*FIELDS.values(), *self.kept.values()]


def plain_fields() -> list[Field]:
    """All fields but the kept columns."""
    return list(FIELDS.values())


# Values
# ------------------------------------------------------------------------------


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


def kept_field(row: KeptHeader) -> Field:
    """The field of a column that imports kept: compared by size only where its values have one."""
    sized = () if row.type == KeptType.TEXT else ORDER
    label = row.name if row.type != KeptType.PERCENT else f"{row.name} (%)"
    ops = (*EQUALITY, *sized, "contains", "is_null")
    return Field(
        f"{ATTRIBUTE}{row.name}",
        label,
        row.type,
        ops,
        attribute(row.name, row.type),
        is_masked=row.is_masked,
    )


def lost_field(name: str) -> Field:
    """The field of a stored condition on a column that no import kept: it matches nobody."""
    return kept_field(KeptHeader(name=name.removeprefix(ATTRIBUTE)))


@dataclass(frozen=True, slots=True)
class Codes:
    """The rows of a model as choices, by their codes."""

    model: Any

    def __call__(self) -> list[tuple[str, str]]:
        return [(row.code, str(row)) for row in self.model.objects.all()]

    def known(self, codes: list[str]) -> set[str]:
        """Which of these codes exist; the others are not read."""
        return set(self.model.objects.filter(code__in=codes).values_list("code", flat=True))


def _kinds() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in PartyKind.choices]


def _ways() -> list[tuple[str, str]]:
    return [(str(one), str(one.label)) for one in ContactClass if one != ContactClass.NONE]


def _fields(*fields: Field) -> dict[str, Field]:
    return {field.name: field for field in fields}


CODE_OPS = (*EQUALITY, "is_null")
TEXT_OPS = (*EQUALITY, "contains", "is_null")
SPAN_OPS = (*EQUALITY, *ORDER, "is_null")

FIELDS: dict[str, Field] = _fields(
    Field("number", _("Customer number"), "text", CODE_OPS, scalar("c.number", "text")),
    Field(
        "name",
        _("Name"),
        "text",
        TEXT_OPS,
        folded("NULLIF(c.name, '')"),
        is_masked=True,
    ),
    Field(
        "organisation_name",
        _("Name of the organisation"),
        "text",
        TEXT_OPS,
        folded("CASE WHEN p.kind = 'organisation' THEN NULLIF(c.name, '') END"),
    ),
    Field(
        "kind", _("Person or organisation"), "choice", CODE_OPS, scalar("p.kind", "text"), _kinds
    ),
    Field(
        "group",
        _("Customer group"),
        "choice",
        CODE_OPS,
        reference("group_id", "channels_customergroup"),
        Codes(CustomerGroup),
    ),
    Field("tier", _("Tier"), "text", TEXT_OPS, folded("NULLIF(c.tier, '')")),
    Field(
        "arpu", _("Average monthly spend (CNY)"), "number", SPAN_OPS, scalar("c.arpu", "numeric")
    ),
    Field("joined_on", _("Customer since"), "date", SPAN_OPS, scalar("c.joined_on", "date")),
    Field("unit", _("Unit"), "choice", CODE_OPS, unit_or_below, Codes(Unit)),
    Field(
        "grid",
        _("Grid"),
        "choice",
        CODE_OPS,
        reference("grid_id", "customers_gridunit"),
        Codes(GridUnit),
    ),
    Field("products", _("Products held"), "set", TEXT_OPS, held, Codes(Product)),
    Field(
        "do_not_contact",
        _("Do not contact"),
        "set",
        CODE_OPS,
        wishes(CLOSED),
        _ways,
    ),
    Field("consent", _("Consent"), "set", CODE_OPS, wishes(AGREED), _ways),
)
