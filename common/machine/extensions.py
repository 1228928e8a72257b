"""What upper floors add to the steps of a machine below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from common.audit import Actor
from common.errors import Reason

O = TypeVar("O")  # noqa: E741 - the object that is moved
U = TypeVar("U", bound=Actor)
S = TypeVar("S")  # the step under way


class Extensions(Generic[O, U, S]):
    """Guards and effects by step name, filled in ``AppConfig.ready``. Raises ``LookupError`` for a
    step that no machine has which is bound. ``besides`` names what else is guarded and is no step.
    """

    def __init__(self, besides: Iterable[str] = ()) -> None:
        self._besides = frozenset(besides)
        self._guards: dict[str, list[Callable[[U | None, O], Iterable[Reason]]]] = {}
        self._effects: dict[str, list[Callable[[S], object]]] = {}
        self._steps: frozenset[str] | None = None

    def bind(self, steps: Iterable[str]) -> None:
        """Name the steps of a machine; what was added for others before is refused now."""
        self._steps = self._besides.union(steps, self._steps or ())
        for name in (*self._guards, *self._effects):
            self._check(name)

    def add_guard(self, step: str, guard: Callable[[U | None, O], Iterable[Reason]]) -> None:
        """Add reasons against a step."""
        self._check(step)
        self._guards.setdefault(step, []).append(guard)

    def add_effect(self, step: str, effect: Callable[[S], object]) -> None:
        """Add what follows from a step, inside its transaction and before it is saved."""
        self._check(step)
        self._effects.setdefault(step, []).append(effect)

    def guards(self, step: str) -> tuple[Callable[[U | None, O], Iterable[Reason]], ...]:
        return tuple(self._guards.get(step, ()))

    def effects(self, step: str) -> tuple[Callable[[S], object], ...]:
        return tuple(self._effects.get(step, ()))

    def _check(self, step: str) -> None:
        if self._steps is not None and step not in self._steps:
            raise LookupError(f"there is no step {step!r} to extend")
