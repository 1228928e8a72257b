"""What a rule declares of its findings: the facts of each case. From the declaration follow their
check, their JSON, their words, the view from the other side and the figures of the card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from campaigns.plan_view.formatting import joined
from findings.facts.base import Fact, Figure, Names, Noun
from findings.facts.codes import PLAN, UNIT, Code, Word
from findings.facts.compound import Many, Per, Record
from findings.facts.entries import Entry, encoded
from findings.facts.kinds import Persons, Pieces
from findings.facts.tables import FactTable, table_of

MOST_FIGURES = 4
NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Crowds:
    """What a card draws of both plans: the persons shared, and how many each has in all, if the
    facts say so.
    """

    shared: int
    own: int | None
    other: int | None


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan that facts name, with what they count of it; empty where they only name it."""

    code: str
    number: str
    counted: str


class Facts:
    """The declared facts of a rule, in the order in which their figures are shown.

    ``Facts(points=Count(), …)`` holds for every case, ``.only("branch")`` for some; ``a + b`` joins
    two. A name stands once in a case.
    """

    def __init__(self, **facts: Fact) -> None:
        self.entries = tuple(Entry(name, fact) for name, fact in facts.items())

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        return {entry.name: entry for entry in self.entries}

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Facts:
        made = cls()
        made.entries = tuple(entries)
        return made

    def only(self, *cases: str) -> Facts:
        return Facts.of(replace(entry, cases=frozenset(cases)) for entry in self.entries)

    def __add__(self, other: Facts) -> Facts:
        return Facts.of((*self.entries, *other.entries))

    def of_case(self, case: str) -> Facts:
        """What a finding of this case carries."""
        return Facts.of(entry for entry in self.entries if entry.belongs_to(case))

    def summary(self) -> str:
        """All facts in one line: key, kind and cases."""
        return "; ".join(
            f"{', '.join(f'`{key}`' for key in entry.keys)} {entry.fact.holds}"
            + (f" ({', '.join(sorted(entry.cases))})" if entry.cases else "")
            for entry in self.entries
        )

    def encode(self, values: Mapping[str, Any], *, is_whole: bool = True) -> dict[str, Any]:
        """The values as they are stored. Raises ``TypeError`` for a fact that is not declared or of
        another kind, and, unless ``is_whole`` is False, for one that is missing.
        """
        if unknown := values.keys() - self.by_name.keys():
            raise TypeError(f"not declared: {', '.join(sorted(unknown))}")
        stored: dict[str, Any] = {}
        for entry in self.entries if is_whole else map(self.by_name.__getitem__, values):
            if entry.name in values:
                stored |= encoded(entry, values[entry.name])
            elif is_whole and not entry.fact.optional:
                raise TypeError(f"declared, but missing: {entry.name}")
        return stored

    def stored(self, values: Mapping[str, Any]) -> Iterator[tuple[Entry, str, Any]]:
        """The declared facts among stored ones, each with its key and value."""
        for entry in self.entries:
            for key in entry.keys:
                if key in values:
                    yield entry, key, values[key]

    def decode(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Stored values as Python knows them; codes stay codes."""
        return {
            key: None if value is None else entry.fact.decode(value)
            for entry, key, value in self.stored(values)
        }

    def read(self, values: Mapping[str, Any], names: Names) -> dict[str, Any]:
        """Stored values as they stand in a sentence."""
        return {
            key: None if value is None else entry.fact.read(value, names)
            for entry, key, value in self.stored(values)
        }

    def codes(self, values: Mapping[str, Any]) -> Iterator[tuple[Noun, str]]:
        """The codes that stored values speak of."""
        for entry, _key, value in self.stored(values):
            if value is not None:
                yield from entry.fact.codes(value)

    def seen_from(self, values: Mapping[str, Any], *, is_checked_side: bool) -> dict[str, Any]:
        """Stored facts as one side sees them: for the other one, own and other change places."""
        seen = dict(values)
        if is_checked_side:
            return seen
        for entry in self.entries:
            if entry.fact.sides:
                for key, mirrored in zip(entry.keys, reversed(entry.keys), strict=True):
                    seen.pop(key, None)
                    if mirrored in values:
                        seen[key] = values[mirrored]
        return seen

    def figures(
        self,
        values: Mapping[str, Any],
        names: Names,
        *,
        beside: Mapping[str, str],
        measure: str = "",
    ) -> list[dict[str, Any]]:
        """The first few figures of stored facts: label, value, unit and note as texts. ``beside``
        are texts for notes that the facts alone cannot tell, ``measure`` is what pieces are called.
        """
        read = {
            key: (entry.fact, entry.fact.read(value, names))
            for entry, key, value in self.stored(values)
            if value not in NOTHING
        }
        written = dict(beside) | {key: fact.write(value) for key, (fact, value) in read.items()}
        return [
            {
                "label": figure.label,
                "value": written[key],
                "unit": _unit(fact, figure, measure),
                "note": _note(fact, figure, value, written),
            }
            for key, (fact, value) in read.items()
            if (figure := fact.figure) is not None and (value or not figure.hides_zero)
        ][:MOST_FIGURES]

    def tables(self, values: Mapping[str, Any], names: Names) -> Iterator[FactTable]:
        """The lists of records that are shown as tables: what each record is of, then its parts
        that have a figure.
        """
        for entry, _key, value in self.stored(values):
            if isinstance(entry.fact, Many) and entry.fact.table and value:
                yield table_of(entry.fact, entry.fact.read(value, names))

    def crowds(self, values: Mapping[str, Any]) -> Crowds | None:
        """The persons whom both plans share, with what each plan has in all; None without any."""
        whole: tuple[Any, ...] = (None, None)
        shared = None
        for entry in self.entries:
            if isinstance(entry.fact, Persons) and entry.fact.is_shared:
                shared = values.get(entry.name)
            elif isinstance(entry.fact, Persons) and entry.fact.is_whole:
                whole = tuple(values.get(key) for key in entry.keys)
        return None if shared is None else Crowds(shared, *whole)

    def plans(self, values: Mapping[str, Any]) -> list[NamedPlan]:
        """The plans that stored facts name, with the number told of each; every plan once."""
        found: dict[str, NamedPlan] = {}
        for entry, _key, value in self.stored(values):
            for code, number in _numbers_by_plan(entry.fact, value):
                if code not in found or (number and not found[code].number):
                    found[code] = NamedPlan(code, number, str(entry.fact.counted))
        return list(found.values())

    def rankings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The facts by which findings that are else alike are ordered: key, values worst first."""
        for entry in self.entries:
            if isinstance(entry.fact, Word) and entry.fact.is_ranked:
                yield entry.name, tuple(entry.fact.words)

    def persons_by_unit(self, values: Mapping[str, Any]) -> Mapping[str, int]:
        """How many of the persons live in each unit, by code; empty where the facts do not say."""
        for entry in self.entries:
            fact = entry.fact
            if isinstance(fact, Per) and fact.by == UNIT and isinstance(fact.each, Persons):
                found: Mapping[str, int] = values.get(entry.name, {})
                return found
        return {}


def _numbers_by_plan(fact: Fact, value: Any) -> Iterator[tuple[str, str]]:
    """The plans of one stored fact: a number for each, records of a plan and its number, or only
    their codes.
    """
    match fact:
        case Per(by=by, each=each) if by == PLAN:
            yield from ((code, each.write(each.decode(one))) for code, one in value.items())
        case Many(each=Record(parts={"campaign": Code(), **numbers})) if len(numbers) == 1:
            ((name, number),) = numbers.items()
            yield from ((one["campaign"], number.write(one[name])) for one in value)
        case Many(each=each) if each == PLAN:
            yield from ((code, "") for code in value)


def _unit(fact: Fact, figure: Figure, measure: str) -> Any:
    if figure.unit is not None:
        return figure.unit
    return measure if measure and isinstance(fact, Pieces) else fact.unit


def _note(fact: Fact, figure: Figure, value: Any, written: Mapping[str, str]) -> str:
    if figure.note is not None:
        return figure.note.say(written)
    return joined(value) if isinstance(fact, Many) else ""
