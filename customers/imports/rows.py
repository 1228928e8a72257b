"""One row of the file as one row to stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from channels.models import CustomerGroup, Product
from customers.enums import LinkKind, PartyKind
from customers.imports import values
from customers.imports.mapping import Columns, Mapping
from customers.imports.problems import RowProblem
from customers.imports.tables import BadCell, Cell, Row
from customers.kept_values import Kept
from customers.models import GridUnit
from organization.models import Unit


@dataclass(frozen=True, slots=True)
class ProductRef:
    id: int
    exclusive_group: str


@dataclass(frozen=True, slots=True)
class GridRef:
    id: int
    unit_id: int


@dataclass(frozen=True, slots=True)
class Lookups:
    """Everything that cells may name, by code and, where it is unique, by name; None stands for a
    name of several.
    """

    groups: dict[str, Any]
    units: dict[str, Any]
    grids: dict[str, Any]
    products: dict[str, Any]


def by_code_and_name(rows: Iterable[tuple[Any, str, str, str]]) -> dict[str, Any]:
    """(value, code, name, English name) → value by each of them; a code goes before a name."""
    found: dict[str, Any] = {}
    codes: dict[str, Any] = {}
    for value, code, name, name_en in rows:
        codes[code] = value
        for word in {name, name_en} - {""}:
            found[word] = None if word in found else value
    return found | codes


def load_lookups() -> Lookups:
    """In four queries."""
    groups = CustomerGroup.objects.values_list("id", "code", "name", "name_en")
    units = Unit.objects.values_list("id", "code", "name", "name_en")
    grids = GridUnit.objects.values_list("id", "code", "name", "unit_id")
    products = Product.objects.values_list("id", "code", "name", "name_en", "exclusive_group")
    return Lookups(
        groups=by_code_and_name(groups),
        units=by_code_and_name(units),
        grids=by_code_and_name(
            (GridRef(key, unit), code, name, "") for key, code, name, unit in grids
        ),
        products=by_code_and_name(
            (ProductRef(key, group), code, name, name_en)
            for key, code, name, name_en, group in products
        ),
    )


@dataclass(slots=True)
class Parsed:
    """A row's values; None where the file says nothing."""

    number: str
    name: str | None = None
    phone: str | None = None
    kind: str | None = None
    group: int | None = None
    tier: str | None = None
    arpu: Decimal | None = None
    joined_on: dt.date | None = None
    unit: int | None = None
    grid: GridRef | None = None
    product: ProductRef | None = None
    holding_starts_on: dt.date | None = None
    holding_ends_on: dt.date | None = None
    organisation: str | None = None
    organisation_name: str | None = None
    role: str | None = None
    title: str | None = None
    do_not_contact: tuple[str, ...] | None = None
    consent: tuple[str, ...] | None = None
    attributes: dict[str, str] | None = None


class RowReader:
    """Reads rows by a mapping. Made once per file; raises ``Unusable`` for a date format that says
    nothing.
    """

    def __init__(self, columns: Columns, mapping: Mapping, lookups: Lookups) -> None:
        self.columns, self.prefix = columns, mapping.number_prefix
        headers = {name: columns.names[position] for name, position in columns.fields.items()}
        converters = {
            "name": lambda column: values.text(column, 120),
            "kind": lambda column: values.one_of(column, values.KINDS),
            "group": lambda column: values.one_of(column, lookups.groups),
            "tier": lambda column: values.text(column, 20),
            "arpu": values.amount,
            "joined_on": lambda column: values.date(column, mapping.date_format),
            "unit": lambda column: values.one_of(column, lookups.units),
            "grid": lambda column: values.one_of(column, lookups.grids),
            "product": lambda column: values.one_of(column, lookups.products),
            "holding_starts_on": lambda column: values.date(column, mapping.date_format),
            "holding_ends_on": lambda column: values.date(column, mapping.date_format),
            "organisation_name": lambda column: values.text(column, 120),
            "role": lambda column: values.one_of(column, values.ROLES),
            "title": lambda column: values.text(column, 60),
            "do_not_contact": lambda column: values.contact_classes(column, ("",)),
            "consent": lambda column: values.contact_classes(column, values.AGREEABLE),
        }
        self.plain = [
            (name, columns.fields[name], converters[name](headers[name]))
            for name in columns.fields
            if name in converters
        ]
        self.kept = [
            (position, name, values.text(name, values.MAX_ATTRIBUTE))
            for position, name in columns.kept
        ]
        self.kept_found: dict[str, Kept] = {}
        self.number_header = columns.headers[columns.fields["number"]]

    def read(self, row: Row) -> Parsed:
        """The row's values. Raises ``RowProblem``, or ``Unusable`` where the column as a whole is
        damaged.
        """
        cells, width = row.cells, len(self.columns.headers)
        if len(cells) > width and any(cell not in (None, "") for cell in cells[width:]):
            raise RowProblem("too-many-cells")
        if len(cells) < width:
            cells = [*cells, *[None] * (width - len(cells))]
        written = self._exact("number", cells, row)
        if written and written == self.number_header:
            raise RowProblem("repeats-header")
        parsed = Parsed(values.number_of(written, self.prefix))
        for name, position, convert in self.plain:
            setattr(parsed, name, convert(cells[position]))
        if "phone" in self.columns.fields:
            parsed.phone = values.phone_of(
                self._exact("phone", cells, row), self.columns.names[self.columns.fields["phone"]]
            )
        if "organisation" in self.columns.fields and (
            number := self._exact("organisation", cells, row)
        ):
            parsed.organisation = values.number_of(number, self.prefix)
        if self.kept:
            parsed.attributes = {
                name: value
                for position, name, convert in self.kept
                if not is_error(cells[position]) and (value := convert(cells[position])) is not None
            }
            for name, value in parsed.attributes.items():
                self.kept_found.setdefault(name, Kept()).see(value)
        check(parsed)
        return parsed

    def _exact(self, name: str, cells: list[Cell], row: Row) -> str:
        position = self.columns.fields[name]
        return values.exact_text(cells[position], self.columns.names[position], row.number)


def is_error(cell: Cell) -> bool:
    """Whether a cell says that there is no value, as ``#DIV/0!``. A field of the customer may not
    hold that; a kept column has nothing to say of them then.
    """
    return isinstance(cell, BadCell) and cell.case == "error-cell"


def check(parsed: Parsed) -> None:
    """What the cells of a row say together. Raises ``RowProblem``."""
    if parsed.product is None and (parsed.holding_starts_on or parsed.holding_ends_on):
        raise RowProblem("holding-without-product")
    if (
        parsed.holding_starts_on
        and parsed.holding_ends_on
        and parsed.holding_ends_on < parsed.holding_starts_on
    ):
        raise RowProblem("dates-reversed")
    if parsed.organisation is not None and parsed.kind == PartyKind.ORGANISATION:
        raise RowProblem("organisation-in-organisation")
    if parsed.organisation is None and (parsed.role or parsed.title):
        raise RowProblem("link-without-organisation")
    if parsed.organisation is not None and parsed.role is None:
        parsed.role = LinkKind.KEY_CONTACT if parsed.title else LinkKind.MEMBER
    if parsed.unit is None and parsed.grid is not None:
        parsed.unit = parsed.grid.unit_id
