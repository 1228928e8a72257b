"""How a condition on a customer is answered by the index, where it can: which sets it needs, and
whom they tell it of for certain or perhaps.

Answers are by lane (the first account of each party, the second …), over own ordinals. Who is only
perhaps meant is asked of the customers themselves (``customers.filter_sql``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from pyroaring import BitMap

from customers.bitmaps import organisations
from customers.enums import PartyKind
from customers.filter_sql import LIST_OPS, Compile
from customers.index import attributes as names
from customers.index.reading import Found, Lanes, Part, every, one

Judged = tuple[Lanes, Lanes]  # for certain, perhaps: the second holds the first
MOST_SIZES = 50


class Look(Protocol):
    def parts(self, op: str, value: Any) -> list[Part]:
        """The sets that the condition needs."""

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        """Whom the condition means, of all accounts."""


def exactly(lanes: Lanes) -> Judged:
    return lanes, lanes


def but(accounts: Lanes, lanes: Lanes) -> Lanes:
    """The accounts that are not in the second."""
    return {lane: have - lanes.get(lane, BitMap()) for lane, have in accounts.items()}


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The index keeps nothing of the kind."""

    def parts(self, op: str, value: Any) -> list[Part]:
        return []

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        return {}, accounts


@dataclass(frozen=True, slots=True)
class Present:
    """Only whether there is a value; ``attribute`` says who has one."""

    attribute: str

    def parts(self, op: str, value: Any) -> list[Part]:
        return [one(self.attribute, names.ANY)] if op == "is_null" else []

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        if op != "is_null":
            return {}, accounts
        have = found[0].lanes()
        return exactly(but(accounts, have) if value else have)


@dataclass(frozen=True, slots=True)
class OfOrganisations:
    """Only organisations have it, and the index does not know which."""

    def parts(self, op: str, value: Any) -> list[Part]:
        return []

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        firms = {lane: organisations(have) for lane, have in accounts.items()}
        return (but(accounts, firms), accounts) if op == "is_null" and value else ({}, firms)


@dataclass(frozen=True, slots=True)
class Always:
    """Every account has one, and the database finds it soonest."""

    def parts(self, op: str, value: Any) -> list[Part]:
        return []

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        return exactly({} if value else accounts) if op == "is_null" else ({}, accounts)


@dataclass(frozen=True, slots=True)
class ByValue:
    """Every value has a set; ``where`` says which values a condition means."""

    attribute: str
    where: Callable[[str, Any], tuple[str, list[Any]]]

    def parts(self, op: str, value: Any) -> list[Part]:
        if op == "is_null":
            return [one(self.attribute, names.ANY)]
        where, params = self.where(op, value)
        return [Part(self.attribute, f"e.value <> '' AND {where}", tuple(params))]

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        have = found[0].lanes()
        return exactly(but(accounts, have) if op == "is_null" and value else have)


def texts(compile_: Compile) -> Callable[[str, Any], tuple[str, list[Any]]]:
    """Values that compare as the column does; ``compile_`` speaks of ``e.value``."""
    return lambda op, value: compile_(op, value, None)  # type: ignore[arg-type]  # no text knows a day


def codes(table: str) -> Callable[[str, Any], tuple[str, list[Any]]]:
    """Keys of the rows of a table that have these codes."""
    chosen = f"e.value = ANY(ARRAY(SELECT id::text FROM {table} WHERE code = ANY(%s)))"  # noqa: S608
    return lambda op, value: (chosen, [value if op in LIST_OPS else [value]])


BELOW = (
    "e.value = ANY(ARRAY(SELECT below.id::text FROM organization_unit below JOIN organization_unit"
    " top ON starts_with(below.path, top.path) WHERE top.code = ANY(%s)))"
)


def units(op: str, value: Any) -> tuple[str, list[Any]]:
    """Keys of units and of all that lies below."""
    return BELOW, [value if op in LIST_OPS else [value]]


@dataclass(frozen=True, slots=True)
class BySize:
    """Binary digits of a number or a day, compared digit by digit."""

    attribute: str
    is_day: bool = False

    def parts(self, op: str, value: Any) -> list[Part]:
        if op == "is_null":
            return [one(self.attribute, names.ANY)]
        return [every(self.attribute)] if self.is_known(op, value) else []

    def is_known(self, op: str, value: Any) -> bool:
        return op != "contains" and not (op in LIST_OPS and len(value) > MOST_SIZES)

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        if op == "is_null":
            have = found[0].lanes()
            return exactly(but(accounts, have) if value else have)
        if not self.is_known(op, value):
            return {}, accounts
        certain: Lanes = {}
        perhaps: Lanes = {}
        for lane in {at for _key, at in found[0]}:
            digits = {key: bitmap for (key, at), bitmap in found[0].items() if at == lane}
            certain[lane], doubt = self.compared(op, value, digits)
            perhaps[lane] = certain[lane] | doubt
        return certain, perhaps

    def compared(self, op: str, value: Any, digits: dict[str, BitMap]) -> tuple[BitMap, BitMap]:
        """Who compares so for certain, and of whom it is in doubt."""
        if op in {"eq", "in"}:
            values = value if op == "in" else [value]
            looks = [self.beside(each, digits) for each in values]
            return (
                BitMap().union(*(equal for _less, equal, _more, _doubt in looks)),
                BitMap().union(*(doubt for _less, _equal, _more, doubt in looks)),
            )
        if op == "between":
            _less, equal, more, doubt = self.beside(value[0], digits)
            below, same, _more, other = self.beside(value[1], digits)
            low, high = equal | more, below | same
            return low & high, ((low | doubt) & (high | other)) - (low & high)
        less, equal, more, doubt = self.beside(value, digits)
        chosen = {"lt": less, "lte": less | equal, "gt": more, "gte": more | equal}[op]
        return chosen, doubt

    def beside(
        self, value: str, digits: dict[str, BitMap]
    ) -> tuple[BitMap, BitMap, BitMap, BitMap]:
        """Who has less, as much, or more than a value, and of whom that is in doubt."""
        size, is_exact = (
            (names.size_of_day(value), True) if self.is_day else names.size_of(Decimal(value))
        )
        have = digits.get(names.ANY, BitMap())
        equal, more = BitMap(have), BitMap()
        for digit in range(names.DIGITS, -1, -1):
            ones = digits.get(str(digit))
            if size >> digit & 1:
                equal = equal & ones if ones is not None else BitMap()
            elif ones is not None:
                more |= equal & ones
                equal -= ones
        less = have - more - equal
        rough = digits.get(names.ROUGH, BitMap()) & equal
        if is_exact:
            return less, equal - rough, more | rough, BitMap()
        return less | (equal - rough), BitMap(), more, rough


@dataclass(frozen=True, slots=True)
class ByKind:
    """Persons and organisations are told apart by their ordinals."""

    def parts(self, op: str, value: Any) -> list[Part]:
        return []

    def judge(self, op: str, value: Any, found: Sequence[Found], accounts: Lanes) -> Judged:
        if op == "is_null":
            return exactly({} if value else accounts)
        kinds = value if op in LIST_OPS else [value]
        chosen: Lanes = {}
        for lane, have in accounts.items():
            firms = organisations(have)
            parts = {PartyKind.ORGANISATION: firms, PartyKind.PERSON: have - firms}
            chosen[lane] = BitMap().union(*(parts[PartyKind(kind)] for kind in kinds))
        return exactly(chosen)
