"""Reading the index: the sets of some values, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from pyroaring import BitMap

from customers.caches import State

Lanes = dict[int, BitMap]


@dataclass(frozen=True, slots=True)
class Part:
    """Values of an attribute: a condition on ``e.value``, with its params."""

    attribute: str
    where: str
    params: Sequence[Any] = field(default_factory=tuple)


def one(attribute: str, value: str) -> Part:
    return Part(attribute, "e.value = %s", (value,))


def every(attribute: str) -> Part:
    """All values."""
    return Part(attribute, "true")


class Found(dict[tuple[str, int], BitMap]):
    """The sets of a part, by value and lane."""

    def lanes(self) -> Lanes:
        """Who has any of the values, by lane."""
        by_lane: dict[int, list[BitMap]] = {}
        for (_value, lane), bitmap in self.items():
            by_lane.setdefault(lane, []).append(bitmap)
        return {lane: BitMap.union(*sets) for lane, sets in by_lane.items()}


PART = (
    "SELECT {place} AS place, e.value, s.lane, s.bitmap FROM customers_indexvalue e"
    " JOIN customers_indexshard s ON s.value_id = e.id WHERE e.attribute = %s AND {where}"
)
VERSION = "SELECT -1, max(id)::text, 0, NULL::bytea FROM customers_indexstate"


def read(parts: Sequence[Part], at: State) -> list[Found] | None:
    """The sets of each part, as they are kept at that state; None where the index went on. One
    statement, so that all of them are of one moment.
    """
    statement = " UNION ALL ".join(
        [*(PART.format(place=n, where=part.where) for n, part in enumerate(parts)), VERSION]
    )
    params = [param for part in parts for param in (part.attribute, *part.params)]
    pieces: list[dict[tuple[str, int], list[BitMap]]] = [{} for _ in parts]
    version = 0
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        for place, value, lane, data in cursor:
            if place < 0:
                version = int(value or 0)
            else:
                pieces[place].setdefault((value, lane), []).append(BitMap.deserialize(data))
    if version != at.version:
        return None
    return [
        Found(
            (key, sets[0] if len(sets) == 1 else BitMap.union(*sets)) for key, sets in one.items()
        )
        for one in pieces
    ]
