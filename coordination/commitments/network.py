"""What waits for what: a plan's commitments as boxes and lines up to the launch, with the chain
that decides when it can start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

WIDTH, HEIGHT = 168, 56
ACROSS, DOWN, EDGE = 216, 72, 8
LAUNCH = "launch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A commitment as the network reads it; ``gates`` says that the launch waits for it."""

    key: str
    due: dt.date
    is_kept: bool
    gates: bool
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A task at its place."""

    key: str
    x: int
    y: int
    is_critical: bool

    @property
    def left(self) -> int:
        return self.x + EDGE

    @property
    def lines(self) -> tuple[int, int, int]:
        return self.y + 18, self.y + 34, self.y + 49


@dataclass(frozen=True, slots=True)
class Line:
    """From the right side of a box to the left side of the one that waits for it."""

    path: str
    is_critical: bool


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing: boxes by key, lines, its size; ``ready_on`` is the day on which the last of the
    chain is expected.
    """

    boxes: Mapping[str, Box]
    lines: Sequence[Line]
    width: int
    height: int
    chain: Sequence[str]
    ready_on: dt.date | None


def expected(tasks: Mapping[str, Task], today: dt.date) -> dict[str, dt.date]:
    """When each task that is not kept can be: not before today, nor before what it waits for."""
    found: dict[str, dt.date] = {}
    for key in order_of(tasks):
        one = tasks[key]
        if not one.is_kept:
            before = [found[other] for other in one.waits_for if other in found]
            found[key] = max([one.due, today, *before])
    return found


def order_of(tasks: Mapping[str, Task]) -> list[str]:
    """The tasks, each after what it waits for."""
    graph = {key: [one for one in task.waits_for if one in tasks] for key, task in tasks.items()}
    return list(TopologicalSorter(graph).static_order())


def chain_to_launch(tasks: Mapping[str, Task], today: dt.date) -> list[str]:
    """The chain of what is not kept that is ready last: back from the launch, always to what takes
    longest. Empty where the launch waits for nothing.
    """
    when = expected(tasks, today)
    last = [key for key in when if tasks[key].gates]
    chain: list[str] = []
    while last:
        latest = max(last, key=lambda key: (when[key], tasks[key].due, key))
        chain.append(latest)
        last = [one for one in tasks[latest].waits_for if one in when]
    return chain[::-1]


def network(every: Sequence[Task], today: dt.date) -> Network:
    """The tasks in columns, each right of what it waits for, and the launch at the end."""
    tasks = {one.key: one for one in every}
    level: dict[str, int] = {}
    for key in order_of(tasks):
        before = [level[one] + 1 for one in tasks[key].waits_for if one in level]
        level[key] = max(before, default=0)
    chain = chain_to_launch(tasks, today)
    columns: dict[int, list[str]] = {}
    for one in sorted(every, key=lambda task: (task.due, task.key)):
        columns.setdefault(level[one.key], []).append(one.key)
    tallest = max((len(column) for column in columns.values()), default=1)
    end = max(columns, default=-1) + 1
    boxes = {
        key: Box(key, place * ACROSS + 1, row * DOWN + 1, key in chain)
        for place, column in columns.items()
        for row, key in enumerate(column)
    }
    middle = (tallest - 1) * DOWN // 2 + 1
    boxes[LAUNCH] = Box(LAUNCH, end * ACROSS + 1, middle, bool(chain))
    pairs = [
        (other, one.key, one.key in chain and other in chain)
        for one in every
        for other in one.waits_for
        if other in tasks
    ]
    pairs += [(one.key, LAUNCH, chain[-1:] == [one.key]) for one in every if one.gates]
    lines = [Line(path(boxes[a], boxes[b]), is_critical) for a, b, is_critical in pairs]
    return Network(
        boxes,
        sorted(lines, key=lambda line: line.is_critical),
        end * ACROSS + WIDTH + 2,
        tallest * DOWN - (DOWN - HEIGHT) + 2,
        chain,
        expected(tasks, today)[chain[-1]] if chain else None,
    )


def path(start: Box, end: Box) -> str:
    """A line that leaves and arrives level."""
    x1, y1 = start.x + WIDTH, start.y + HEIGHT // 2
    x2, y2 = end.x, end.y + HEIGHT // 2
    bend = min((x2 - x1) // 2, (ACROSS - WIDTH) // 2)
    return f"M{x1} {y1}H{x2 - 2 * bend}C{x2 - bend} {y1} {x2 - bend} {y2} {x2} {y2}"
