"""How conditions on consent and on the do-not-contact list are answered by the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pyroaring import BitMap

from channels.enums import ContactClass
from customers.aliases import aliased, with_same
from customers.filter_looks import Judged, but, exactly
from customers.filter_sql import LIST_OPS
from customers.index import attributes as names
from customers.index.reading import Found, Lanes, Part, every


@dataclass(frozen=True, slots=True)
class Wishes:
    """What stands on record for the person, on whatever account."""

    of_ways: Callable[[Sequence[Found], list[str] | None], BitMap]
    needed: tuple[str, ...]

    def parts(self, op: str, value: Any) -> list[Part]:
        return [every(attribute) for attribute in self.needed]

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        ways = None if op == "is_null" else value if op in LIST_OPS else [value]
        meant = with_same(self.of_ways(found, ways))
        have = {lane: bitmap & meant for lane, bitmap in accounts.items()}
        return exactly(but(accounts, have) if op == "is_null" and value else have)


def closed_to(found: Sequence[Found], ways: list[str] | None) -> BitMap:
    """Who is closed to one of some ways, or to any, as they are counted."""
    chosen = {*ways, names.EVERY_WAY} if ways is not None else {names.ANY}
    sets = [bitmap for (way, _lane), bitmap in found[0].items() if way in chosen]
    return BitMap(aliased(BitMap().union(*sets)))


def agreed_to(found: Sequence[Found], ways: list[str] | None) -> BitMap:
    """Who agreed to one of some ways, or to any, and withdrew it on none of their accounts."""
    told, withdrawn = found
    meant = BitMap()
    for way in ways if ways is not None else [str(each) for each in ContactClass]:
        yes = aliased(told.get((way, 0), BitMap()))
        meant |= yes - aliased(withdrawn.get((way, 0), BitMap()))
    return meant
