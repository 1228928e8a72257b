"""Comparing many records: which pairs are looked at, what each scores, and what that comes to.

Pure functions over plain records; nothing here knows a table.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from customers.matching.fields import Agreement, Field
from customers.matching.outcomes import Outcome

Key = int
Values = Mapping[str, str]
Keys = Callable[[Values], Iterable[str]]
MOST_IN_BLOCK = 60
NEVER_RARE = 32.0  # bits: of a value that nobody else has


@dataclass(frozen=True, slots=True)
class Schema:
    """What records of a kind are compared by. A pair of at least ``same`` bits is one, of at least
    ``review`` bits is asked. ``keys`` names the blocks of a record: only records that share one are
    compared, and a block of more than ``block`` records says nothing.
    """

    fields: Sequence[Field]
    keys: Keys
    same: float
    review: float
    block: int = MOST_IN_BLOCK


@dataclass(frozen=True, slots=True)
class Pair:
    """Two compared records; ``evidence`` is how each field that both have compares."""

    left: Key
    right: Key
    score: float
    outcome: Outcome
    evidence: Mapping[str, Agreement]

    @property
    def contradicts(self) -> bool:
        return Agreement.CONTRADICTS in self.evidence.values()


@dataclass(slots=True)
class Index:
    """Records by key, their blocks, and how often each value occurs."""

    schema: Schema
    records: dict[Key, Values] = field(default_factory=dict)
    blocks: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, key: Key, values: Values) -> None:
        self.records[key] = values
        for block in set(self.schema.keys(values)):
            self.blocks[block].append(key)
        for one in self.schema.fields:
            if value := values.get(one.name, ""):
                self.counts[one.name][value] += 1

    def candidates(self, key: Key) -> set[Key]:
        """The records that share a block with this one which is not too common to say anything."""
        found: set[Key] = set()
        for block in set(self.schema.keys(self.records[key])):
            others = self.blocks[block]
            if len(others) <= self.schema.block:
                found.update(others)
        found.discard(key)
        return found

    def rarity(self, name: str, *values: str) -> float:
        """Bits that an agreement in these values is worth: the commonest of them decides."""
        most = max(self.counts[name][value] for value in values)
        return min(math.log2(max(len(self.records), 2**10) / max(most - 1, 0.02)), NEVER_RARE)

    def compare(self, left: Key, right: Key) -> Pair:
        """What two records come to."""
        first, second = self.records[left], self.records[right]
        score, evidence = 0.0, {}
        for one in self.schema.fields:
            here, there = first.get(one.name, ""), second.get(one.name, "")
            agreement, alike = one.agreement(here, there)
            if agreement == Agreement.UNKNOWN:
                continue
            evidence[one.name] = agreement
            rarity = NEVER_RARE if one.is_name else self.rarity(one.name, here, there)
            score += one.weight(agreement, alike, rarity)
        return Pair(left, right, round(score, 2), self._outcome(score, evidence), evidence)

    def _outcome(self, score: float, evidence: Mapping[str, Agreement]) -> Outcome:
        if Agreement.CONTRADICTS in evidence.values():
            return Outcome.DIFFERENT
        if score >= self.schema.same:
            return Outcome.SAME
        return Outcome.REVIEW if score >= self.schema.review else Outcome.DIFFERENT


def compared(index: Index, among: Iterable[Key] | None = None) -> Iterator[Pair]:
    """Every pair of candidates once; of those of which one is ``among`` the given, if any are."""
    wanted = set(index.records if among is None else among)
    for key in sorted(wanted):
        for other in index.candidates(key):
            if other not in wanted or key < other:
                yield index.compare(*sorted((key, other)))
