"""What a filter can ask of a customer: the fields, their types, and which values they take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from channels.enums import ContactClass
from channels.models import CustomerGroup, Product
from customers.enums import KeptType, PartyKind
from customers.filter_looks import (
    Always,
    ByKind,
    BySize,
    ByValue,
    Look,
    Nowhere,
    OfOrganisations,
    Present,
    codes,
    texts,
    units,
)
from customers.filter_sql import (
    AGREED,
    CLOSED,
    EQUALITY,
    ORDER,
    Compile,
    apart,
    attribute,
    folded,
    held,
    reference,
    scalar,
    unit_or_below,
    wishes,
    written_as,
)
from customers.filter_touches import LABELLED, label_of
from customers.headers import kept_headers
from customers.index import attributes as kept
from customers.index.attributes import SIZED
from customers.models import GridUnit, KeptHeader
from customers.wish_looks import Wishes, agreed_to, closed_to
from organization.models import Unit

ATTRIBUTE = "attributes."
Choices = Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field as a form or a client needs it. ``type`` is text, number, percent, date, choice,
    set, or days: what was done within so many.
    """

    name: str
    label: str | Promise
    type: str
    ops: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the filters use it: ``choices`` lists the values that exist, ``look`` answers from
    the index, ``compile`` gives SQL for a valid value. One that is masked can be compared only by
    who may see it in clear.
    """

    name: str
    label: str | Promise
    type: str
    ops: tuple[str, ...]
    compile: Compile
    choices: Choices | None = None
    is_masked: bool = False
    look: Look = Nowhere()  # noqa: RUF009 - frozen

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
        look=kept_look(row),
    )


def kept_look(row: KeptHeader) -> Look:
    """A kept column by its values; one with very many by their size, if they have one."""
    name = f"{ATTRIBUTE}{row.name}"
    if not row.is_wide:
        return ByValue(name, texts(written_as(row.type, "e.value", [])))
    if row.type == KeptType.TEXT:
        return Present(name)
    return BySize(f"{name}{SIZED}", is_day=row.type == KeptType.DATE)


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
DAYS_OPS = ("eq", "ne")
TEXT_OPS = (*EQUALITY, "contains", "is_null")
SPAN_OPS = (*EQUALITY, *ORDER, "is_null")

FIELDS: dict[str, Field] = _fields(
    Field(
        "number",
        _("Customer number"),
        "text",
        CODE_OPS,
        scalar("c.number", "text"),
        look=Always(),
    ),
    Field(
        "name",
        _("Name"),
        "text",
        TEXT_OPS,
        folded("NULLIF(c.name, '')"),
        is_masked=True,
        look=Present(kept.NAME),
    ),
    Field(
        "organisation_name",
        _("Name of the organisation"),
        "text",
        TEXT_OPS,
        folded("CASE WHEN p.kind = 'organisation' THEN NULLIF(c.name, '') END"),
        look=OfOrganisations(),
    ),
    Field(
        "kind",
        _("Person or organisation"),
        "choice",
        CODE_OPS,
        scalar("p.kind", "text"),
        _kinds,
        look=ByKind(),
    ),
    Field(
        "group",
        _("Customer group"),
        "choice",
        CODE_OPS,
        reference("group_id", "channels_customergroup"),
        Codes(CustomerGroup),
        look=ByValue(kept.GROUP, codes("channels_customergroup")),
    ),
    Field(
        "tier",
        _("Tier"),
        "text",
        TEXT_OPS,
        folded("NULLIF(c.tier, '')"),
        look=ByValue(kept.TIER, texts(folded("e.value"))),
    ),
    Field(
        "arpu",
        _("Average monthly spend (yuan)"),
        "number",
        SPAN_OPS,
        scalar("c.arpu", "numeric"),
        look=BySize(kept.ARPU),
    ),
    Field(
        "joined_on",
        _("Customer since"),
        "date",
        SPAN_OPS,
        scalar("c.joined_on", "date"),
        look=BySize(kept.JOINED_ON, is_day=True),
    ),
    Field(
        "unit",
        _("Unit"),
        "choice",
        CODE_OPS,
        unit_or_below,
        Codes(Unit),
        look=ByValue(kept.UNIT, units),
    ),
    Field(
        "grid",
        _("Grid"),
        "choice",
        CODE_OPS,
        reference("grid_id", "customers_gridunit"),
        Codes(GridUnit),
        look=ByValue(kept.GRID, codes("customers_gridunit")),
    ),
    Field(
        "products",
        _("Products held"),
        "set",
        TEXT_OPS,
        held,
        Codes(Product),
        look=ByValue(kept.PRODUCTS, codes("channels_product")),
    ),
    Field(
        "do_not_contact",
        _("Do not contact"),
        "set",
        CODE_OPS,
        wishes(CLOSED),
        _ways,
        look=Wishes(closed_to, (kept.CLOSED,)),
    ),
    Field(
        "consent",
        _("Consent"),
        "set",
        CODE_OPS,
        wishes(AGREED),
        _ways,
        look=Wishes(agreed_to, (kept.AGREED, kept.WITHDRAWN)),
    ),
    *(Field(name, label_of(name), "days", DAYS_OPS, apart) for name in LABELLED),
)
