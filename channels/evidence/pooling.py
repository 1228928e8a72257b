"""How often a product is taken in each cell, estimated from all of them together.

A cell of few contacts says little of itself, but its family, customer group and channel say
something of it. Each cell's rate is drawn from a beta distribution about the mean that these three
lead one to expect (empirical Bayes), so a cell of few contacts lies near that mean and one of many
near what it showed itself.

1. **Rounds differ** more than chance alone makes them: another offer, another season. A round of n
   contacts therefore counts as ``n / (1 + (n − 1) ρ)``, ρ being the correlation within a round,
   by moments of the rounds about their cell's rate. Source: Kish, *Survey Sampling* (1965), 8.2
   (design effect); Kleinman, "Proportions with extraneous variance", JASA 68 (1973) 46–54.
2. **Expected mean** ``m = μ · F · G · C``: the rate of all, times a factor for family, group and
   channel. A factor is ``(O + k) / (E + k)`` of the taken observed O and expected E without it, k
   by moments of the factors themselves (gamma–Poisson), fitted in turns until they stand still.
   Source: Bühlmann and Gisler, *A Course in Credibility Theory* (2005), 4; Bailey and Simon, "Two
   studies in automobile insurance ratemaking", ASTIN 1 (1960).
3. **Cell** ``Beta(κ m + y, κ (1 − m) + n − y)`` with the taken y and contacts n that count, κ by
   moments of the cells about their means. Source: Kleinman (1973); Gelman et al., *Bayesian Data
   Analysis*, 3rd ed., 5.3.
4. **Interval**: where the rate of the next round lies nine times of ten: the variance of (3) and
   that between rounds, ``V (1 − ρ) + ρ' m (1 − m)``, as a beta distribution of the same mean. What
   makes a month unlike the others it does to all cells, so ρ stands on as many differences as
   there are months less one, not cells: ``ρ' = ρ (t ÷ z)² (1 + 1 ÷ months)`` with Student's t of
   those differences. Source: Gelman et al., 3.2 (prediction with unknown variance).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from channels.evidence.beta import NORMAL, quantile

LEVEL = 0.9
TURNS = 8
# A factor, a correlation and a weight of the mean that no record leaves behind.
MOST_WEIGHT, LEAST_WEIGHT = 1e6, 1.0
MOST_CORRELATION = 0.5
# What is taken for granted before there are months to compare, as if it were one of them.
USUAL_CORRELATION = 0.005
HIGHEST, LOWEST = 0.95, 1e-6
SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Round:
    """What a cell showed in one month: contacts, and how many took it."""

    month: str
    contacted: int
    taken: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell with its rounds, in the order of the months; ``key`` is whatever names it."""

    key: object
    family: str
    group: str
    channel: str
    rounds: Sequence[Round]

    @property
    def contacted(self) -> int:
        return sum(one.contacted for one in self.rounds)

    @property
    def taken(self) -> int:
        return sum(one.taken for one in self.rounds)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with what is expected of it: ``mean``, and ``low`` to ``high`` for the next round.
    ``expected`` is what family, group and channel lead one to think.
    """

    mean: float
    low: float
    high: float
    expected: float
    variance: float

    def interval_of(self, contacted: int, level: float = LEVEL) -> tuple[float, float]:
        """Where the rate of so many contacts lies, chance among them included."""
        chance = (self.mean * (1 - self.mean) - self.variance) / contacted
        return interval(self.mean, self.variance + chance, level)


@dataclass(frozen=True, slots=True)
class Pool:
    """All cells together: ``correlation`` within a round, ``apart`` the same for a round to come,
    ``weight`` of the expected mean in contacts, the factors of each family, group and channel.
    """

    rate: float
    correlation: float
    apart: float
    weight: float
    factors: Sequence[dict[str, float]]

    def expected(self, seen: Seen) -> float:
        found = self.rate
        for name, factors in zip(names_of(seen), self.factors, strict=True):
            found *= factors.get(name, 1.0)
        return min(max(found, LOWEST), HIGHEST)

    def rate_of(self, seen: Seen) -> Rate:
        """The rate of a cell, one without contacts too: then it is what is expected."""
        contacted, taken = counted(seen, self.correlation)
        mean = self.expected(seen)
        a, b = self.weight * mean + taken, self.weight * (1 - mean) + contacted - taken
        rate = a / (a + b)
        own = rate * (1 - rate) / (a + b + 1)
        variance = own * (1 - self.apart) + self.apart * rate * (1 - rate)
        low, high = interval(rate, variance)
        return Rate(mean=rate, low=low, high=high, expected=mean, variance=variance)


def interval(mean: float, variance: float, level: float = LEVEL) -> tuple[float, float]:
    """The middle of the beta distribution of this mean and variance, the mean always in it."""
    size = max(mean * (1 - mean) / max(variance, SMALL * mean * (1 - mean)) - 1, SMALL)
    a, b, tail = size * mean, size * (1 - mean), (1 - level) / 2
    return min(quantile(tail, a, b), mean), max(quantile(1 - tail, a, b), mean)


def names_of(seen: Seen) -> tuple[str, str, str]:
    return seen.family, seen.group, seen.channel


def counted(seen: Seen, correlation: float) -> tuple[float, float]:
    """Contacts and taken of a cell as they count beside each other."""
    contacted = taken = 0.0
    for one in seen.rounds:
        part = 1 / (1 + (one.contacted - 1) * correlation)
        contacted += one.contacted * part
        taken += one.taken * part
    return contacted, taken


def pool(cells: Iterable[Seen]) -> Pool:
    """What all cells say together."""
    seen = [one for one in cells if one.contacted]
    contacted = sum(one.contacted for one in seen)
    if not contacted:
        return Pool(0.5, 0.0, USUAL_CORRELATION, LEAST_WEIGHT, ({}, {}, {}))
    correlation = correlation_of(seen)
    sizes = [counted(one, correlation) for one in seen]
    # Half a contact more of each kind, so that where nobody took it the rate is small, not none.
    of_all = (sum(y for _n, y in sizes) + 0.5) / (sum(n for n, _y in sizes) + 1)
    rate = min(max(of_all, LOWEST), HIGHEST)
    factors = factors_of(seen, sizes, rate)
    apart = min(correlation * caution_of(months_of(seen)), MOST_CORRELATION)
    start = Pool(rate, correlation, apart, LEAST_WEIGHT, factors)
    return replace(start, weight=weight_of(sizes, [start.expected(one) for one in seen]))


def correlation_of(seen: Sequence[Seen]) -> float:
    """How much alike the contacts of one round are, drawn towards the usual while months are few:
    with ``S = Σ n (p − P)² / P (1 − P)`` over the rounds of a cell about its rate P, chance alone
    makes S as large as the rounds less one.
    """
    above = room = 0.0
    for cell in seen:
        contacted, taken = cell.contacted, cell.taken
        if len(cell.rounds) < 2 or not 0 < taken < contacted:
            continue
        rate = taken / contacted
        spread = rate * (1 - rate)
        squares = sum(
            one.contacted * (one.taken / one.contacted - rate) ** 2 for one in cell.rounds
        )
        sizes = sum(one.contacted**2 for one in cell.rounds)
        above += squares / spread - (len(cell.rounds) - 1)
        room += contacted - sizes / contacted - (len(cell.rounds) - 1)
    found = min(max(above / room, 0.0), MOST_CORRELATION) if room > 0 else 0.0
    later = months_of(seen) - 1
    return (later * found + USUAL_CORRELATION) / (later + 1)


def months_of(seen: Iterable[Seen]) -> int:
    """In how many months anything was seen."""
    return len({one.month for cell in seen for one in cell.rounds})


def caution_of(months: int) -> float:
    """How much wider the rates of a month to come lie than those of so many months did."""
    differences = max(months - 1, 1)
    share = quantile(1 - LEVEL, differences / 2, 0.5)
    student = differences * (1 - share) / share
    return student / NORMAL.inv_cdf((1 + LEVEL) / 2) ** 2 * (1 + 1 / max(months, 1))


def factors_of(
    seen: Sequence[Seen], sizes: Sequence[tuple[float, float]], rate: float
) -> Sequence[dict[str, float]]:
    """A factor for each family, group and channel, fitted in turns."""
    names = [names_of(one) for one in seen]
    factors: list[dict[str, float]] = [dict.fromkeys({n[k] for n in names}, 1.0) for k in range(3)]
    means = [rate] * len(seen)
    for _turn in range(TURNS):
        moved = 0.0
        for kind, own in enumerate(factors):
            observed: dict[str, float] = defaultdict(float)
            expected: dict[str, float] = defaultdict(float)
            for name, (n, y), mean in zip(names, sizes, means, strict=True):
                observed[name[kind]] += y
                expected[name[kind]] += n * mean / own[name[kind]]
            weight = factor_weight(observed, expected)
            fresh = {name: (observed[name] + weight) / (expected[name] + weight) for name in own}
            changes = {name: fresh[name] / own[name] for name in own}
            moved = max(moved, *(abs(change - 1) for change in changes.values()))
            means = [
                min(max(mean * changes[name[kind]], LOWEST), HIGHEST)
                for name, mean in zip(names, means, strict=True)
            ]
            factors[kind] = fresh
        if moved < 1e-4:
            break
    return factors


def factor_weight(observed: dict[str, float], expected: dict[str, float]) -> float:
    """How much a factor is held at one, in taken: one over the variance of the factors beyond
    chance.
    """
    all_expected = sum(expected.values())
    if len(expected) < 2 or all_expected <= 0:
        return MOST_WEIGHT
    squares = sum(
        expected[name] * (observed[name] / expected[name] - 1) ** 2
        for name in expected
        if expected[name] > 0
    )
    room = all_expected - sum(one**2 for one in expected.values()) / all_expected
    variance = (squares - (len(expected) - 1)) / room if room > 0 else 0.0
    return min(1 / variance, MOST_WEIGHT) if variance > 1 / MOST_WEIGHT else MOST_WEIGHT


def weight_of(sizes: Sequence[tuple[float, float]], means: Sequence[float]) -> float:
    """How many contacts the expected mean of a cell is worth: the cells' variance about their means
    beyond chance, ``1 / (κ + 1)``, in two turns, the second weighing cells by what they can tell.
    """
    between = 1 / (1 + 100.0)
    for _turn in range(3):
        above = room = 0.0
        for (n, y), mean in zip(sizes, means, strict=True):
            if n <= 0:
                continue
            weight = 1 / (1 / n + between) ** 2
            above += weight * ((y / n - mean) ** 2 / (mean * (1 - mean)) - 1 / n)
            room += weight * (1 - 1 / n)
        between = above / room if room > 0 else 0.0
        between = min(max(between, 1 / (1 + MOST_WEIGHT)), 1 / (1 + LEAST_WEIGHT))
    return 1 / between - 1
