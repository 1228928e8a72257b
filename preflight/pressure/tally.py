"""How often each person was counted, on bitmaps."""

from __future__ import annotations

from collections.abc import Iterable

from pyroaring import AbstractBitMap, BitMap

from preflight.parties import NOBODY


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
        """Count each of them once less; all of them must have been added."""
        borrow = persons
        for place, plane in enumerate(self.planes):
            if not borrow:
                return
            self.planes[place], borrow = plane ^ borrow, borrow - plane

    def add_all(self, other: Tally) -> None:
        """Count each of them as often more as the other does."""
        carry: AbstractBitMap = NOBODY
        for place, two in enumerate(other.planes):
            if place == len(self.planes):
                self.planes.append(BitMap())
            one = self.planes[place]
            either = one ^ two
            self.planes[place], carry = either ^ carry, (one & two) | (either & carry)
        self._carry_on(carry, len(other.planes))

    def _carry_on(self, carry: AbstractBitMap, place: int) -> None:
        while carry:
            if place == len(self.planes):
                self.planes.append(BitMap())
            plane = self.planes[place]
            self.planes[place], carry = plane ^ carry, plane & carry
            place += 1

    def remove_all(self, other: Tally) -> None:
        """Count each of them as often less as the other does; all of it must have been added."""
        borrow: AbstractBitMap = NOBODY
        for place, two in enumerate(other.planes):
            one = self.planes[place]
            either = one ^ two
            self.planes[place], borrow = either ^ borrow, (two - one) | (borrow - either)
        place = len(other.planes)
        while borrow:
            plane = self.planes[place]
            self.planes[place], borrow = plane ^ borrow, borrow - plane
            place += 1

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
