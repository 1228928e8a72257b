"""One row of the file as one row to stage."""

from __future__ import annotations

from customers.enums import LinkKind, PartyKind
from customers.imports import values
from customers.imports.cells import BadCell, Cell, Row
from customers.imports.field_kinds import FileTerms
from customers.imports.fields import FIELDS, Parsed
from customers.imports.lookups import Lookups
from customers.imports.mapping import Columns, Mapping
from customers.imports.problems import RowProblem
from customers.kept_values import Kept, column_called


class RowReader:
    """Reads rows by a mapping. Made once per file; raises ``Unusable`` for a date format that says
    nothing.
    """

    def __init__(self, columns: Columns, mapping: Mapping, lookups: Lookups) -> None:
        self.columns, self.prefix = columns, mapping.number_prefix
        terms = FileTerms(lookups, mapping.date_format)
        self.plain = [
            (name, position, read(columns.names[position], terms))
            for name, position in columns.fields.items()
            if (read := FIELDS[name].read) is not None
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
                if name not in self.kept_found:
                    self.kept_found[name] = column_called(name)
                self.kept_found[name].see(value)
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
    if parsed.organisation is None and (parsed.role or parsed.title or parsed.decides):
        raise RowProblem("link-without-organisation")
    if parsed.organisation is not None and parsed.role is None:
        is_contact = parsed.title or parsed.decides
        parsed.role = LinkKind.KEY_CONTACT if is_contact else LinkKind.MEMBER
    if parsed.decides and parsed.role != LinkKind.KEY_CONTACT:
        raise RowProblem("place-without-contact")
    if parsed.marketing_name and parsed.marketing_customer is None:
        raise RowProblem("name-without-code")
    if parsed.unit is None and parsed.grid is not None:
        parsed.unit = parsed.grid.unit_id
