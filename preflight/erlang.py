"""Waiting in one queue for the next free agent (M/M/N, nobody gives up): Erlang B and C.

Source: A. K. Erlang, Solution of some problems in the theory of probabilities (1917); B by the
recursion over agents, which neither overflows nor cancels (docs/adr/0018).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count


def blocked(load: float) -> Iterator[tuple[int, float]]:
    """Erlang B for 1, 2, … agents: B(n) = A·B(n−1) ÷ (n + A·B(n−1)), B(0) = 1."""
    share = 1.0
    for agents in count(1):
        share = load * share / (agents + load * share)
        yield agents, share


@dataclass(frozen=True, slots=True)
class Answering:
    """How so many agents answer a load (in Erlang, below the agents) of calls of ``handling``
    seconds each.
    """

    load: float
    agents: int
    waiting: float  # share of callers who wait at all: Erlang C
    handling: float

    @property
    def wait(self) -> float:
        """Mean seconds until a call is answered: C·AHT ÷ (N − A)."""
        return self.waiting * self.handling / (self.agents - self.load)

    def within(self, seconds: float) -> float:
        """Share of calls answered within some seconds: 1 − C·e^(−(N−A)·t÷AHT)."""
        return 1 - self.waiting * math.exp(-(self.agents - self.load) * seconds / self.handling)


def answerings(load: float, handling: float) -> Iterator[Answering]:
    """For each number of agents with whom the queue clears, from the fewest on;
    C = B ÷ (1 − A÷N·(1 − B)).
    """
    for agents, share in blocked(load):
        if agents > load:
            waits = share / (1 - load / agents * (1 - share))
            yield Answering(load, agents, waits, handling)


def answering(load: float, agents: int, handling: float) -> Answering | None:
    """How so many agents answer; None where the queue never clears."""
    if load >= agents:
        return None
    found = answerings(load, handling)
    # Where nobody waits with fewer agents, nobody waits with more.
    one = next(one for one in found if one.agents == agents or not one.waiting)
    return replace(one, agents=agents)


def agents_needed(load: float, handling: float, *, share: float, seconds: float) -> int:
    """The fewest agents who answer at least that share of calls within some seconds."""
    fit = (one for one in answerings(load, handling) if one.within(seconds) >= share)
    return next(fit).agents
