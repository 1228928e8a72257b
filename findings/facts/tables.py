"""Lists of records as they are shown on a card: a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from common.display import NOTHING
from findings.facts.base import Fact
from findings.facts.compound import Many, Record
from findings.facts.kinds import Count, Money, Number, Signed

# A text, and whether it is a number.
Cell = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class FactTable:
    """Records as they are shown: the heading of what each is of (empty: a plan) and of the other
    columns, and by row its name and the others.
    """

    title: str
    of: str
    headings: list[Cell]
    rows: list[tuple[str, list[Cell]]]


def table_of(fact: Many, records: Sequence[Mapping[str, Any]]) -> FactTable:
    """The records of a list, whose first part says what each is of."""
    parts = fact.each.parts if isinstance(fact.each, Record) else {}
    first, *others = parts
    of = parts[first].figure
    shown = {name: parts[name] for name in others if parts[name].figure is not None}
    return FactTable(
        str(fact.table),
        str(of.label) if of else "",
        [(str(part.figure.label), is_number(part)) for part in shown.values() if part.figure],
        [
            (
                NOTHING if record[first] is None else str(record[first]),
                [(cell(part, record.get(name)), is_number(part)) for name, part in shown.items()],
            )
            for record in records
        ],
    )


def cell(part: Fact, value: Any) -> str:
    return NOTHING if value is None else part.write(value)


def is_number(part: Fact) -> bool:
    return isinstance(part, Count | Signed | Number | Money)
