"""What a benchmark is: a named function that yields measures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

DATA, SIZE = "JIEPAI_BENCH_DATA", "BENCH"


class Absent(Exception):
    """What an entry needs is not there; its text says what."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, and the bound that it must keep: at least, or ``at_most``."""

    what: str
    measured: float
    required: float
    at_most: bool = False

    @property
    def is_kept(self) -> bool:
        return self.measured <= self.required if self.at_most else self.measured >= self.required

    @property
    def ratio(self) -> float:
        """Measured to required; infinite where nothing is allowed and something was found."""
        if self.required:
            return self.measured / self.required
        return float("inf") if self.measured else 1.0


Run = Callable[[], Iterable[Measure]]
ENTRIES: dict[str, Run] = {}


def entry(name: str) -> Callable[[Run], Run]:
    """Declare a benchmark."""

    def declare(run: Run) -> Run:
        ENTRIES[name] = run
        return run

    return declare


def is_smoke() -> bool:
    """Whether only a short look is asked for."""
    return os.environ.get(SIZE) == "smoke"


def data(*parts: str) -> Path:
    """A file of the real data. Raises ``Absent`` where there is none."""
    root = os.environ.get(DATA)
    if not root:
        raise Absent(f"{DATA} names no folder of real data")
    path = Path(root, *parts)
    if not path.exists():
        raise Absent(f"{'/'.join(parts)} is not in the folder of real data")
    return path
