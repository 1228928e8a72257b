"""What is kept of a search: moves with their reasons, windows and weeks before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pyroaring import AbstractBitMap

from common.clock import monday
from preflight.arranging.explaining import reasons
from preflight.arranging.problem import Choice
from preflight.arranging.tables import Tables
from preflight.open_amendments import launching
from preflight.rules.launch_clustering import points_of as launch_points

A_DAY = dt.timedelta(days=1)


def moves(found: Tables, choice: Choice) -> list[dict[str, Any]]:
    """The plans that move, from where to where and why."""
    own: dict[int, list[dict[str, Any]]] = {}
    for piece, push, first in found.waves:
        shape = found.problem.pieces[piece]
        head = shape.parent or 0
        if choice[piece] != shape.usual[choice[head]]:
            on = first + choice[piece] * A_DAY
            own.setdefault(head, []).append(
                {"placement": push.placement, "wave": push.number, "on": on.isoformat()}
            )
    return [
        {
            "campaign": one.plan.code,
            "from_on": one.plan.starts_on,
            "to_on": one.day(choice[place]),
            "waves": own.get(place, []),
            "reasons": reasons(found, choice, place),
        }
        for place, one in enumerate(found.movables)
        if choice[place] != one.present or place in own
    ]


Over = Mapping[str, AbstractBitMap]


def windows(found: Tables, choice: Choice, before: Over, after: Over) -> list[dict[str, Any]]:
    """The windows of the plans that could be moved, before and after, and how many persons each
    would contact too often then.
    """
    return [
        {
            "campaign": one.plan.code,
            "from": one.plan.starts_on.isoformat(),
            "until": one.plan.ends_on.isoformat(),
            "to": one.day(choice[place]).isoformat(),
            "persons_before": len(before[one.plan.code]),
            "persons_after": len(after[one.plan.code]),
        }
        for place, one in enumerate(found.movables)
    ]


def weeks(found: Tables, choice: Choice) -> list[dict[str, Any]]:
    """The launch points of each week before and after, with the company's limit."""
    context = found.context
    fixed = launching([*found.fixed, *context.launches])
    first = monday(min(one.first for one in found.movables))
    last = max(one.last for one in found.movables)
    rows: dict[Any, dict[str, Any]] = {}
    day = first
    while day <= last:
        held = sum(launch_points(one, context) for one in fixed if monday(one.starts_on) == day)
        limit = context.policies_on(day).launch_company_limit
        rows[day] = {"on": day.isoformat(), "before": held, "after": held, "limit": limit}
        day += 7 * A_DAY
    for name, plans in (
        ("before", [one.plan for one in found.movables]),
        ("after", found.plans(choice)),
    ):
        for one in plans:
            if (week := rows.get(monday(one.starts_on))) is not None:
                week[name] += launch_points(one, context)
    return list(rows.values())
