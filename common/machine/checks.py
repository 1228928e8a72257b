"""What the rows of a machine must have in common, said when their module is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from common.machine.rows import Transition, Weight

if TYPE_CHECKING:
    from common.machine.machine import Machine

Row = Transition[Any, Any, Any]


def check(machine: Machine[Any, Any, Any], rows: Sequence[Row]) -> None:
    """Raise ``ValueError`` for the first fault."""
    for fault in (*_of_rows(machine, rows), *_between(machine, rows)):
        raise ValueError(f"machine {machine.kind!r}: {fault}")


def _of_rows(machine: Machine[Any, Any, Any], rows: Sequence[Row]) -> Iterator[str]:
    known = set(machine.states)
    for row in rows:
        if not row.sources <= known:
            yield f"{row.name!r} starts in an unknown state"
        if row.target not in {None, *known}:
            yield f"{row.name!r} leads to an unknown state"
        if row.precondition not in {"", *machine.preconditions}:
            yield f"{row.name!r} has an unknown precondition"


def _between(machine: Machine[Any, Any, Any], rows: Sequence[Row]) -> Iterator[str]:
    if len({row.name for row in rows}) < len(rows):
        yield "two steps have one name"
    for state in machine.states:
        leading = [row.name for row in rows if row.weight_in(state) == Weight.PRIMARY]
        if len(leading) > 1:
            yield f"two primary steps in the state {str(state)!r}: {leading}"
    if missing := machine.course.missing(machine.states):
        yield f"states without one place in the course: {[str(state) for state in missing]}"
