"""Announced drafts of other units near a plan. Only name, window, products, channels and branches
of them are known, so that trouble with them can never be more than not ruled out, and only who
still drafts is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from common.clock import monday
from preflight.context import Context
from preflight.snapshot import PlanSnapshot, days_apart


def intended(plan: PlanSnapshot, context: Context) -> tuple[PlanSnapshot, ...]:
    """The intentions of others, for a preview; nobody else is warned of them."""
    return context.intentions if context.is_preview else ()


def starting_with(plan: PlanSnapshot, context: Context) -> list[PlanSnapshot]:
    """Those that mean to start in the week in which the plan starts."""
    week = monday(plan.starts_on)
    return [one for one in intended(plan, context) if monday(one.starts_on) == week]


def on_channels(
    plan: PlanSnapshot, context: Context, channels: Iterable[str], *, within: dt.timedelta
) -> list[PlanSnapshot]:
    """Those that mean to use one of the channels no further than so many days from the plan."""
    wanted = frozenset(channels)
    return [
        one
        for one in intended(plan, context)
        if wanted & one.channels and days_apart(plan, one) <= within.days
    ]


def codes(plans: Iterable[PlanSnapshot]) -> list[str]:
    return sorted(one.code for one in plans)
