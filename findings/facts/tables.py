"""Lists of records as they are shown on a card: a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from common.display import NOTHING
from findings.facts.compound import Many, Record


@dataclass(frozen=True, slots=True)
class FactTable:
    """Records as they are shown: headings of the columns, and by row the name of what the record
    is of and its numbers as texts.
    """

    title: str
    headings: list[str]
    rows: list[tuple[str, list[str]]]


def table_of(fact: Many, records: Sequence[Mapping[str, Any]]) -> FactTable:
    """The records of a list, whose first part says what each is of."""
    parts = fact.each.parts if isinstance(fact.each, Record) else {}
    first, *_rest = parts
    shown = {name: part for name, part in parts.items() if part.figure is not None}
    return FactTable(
        str(fact.table),
        [str(part.figure.label) for part in shown.values() if part.figure],
        [
            (
                str(record[first]),
                [
                    NOTHING if record.get(name) is None else part.write(record[name])
                    for name, part in shown.items()
                ],
            )
            for record in records
        ],
    )
