"""Which registered company a short name means: one beyond doubt, a few to be asked, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from customers.matching.companies import FullName, ShortName, full_name, runs, short_name
from customers.matching.outcomes import Outcome

MOST_ASKED = 3  # candidates that a person can look through for one name
COMMON = 60  # companies that share a pair of characters that says nothing any more


@dataclass(frozen=True, slots=True)
class Answer:
    """The candidates (places in the list of registered names), best first; one only where the
    outcome is *same*.
    """

    outcome: Outcome
    candidates: Sequence[int]


class ShortNames:
    """The registered names that short names are looked up among."""

    def __init__(self, names: Iterable[str]) -> None:
        self.full: list[FullName] = [full_name(name) for name in names]
        self._pairs: dict[str, set[int]] = defaultdict(set)
        self._firsts: dict[str, set[int]] = defaultdict(set)
        self._exact: dict[str, set[int]] = defaultdict(set)
        for place, full in enumerate(self.full):
            self._exact[full.text].add(place)
            for at in range(len(full.core) - 1):
                self._pairs[full.core[at : at + 2]].add(place)
            for start in full.starts:
                self._firsts[full.core[start]].add(place)

    def answer(self, name: str) -> Answer:
        """Same where the own name begins with the short name's first two characters, all of its
        characters follow in order, and no other registered name could be shortened to it in any
        way; else the few that could be meant are to be asked.
        """
        short = short_name(name)
        if equal := self._exact.get(short.text):
            outcome = Outcome.SAME if len(equal) == 1 else Outcome.REVIEW
            return Answer(outcome, sorted(equal))
        ranked = self._ranked(short)
        could = [place for rank, place in ranked if rank <= _LOOSE]
        if len(could) == 1 and ranked[0][0] == _ANCHORED and not short.is_cut:
            return Answer(Outcome.SAME, could)
        asked = [place for _rank, place in ranked[:MOST_ASKED]]
        return Answer(Outcome.REVIEW if asked else Outcome.DIFFERENT, asked)

    def _ranked(self, short: ShortName) -> list[tuple[int, int]]:
        """Who could be meant, the likeliest first, each with a rank."""
        core = short.core
        found: dict[int, int] = {}
        for place in self._firsts.get(core[0], ()):
            if any(runs(core, self.full[place].core, at) for at in self.full[place].starts):
                found[place] = _LOOSE
        for place in self._pairs.get(core[:2], ()):
            found[place] = min(self._rank(core, self.full[place]), found.get(place, _SHARING))
        for place in self._by_rest(short.without_initial):
            found.setdefault(place, _SHARING)
        if len(found) < MOST_ASKED:
            for at in range(1, len(core) - 1):
                sharing = self._pairs.get(core[at : at + 2], ())
                for place in sharing if len(sharing) <= COMMON else ():
                    found.setdefault(place, _RELATED)
        return sorted(
            ((rank, place) for place, rank in found.items()),
            key=lambda one: (one[0], -_shared(core, self.full[one[1]].core), one[1]),
        )

    def _rank(self, core: str, full: FullName) -> int:
        """How well a registered name fits that has the first two characters together."""
        if any(
            full.core.startswith(core[:2], at) and runs(core, full.core, at) for at in full.starts
        ):
            return _ANCHORED
        is_inside = any(runs(core, full.core, at) for at in range(len(full.core)))
        return _LOOSE if is_inside else _SHARING

    def _by_rest(self, rest: str) -> Iterator[int]:
        """Those whose own name has what follows a region's initial, in order."""
        for place in self._pairs.get(rest[:2], ()) if rest else ():
            if any(runs(rest, self.full[place].core, at) for at in self.full[place].starts):
                yield place


_ANCHORED, _LOOSE, _SHARING, _RELATED = range(4)


def _shared(short: str, full: str) -> float:
    """The share of the short name's characters that the full one has, and how much of it they
    are.
    """
    common = sum(char in full for char in short)
    return common / len(short) + common / len(full) / 10
