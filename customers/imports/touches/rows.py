"""One row of a file of what was done."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from channels.enums import ContactClass
from common import clock
from customers.enums import PROMISING, TAKING_BACK, TouchKind
from customers.imports import values
from customers.imports.cells import Row
from customers.imports.field_kinds import FileTerms
from customers.imports.lookups import Lookups
from customers.imports.mapping import Columns, Mapping
from customers.imports.problems import RowProblem
from customers.imports.touches.fields import FIELDS, NEEDED, ParsedTouch
from customers.kept_values import Kept
from customers.phones import mobile_of

OF_BENEFITS = frozenset({*PROMISING, *TAKING_BACK})
NO_LOOKUPS = Lookups({}, {}, {}, {})


class TouchReader:
    """Reads rows by a mapping; made once per file."""

    def __init__(self, columns: Columns, mapping: Mapping) -> None:
        self.columns, self.prefix, self.today = columns, mapping.number_prefix, clock.today()
        terms = FileTerms(NO_LOOKUPS, mapping.date_format)
        self.plain = [
            (name, position, read(columns.names[position], terms))
            for name, position in columns.fields.items()
            if (read := FIELDS[name].read) is not None
        ]
        self.number_at = columns.fields["number"]
        self.kept_found: dict[str, Kept] = {}

    def read(self, row: Row) -> ParsedTouch:
        """The row's values. Raises ``RowProblem``, or ``Unusable`` where a spreadsheet has lost the
        last digits of the numbers.
        """
        cells, width = row.cells, len(self.columns.headers)
        if len(cells) > width and any(cell not in (None, "") for cell in cells[width:]):
            raise RowProblem("too-many-cells")
        if len(cells) < width:
            cells = [*cells, *[None] * (width - len(cells))]
        header = self.columns.names[self.number_at]
        written = values.exact_text(cells[self.number_at], header, row.number)
        if written and written == self.columns.headers[self.number_at]:
            raise RowProblem("repeats-header")
        said: dict[str, Any] = {"number": written} if written else {}
        for name, position, convert in self.plain:
            value = convert(cells[position])
            if value is not None:
                said[name] = value
        for name in NEEDED:
            if name not in said:
                place = self.columns.fields[name]
                raise RowProblem("missing-value", column=self.columns.names[place])
        check(said, self.today)
        said.setdefault("key", key_of(said))
        phone = mobile_of(written)
        said["number"] = written if phone else values.number_of(written, self.prefix)
        return ParsedTouch(**said, phone=phone or None)


def key_of(said: dict[str, Any]) -> str:
    """By what a row without a key is known: all that it says, so that the same file twice tells
    nothing twice.
    """
    text = repr(sorted((name, str(value)) for name, value in said.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def check(said: dict[str, Any], today: dt.date) -> None:
    """What the cells of a row say together. Raises ``RowProblem``."""
    if said["happened_on"] > today:
        raise RowProblem("in-the-future")
    way = said.get("contact_class", ContactClass.NONE)
    if said["kind"] == TouchKind.CONTACT and way == ContactClass.NONE:
        raise RowProblem("contact-without-way")
    if said["kind"] in OF_BENEFITS and "benefit_kind" not in said:
        raise RowProblem("benefit-without-kind")
