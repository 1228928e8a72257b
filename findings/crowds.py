"""How many persons several findings are about, each person once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyroaring import AbstractBitMap, BitMap

from customers import bitmaps

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The persons of some findings: ``persons`` are all of them, each once; ``in_one`` those whom
    one finding alone is about, ``in_several`` the others, so that these two add up.
    """

    persons: int = 0
    in_several: int = 0

    @property
    def in_one(self) -> int:
        return self.persons - self.in_several


def crowd_of(sets: Iterable[AbstractBitMap]) -> Crowd:
    """Everybody in the sets, organisations left out."""
    once, again = BitMap(), BitMap()
    for one in sets:
        again |= once & one
        once |= one
    return Crowd(persons=bitmaps.count_persons(once), in_several=bitmaps.count_persons(again))


def crowds(groups: Mapping[Key, Iterable[int]]) -> dict[Key, Crowd]:
    """The same of each group of sets by their keys; one query however many there are."""
    found = bitmaps.load_many({key for keys in groups.values() for key in keys})
    return {name: crowd_of(found[key] for key in keys) for name, keys in groups.items()}
