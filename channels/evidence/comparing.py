"""What may be said of two rates and of a rate over time."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

from channels.enums import Trend
from channels.evidence.pooling import Round

Z = NormalDist().inv_cdf(0.95)  # of an interval that holds nine times of ten
LEAST_ROUNDS = 3


def effect(
    taken: int, contacted: int, held_taken: int, held: int
) -> tuple[float, float, float] | None:
    """By how much the rate of the contacted exceeds that of the control group, with its interval of
    90 %; None without a control group. Source: Newcombe, "Interval estimation for the difference
    between independent proportions", Statistics in Medicine 17 (1998) 873–890, method 10.
    """
    if not contacted or not held:
        return None
    one, other = taken / contacted, held_taken / held
    low, high = score(taken, contacted)
    other_low, other_high = score(held_taken, held)
    difference = one - other
    return (
        difference,
        difference - sqrt((one - low) ** 2 + (other_high - other) ** 2),
        difference + sqrt((high - one) ** 2 + (other - other_low) ** 2),
    )


def score(taken: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share."""
    share, square = taken / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def trend_of(rounds: Sequence[Round], correlation: float) -> Trend:
    """Whether the rates of the rounds go up or down: their weighted slope, against its standard
    error with the design effect of ``channels.evidence.pooling``.
    """
    used = [one for one in rounds if one.contacted]
    if len(used) < LEAST_ROUNDS:
        return Trend.UNKNOWN
    sizes = [one.contacted / (1 + (one.contacted - 1) * correlation) for one in used]
    rates = [one.taken / one.contacted for one in used]
    whole = sum(sizes)
    rate = sum(size * one for size, one in zip(sizes, rates, strict=True)) / whole
    middle = sum(size * place for place, size in enumerate(sizes)) / whole
    spread = sum(size * (place - middle) ** 2 for place, size in enumerate(sizes))
    variance = rate * (1 - rate) / spread if spread else 0.0
    if not variance:
        return Trend.STEADY
    slope = (
        sum(
            size * (place - middle) * (one - rate)
            for place, (size, one) in enumerate(zip(sizes, rates, strict=True))
        )
        / spread
    )
    if abs(slope) < Z * sqrt(variance):
        return Trend.STEADY
    return Trend.RISING if slope > 0 else Trend.FALLING
