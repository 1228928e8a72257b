"""What has to be given a day: plans and waves, and pairs of them that must not meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from preflight.arranging.weights import MILLI, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What lies on one of some successive days, the options 0, 1, 2, …: a plan's first day or, with
    ``parent``, a wave of it. ``present`` is the option on which it lies now.

    ``blocking`` and ``warning`` count by option what is found there whatever the others do, and
    ``moving`` are the points for moving it there; ``barred`` are options that are never taken.
    ``within`` names by the parent's option the first and last option that are open, ``usual`` the
    one on which the piece lies if it just moves along.
    """

    key: str
    present: int
    blocking: Sequence[int]
    warning: Sequence[int]
    moving: Sequence[int]
    barred: frozenset[int] = frozenset()
    parent: int | None = None
    within: Sequence[tuple[int, int]] = ()
    usual: Sequence[int] = ()
    order: int = 0  # who came first
    rank: int = 0  # points of who stays first

    @property
    def options(self) -> int:
        return len(self.blocking)

    def fixed_cost(self, option: int, weights: Weights) -> int:
        """Thousandths of points for lying there, whatever the others do."""
        return MILLI * (
            weights.blocking * self.blocking[option]
            + weights.warning * self.warning[option]
            + self.moving[option]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rub:
    """Two pieces that bring about findings where they come together: ``meets`` names by option of
    the first the first and last option of the second, None where they do not meet.
    """

    key: str
    one: int
    two: int
    meets: Sequence[tuple[int, int] | None]
    blocking: int = 0
    warning: int = 0

    def is_on(self, first: int, second: int) -> bool:
        span = self.meets[first]
        return span is not None and span[0] <= second <= span[1]

    def cost(self, weights: Weights) -> int:
        return MILLI * (weights.blocking * self.blocking + weights.warning * self.warning)
