"""What can be done about what has to be ordered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context
from preflight.needs import Line
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import shift


@dataclass(frozen=True, slots=True)
class ToOrder:
    """What is missing of a request, and the last day on which it can be ordered."""

    line: Line
    order_by: dt.date

    @property
    def lead_days(self) -> int:
        return self.line.request.lead_days


def reorder(plan: PlanSnapshot, need: ToOrder) -> WayOut:
    """Order what is missing for a unit."""
    request = need.line.request
    return WayOut(
        kind=WayOutKind.REORDER,
        campaign=plan.code,
        params={
            "resource": request.resource,
            "unit": request.unit,
            "quantity": need.line.short_by,
            "by": need.order_by,
        },
    )


def shifted(plan: PlanSnapshot, context: Context, needs: list[ToOrder]) -> WayOut:
    """The plan so far later that all can still be ordered on the day of the run."""
    days = max(
        (earliest_need(context, one.lead_days) - one.line.request.needed_by).days for one in needs
    )
    return shift(plan, plan.starts_on + dt.timedelta(days=days))


def earliest_need(context: Context, lead_days: int) -> dt.date:
    """The first day for which something can still be ordered on the day of the run."""
    day = context.workdays.forward(context.as_of, lead_days)
    while context.workdays.back(day, lead_days) < context.as_of:
        day += dt.timedelta(days=1)
    return day
