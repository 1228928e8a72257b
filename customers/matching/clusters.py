"""From pairs to clusters: who is one where merges chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from customers.matching.engine import Key, Pair
from customers.matching.outcomes import Outcome

# One person has a handful of accounts; more come from a value that many share by mistake.
MOST_OF_ONE = 12
Contradict = Callable[[Key, Key], bool]


@dataclass(slots=True)
class Clusters:
    """Records joined so far; ``root`` of a cluster is its smallest key."""

    _root: dict[Key, Key] = field(default_factory=dict)
    _members: dict[Key, set[Key]] = field(default_factory=dict)

    def root(self, key: Key) -> Key:
        return self._root.get(key, key)

    def members(self, key: Key) -> set[Key]:
        return self._members.get(self.root(key), {key})

    def join(self, left: Key, right: Key) -> None:
        """Make one cluster of two."""
        together = self.members(left) | self.members(right)
        for old in (self.root(left), self.root(right)):
            self._members.pop(old, None)
        root = min(together)
        for key in together:
            self._root[key] = root
        self._members[root] = together

    def all(self) -> Mapping[Key, set[Key]]:
        """The clusters of more than one record, by their root."""
        return self._members


def clusters_of(links: Iterable[tuple[Key, Key]]) -> Clusters:
    """The clusters that links make, whatever their order."""
    found = Clusters()
    for left, right in links:
        found.join(left, right)
    return found


def settled(
    pairs: Iterable[Pair],
    *,
    contradict: Contradict,
    start: Iterable[tuple[Key, Key]] = (),
    most: int = MOST_OF_ONE,
) -> Sequence[Pair]:
    """The pairs with the outcome that they have together, the strongest first: a merge that would
    bring contradicting records into one cluster by way of others, or make a cluster of more than
    ``most``, is asked instead. ``contradict`` says whether two records cannot be one; ``start``
    are the links that stand already.
    """
    joined = clusters_of(start)
    result: list[Pair] = []
    ordered = sorted(pairs, key=lambda one: (-one.score, one.left, one.right))
    for pair in without_bridges(ordered, start=joined):
        if pair.outcome != Outcome.SAME or joined.root(pair.left) == joined.root(pair.right):
            result.append(pair)
            continue
        left, right = joined.members(pair.left), joined.members(pair.right)
        if len(left) + len(right) > most or any(
            contradict(here, there) for here in left for there in right
        ):
            result.append(replace(pair, outcome=Outcome.REVIEW))
            continue
        joined.join(pair.left, pair.right)
        result.append(pair)
    return result


def without_bridges(pairs: Sequence[Pair], *, start: Clusters) -> Sequence[Pair]:
    """The pairs, those of a record asked that would merge with two which are not one themselves:
    nothing says which of them is meant.
    """
    same = {(pair.left, pair.right) for pair in pairs if pair.outcome == Outcome.SAME}
    partners: dict[Key, list[Key]] = defaultdict(list)
    for left, right in same:
        partners[left].append(right)
        partners[right].append(left)
    bridges = {
        key
        for key, others in partners.items()
        if any(
            tuple(sorted(two)) not in same and start.root(two[0]) != start.root(two[1])
            for two in combinations(others, 2)
        )
    }
    return [
        replace(pair, outcome=Outcome.REVIEW)
        if pair.outcome == Outcome.SAME and bridges & {pair.left, pair.right}
        else pair
        for pair in pairs
    ]
