"""One declared fact under its name, and how it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from findings.facts.base import Fact


@dataclass(frozen=True, slots=True)
class Sides:
    """One fact of both plans: of the checked one and of the other."""

    own: Any
    other: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A declared fact; ``cases`` empty means every case of the rule."""

    name: str
    fact: Fact
    cases: frozenset[str] = frozenset()

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what it is stored: its name, or one key for each side, own first."""
        return (f"{self.name}_own", f"{self.name}_other") if self.fact.sides else (self.name,)

    def belongs_to(self, case: str) -> bool:
        return not self.cases or case in self.cases


def encoded(entry: Entry, value: Any) -> dict[str, Any]:
    is_of_both = isinstance(value, Sides)
    if is_of_both is not entry.fact.sides:
        raise TypeError(f"{entry.name} is told of both sides or of none, not as {value!r}")
    try:
        if not is_of_both:
            return {entry.name: entry.fact.encode(value)}
        both = zip(entry.keys, (value.own, value.other), strict=True)
        return {key: entry.fact.encode(one) for key, one in both}
    except TypeError as error:
        raise TypeError(f"{entry.name}: {error}") from error
