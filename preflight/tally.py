"""How often each person was counted, on bitmaps."""

from __future__ import annotations

from collections.abc import Iterable

from pyroaring import AbstractBitMap, BitMap


class Tally:
    """How often each person was added, as bit-sliced counters: plane p holds who has bit p set in
    their count.
    """

    def __init__(self, sets: Iterable[AbstractBitMap] = ()) -> None:
        self.planes: list[BitMap] = []
        for one in sets:
            self.add(one)

    def add(self, persons: AbstractBitMap) -> None:
        """Count each of them once more."""
        carry = persons
        for place, plane in enumerate(self.planes):
            if not carry:
                return
            self.planes[place], carry = plane ^ carry, plane & carry
        if carry:
            self.planes.append(BitMap(carry))

    def remove(self, persons: AbstractBitMap) -> None:
        """Count each of them once less; each must have been added."""
        borrow = persons
        for place, plane in enumerate(self.planes):
            if not borrow:
                return
            self.planes[place], borrow = plane ^ borrow, borrow - plane

    def above(self, most: int) -> BitMap:
        """Who was counted more than ``most`` times."""
        over = BitMap()
        level: AbstractBitMap | None = (
            None  # who equals ``most`` in all higher bits; None: everybody not over
        )
        for place in reversed(range(max(len(self.planes), most.bit_length()))):
            plane = self.planes[place] if place < len(self.planes) else BitMap()
            if most >> place & 1:
                level = plane - over if level is None else level & plane
            elif level is None:
                over |= plane
            else:
                over |= level & plane
                level = level - plane
        return over

    def total(self, persons: AbstractBitMap) -> int:
        """All counts of these persons together."""
        return sum(
            plane.intersection_cardinality(persons) << place
            for place, plane in enumerate(self.planes)
        )

    def largest(self, persons: AbstractBitMap) -> int:
        """The highest count among these persons."""
        count, left = 0, persons
        for place in reversed(range(len(self.planes))):
            if among := left & self.planes[place]:
                count, left = count | 1 << place, among
        return count


def more_than(most: int, sets: Iterable[AbstractBitMap]) -> BitMap:
    """Who is in more than ``most`` of the sets."""
    return Tally(sets).above(most)
