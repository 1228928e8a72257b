"""What becomes too full: weeks, channels, and persons who are contacted too often."""

from __future__ import annotations

from dataclasses import dataclass

from preflight.arranging.weights import MILLI, Weights


@dataclass(frozen=True, slots=True)
class Fill:
    """So much of something by a piece that lies on one of its options ``first`` to ``last``."""

    piece: int
    first: int
    last: int
    amount: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A week or a channel's day that carries ``room`` beside what is fixed. What goes beyond it is
    one finding, and load by the ``grain``: so many units of what is filled in are one of load.
    """

    key: str
    room: int
    fills: tuple[Fill, ...]
    blocking: int = 0
    warning: int = 0
    grain: int = 1

    def cost(self, amount: int, weights: Weights) -> int:
        """What this much in it costs."""
        excess = amount - self.room
        if excess <= 0:
            return 0
        found = weights.blocking * self.blocking + weights.warning * self.warning
        return MILLI * found + self.unit_cost(weights) * excess

    def unit_cost(self, weights: Weights) -> int:
        """What one unit beyond the room costs."""
        return MILLI * weights.load // self.grain


@dataclass(frozen=True, slots=True)
class Window:
    """Days within which a person may get ``room`` contacts beside those that are fixed."""

    room: int
    fills: tuple[Fill, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """So many persons who are reached alike: over where any of their windows is over."""

    persons: int
    windows: tuple[Window, ...]

    def cost(self, weights: Weights) -> int:
        return weights.thousand_persons * self.persons
