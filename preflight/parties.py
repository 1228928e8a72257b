"""Persons and organisations of a set of parties, and where the persons live."""

from __future__ import annotations

from collections.abc import Mapping

from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from customers import bitmaps

NOBODY = FrozenBitMap()


def organisations_of(bitmap: AbstractBitMap) -> AbstractBitMap:
    """The organisations of a set."""
    return (
        BitMap(bitmap.iter_equal_or_larger(bitmaps.ORGANISATION_BASE))
        if bitmaps.count_organisations(bitmap)
        else NOBODY
    )


def persons_of(bitmap: AbstractBitMap) -> AbstractBitMap:
    """The persons of a set. Cheap where there are no or few organisations, which is nearly
    always.
    """
    return bitmap - organisations_of(bitmap) if bitmaps.count_organisations(bitmap) else bitmap


def by_branch(persons: AbstractBitMap, homes: Mapping[str, AbstractBitMap]) -> dict[str, int]:
    """How many of the persons live in each branch, most first; branches without any are left
    out.
    """
    counts = {code: living.intersection_cardinality(persons) for code, living in homes.items()}
    return dict(
        sorted(
            ((code, count) for code, count in counts.items() if count),
            key=lambda item: (-item[1], item[0]),
        )
    )
