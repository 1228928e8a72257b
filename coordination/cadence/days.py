"""The cut-off days of a cycle's steps, in working days of the city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import accumulate

from campaigns.models import PlanningCycle
from coordination.cadence.policies import BEFORE, REVIEW_DAYS
from coordination.enums import StepKind
from organization.policies import values_on
from organization.workdays import LONGEST_BREAK, day_table

PREPARING = (
    StepKind.STRATEGY,
    StepKind.PLANS,
    StepKind.CONFLICTS,
    StepKind.COMMS,
    StepKind.RESOURCES,
)


def cut_offs(cycle: PlanningCycle, today: dt.date) -> Mapping[StepKind, dt.date]:
    """The last day of each step. What the cycle itself says of intentions and plans goes before
    the policies; no step ends before the one that comes first.
    """
    values = values_on(today)
    before = [int(one) for one in values[BEFORE[cycle.kind]]]
    reach = dt.timedelta(days=2 * max(before)) + LONGEST_BREAK
    table = day_table(cycle.starts_on - reach, cycle.ends_on + 3 * LONGEST_BREAK)
    counted = [table.back(cycle.starts_on, days) for days in before]
    counted[0] = cycle.intentions_by or counted[0]
    counted[1] = cycle.submit_by or counted[1]
    days = dict(zip(PREPARING, accumulate(counted, max), strict=True))
    return days | {
        StepKind.RUN: cycle.ends_on,
        StepKind.REVIEW: table.forward(cycle.ends_on, values[REVIEW_DAYS]),
    }
