"""By which day a next step has to be taken, for everybody who shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from organization.workdays import LONGEST_BREAK, DayTable, day_table

TO_ANSWER = 2
BEFORE_LAUNCH = 3


class Timed(Protocol):
    """Something to be done: ``asked`` is the day since which it waits for an answer, ``launch`` the
    plan's first day where it has to be done in time for it, ``due`` the day where neither is.
    """

    @property
    def asked(self) -> dt.date | None: ...

    @property
    def launch(self) -> dt.date | None: ...

    @property
    def due(self) -> dt.date | None: ...


def due_days(tasks: Sequence[Timed], known: DayTable | None = None) -> list[dt.date | None]:
    """The due day of each: what was asked for two working days later, and the launch day at the
    latest; what a launch waits for so many working days before it: two to approve, one to settle.
    One query, none where neither is or the ``known`` days reach far enough.
    """
    days = [day for task in tasks for day in (task.asked, task.launch) if day is not None]
    if not days:
        return [task.due for task in tasks]
    first, last = min(days) - LONGEST_BREAK, max(days) + LONGEST_BREAK
    table = known if known is not None and known.covers(first, last) else day_table(first, last)

    def due(task: Timed) -> dt.date | None:
        if task.asked is not None:
            return min(table.forward(task.asked, TO_ANSWER), task.launch or dt.date.max)
        return table.back(task.launch, BEFORE_LAUNCH) if task.launch else task.due

    return [due(task) for task in tasks]
