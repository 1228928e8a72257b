"""What things weigh."""

from __future__ import annotations

from dataclasses import dataclass

MILLI = 1000  # costs are whole thousandths of a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points for one finding that blocks or warns, for a thousand persons who are contacted too
    often, for one unit of load over a limit, and for a day by which a plan is moved.
    """

    blocking: int = 1000
    warning: int = 20
    thousand_persons: int = 100
    load: int = 10
    day: int = 1
