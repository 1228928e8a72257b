"""The way of an object through its states, as the stepper of its page draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Stage:
    """One place of the course and the states that stand there; none for one only passed through."""

    label: str | Promise
    states: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The stages in order. In ``finished`` states all of them are done; in those that are ``over``
    the course was left.
    """

    stages: tuple[Stage, ...]
    finished: frozenset[Any] = frozenset()
    over: frozenset[Any] = frozenset()

    @property
    def states(self) -> list[Any]:
        """Every state that has its place here."""
        placed = [state for stage in self.stages for state in stage.states]
        return [*placed, *self.finished, *self.over]

    def missing(self, states: Iterable[Any]) -> list[Any]:
        """Which of these states have no place, or more than one."""
        return [state for state in states if self.states.count(state) != 1]

    def drawn(
        self, state: str, captions: Sequence[object], *, icon: str = ""
    ) -> list[dict[str, Any]]:
        """The stages with what is known at each, for the stepper; none where the course was left.
        ``icon`` marks the current one.
        """
        if state in self.over:
            return []
        places = [number for number, stage in enumerate(self.stages) if state in stage.states]
        here = places[0] if places else len(self.stages)
        return [
            {
                "label": stage.label,
                "caption": caption,
                "state": "done" if at < here else "current" if at == here else "coming",
                "icon": icon,
            }
            for at, (stage, caption) in enumerate(zip(self.stages, captions, strict=True))
        ]
