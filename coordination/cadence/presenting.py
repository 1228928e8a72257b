"""A cycle's steps as its page and the API show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.models import PlanningCycle
from common.display import short_date
from common.machine import Offered
from coordination.cadence.people import Late, late_with
from coordination.cadence.standing import Standing, all_met, counts_of, entry_of, standing_of
from coordination.cadence.workflow import CYCLE_STEP, steps_of
from coordination.enums import StepState
from coordination.models import CycleStep
from organization.models import Unit, User


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step with what has to be true before it begins and ends, who is late with it, and what
    this person may do.
    """

    step: CycleStep
    entry: Standing
    conditions: Sequence[Standing]
    late: Sequence[Late]
    offered: Sequence[Offered]
    is_late: bool

    @property
    def is_done(self) -> bool:
        return all_met(self.conditions)

    @property
    def moves(self) -> list[Offered]:
        return [one for one in self.offered if one.is_allowed]


def step_views(
    cycle: PlanningCycle, user: User, today: dt.date, units: Mapping[int, Unit] | None = None
) -> list[StepView]:
    """The steps of a cycle in their order; a query, one for all counts, and one for each open
    condition of what is under way.
    """
    steps = steps_of(cycle)
    if not steps:
        return []
    counts = counts_of(cycle, today)
    found = []
    for place, step in enumerate(steps):
        conditions = standing_of(step, counts, today)
        is_late = step.is_under_work and today > step.due_on and not all_met(conditions)
        found.append(
            StepView(
                step=step,
                entry=entry_of(step, steps[place - 1] if place else None, today),
                conditions=conditions,
                late=late_with(step, counts, today, units) if step.is_under_work else [],
                offered=CYCLE_STEP.offered(step, user),
                is_late=is_late,
            )
        )
    return found


def drawn(views: Sequence[StepView]) -> list[dict[str, Any]]:
    """The steps for the stepper: done, under way, to come, each with its cut-off."""
    looks = {
        StepState.CLOSED.value: "done",
        StepState.OPEN.value: "current",
        StepState.REOPENED.value: "current",
    }
    return [
        {
            "label": one.step.get_kind_display(),
            "caption": short_date(one.step.due_on),
            "state": looks.get(one.step.state, "coming"),
            "icon": "warning" if one.is_late else "",
        }
        for one in views
    ]
