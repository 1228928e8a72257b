"""The launch points of each week: what is fixed in it, what may come to lie there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from common.clock import monday
from preflight.arranging.crowding import Bin, Fill
from preflight.arranging.loads import SIX_DAYS, room
from preflight.arranging.movable import Movable, span
from preflight.channel_load import WEEK
from preflight.context import Context
from preflight.open_amendments import launching
from preflight.rules.launch_clustering import points_of
from preflight.snapshot import PlanSnapshot


def weeks(
    movables: Sequence[Movable], fixed: Sequence[PlanSnapshot], context: Context
) -> Iterator[Bin]:
    """The launch points of each week: of the company, beyond which launches are blocked, and of
    each branch, beyond which they are warned of.
    """
    every = launching([*fixed, *context.launches])
    first = monday(min(one.first for one in movables))
    last = max(one.last for one in movables)
    for number in range((last - first).days // WEEK + 1):
        week = first + dt.timedelta(weeks=number)
        there = [one for one in every if monday(one.starts_on) == week]
        policies = context.policies_on(week)
        coming = [
            (one.plan, Fill(at, *found, points_of(one.plan.moved(week), context)))
            for at, one in enumerate(movables)
            if (found := span(one.first, one.options, week, week + SIX_DAYS))
        ]
        yield Bin(
            key=f"company:{week}",
            room=room(policies.launch_company_limit, sum(points_of(one, context) for one in there)),
            fills=tuple(fill for _plan, fill in coming),
            blocking=1,
        )
        for branch in context.branches:
            held = sum(points_of(one, context) for one in there if one.runs_in(branch))
            yield Bin(
                key=f"branch:{week}:{branch}",
                room=room(policies.launch_branch_limit, held),
                fills=tuple(fill for plan, fill in coming if plan.runs_in(branch)),
                warning=1,
            )
