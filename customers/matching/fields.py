"""How two values of a field compare, and what that weighs.

Weights are in bits, as Fellegi and Sunter (1969) add them: the logarithm of how much likelier an
agreement is between records of one than between records of two. What many share weighs less: the
agreement of a value weighs at most the logarithm of how rare it is among the records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from customers.matching.values import numbers


class Agreement(StrEnum):
    """How two values compare; ``unknown`` where one of them is missing."""

    EQUAL = "equal"
    CLOSE = "close"
    FAR = "far"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"


Compare = Callable[[str, str], float]
CLOSE = 0.85
NEAR_CODE = 5  # characters from which a code with one wrong is still told


def exact(left: str, right: str) -> float:
    """1 for equal values, else 0."""
    return float(left == right)


def code(left: str, right: str) -> float:
    """1 for equal, nearly 1 for a code with one character wrong, missing or exchanged."""
    if left == right:
        return 1.0
    slips = OSA.distance(left, right, score_cutoff=1)
    return 0.9 if slips <= 1 and min(len(left), len(right)) >= NEAR_CODE else 0.0


def name(left: str, right: str) -> float:
    """Names in Latin letters by Jaro and Winkler, in any order of their words; Chinese ones are
    equal or not, for one other character is another person.
    """
    if left == right:
        return 1.0
    if not (left.isascii() and right.isascii()):
        return 0.0
    direct = JaroWinkler.similarity(left, right)
    return max(direct, token_sort_ratio(left, right) / 100) if " " in left + right else direct


def text(left: str, right: str) -> float:
    """Texts of words in any order; one that tells other numbers is another text."""
    if left == right:
        return 1.0
    here, there = numbers(left), numbers(right)
    if here and there and not here & there:
        return 0.0
    whole = token_sort_ratio(left, right) / 100
    return whole if here != there else max(whole, 0.95 * token_set_ratio(left, right) / 100)


def place(left: str, right: str) -> float:
    """Addresses: their numbers must meet, the rest may be abbreviated."""
    if left == right:
        return 1.0
    here, there = numbers(left), numbers(right)
    if here and there and not (here <= there or there <= here):
        return 0.0
    return token_set_ratio(left, right) / 100


@dataclass(frozen=True, slots=True)
class Field:
    """A field of records and what it weighs, in bits: an equal value at most ``most``, values far
    apart ``differ`` against. A value that ``is_name`` is given to one only, so it is no less worth
    where several records have it. One that ``is_proof`` contradicts where it differs: such records
    are never one.
    """

    name: str
    compare: Compare
    most: float
    differ: float
    is_name: bool = False
    is_proof: bool = False
    close_from: float = CLOSE

    def agreement(self, left: str, right: str) -> tuple[Agreement, float]:
        """How two values compare, and how alike they are from 0 to 1."""
        if not left or not right:
            return Agreement.UNKNOWN, 0.0
        alike = self.compare(left, right)
        if alike >= 1:
            return Agreement.EQUAL, alike
        if alike >= self.close_from:
            return Agreement.CLOSE, alike
        return (Agreement.CONTRADICTS if self.is_proof else Agreement.FAR), alike

    def weight(self, agreement: Agreement, alike: float, rarity: float) -> float:
        """Bits for and against; ``rarity`` is the logarithm of one in how many has the value."""
        match agreement:
            case Agreement.EQUAL:
                return min(self.most, rarity)
            case Agreement.CLOSE:
                share = 0.4 + 0.5 * (alike - self.close_from) / (1 - self.close_from)
                return min(self.most, rarity) * share
            case Agreement.FAR | Agreement.CONTRADICTS:
                return -self.differ
        return 0.0
