"""The algebra of audiences."""

from __future__ import annotations

from collections.abc import Iterable

from pyroaring import AbstractBitMap, BitMap

from customers.bitmaps import expand, union


def combine(include: Iterable[AbstractBitMap], exclude: Iterable[AbstractBitMap]) -> BitMap:
    """Everybody included and not excluded: expand(∪include − out) − out, where out is
    expand(∪exclude).

    Who is excluded stays out even if an included organisation would bring them in again, and an
    excluded organisation takes its members and key contacts along.
    """
    out = expand(union(exclude))
    return expand(union(include) - out) - out
