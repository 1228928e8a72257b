"""Planning cycles with their steps, and what initiatives are to reach in them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from campaigns.models import Initiative, PlanningCycle
from common import clock
from coordination.enums import StepKind, StepState
from coordination.models import CycleStep, InitiativeTarget

DAY = dt.timedelta(days=1)


def make_cycle(code: str, first: dt.date, last: dt.date, **values: Any) -> PlanningCycle:
    """A quarter, unless said otherwise."""
    given = {"kind": "quarter", "starts_on": first, "ends_on": last}
    return PlanningCycle.objects.create(code=code, **(given | values))


def put_steps(
    cycle: PlanningCycle, *, due_on: dt.date | None = None, **states: str
) -> dict[str, CycleStep]:
    """Steps as if somebody had planned the cycle in them: all to come unless said otherwise, due
    on one day (tomorrow).
    """
    due, now = due_on or clock.today() + DAY, clock.now()
    for place, kind in enumerate(StepKind, start=1):
        state = states.get(kind, StepState.COMING)
        CycleStep.objects.create(
            code=f"{cycle.code}-{kind}",
            cycle=cycle,
            kind=kind,
            position=place,
            state=state,
            due_on=due,
            first_due_on=due,
            closed_on=clock.today() if state == StepState.CLOSED else None,
            updated_at=now,
        )
    return {one.kind: one for one in cycle.steps.all()}


def make_target(
    cycle: PlanningCycle, initiative: Initiative, indicator: str = "orders", **values: Any
) -> InitiativeTarget:
    given = {"value": Decimal(1000)}
    return InitiativeTarget.objects.create(
        initiative=initiative, cycle=cycle, indicator=indicator, **(given | values)
    )
