"""Another first day typed by hand: whether what is dated within the plan is to move along, and how
it does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from copy import copy
from typing import Any

from django.utils.dateparse import parse_date

from campaigns.models import PlanVersion
from campaigns.plan_data import moved_data

DAYS = frozenset({"starts_on", "ends_on"})


def moved_along(data: dict[str, Any], version: PlanVersion, since: dt.date) -> dict[str, Any]:
    """What moves by as many days as the first day of the form does since that day. A last day that
    nobody has changed moves too. Nothing for a form without a first day.
    """
    first = day_of(data, "starts_on")
    if first is None:
        return {}
    last, before = day_of(data, "ends_on"), copy(version)
    before.ends_on, before.starts_on = version.ends_on + (since - version.starts_on), since
    is_kept = last == version.ends_on and version.starts_on == since
    moved = moved_data(before, starts_on=first, ends_on=None if is_kept else last)
    if is_kept:
        data["ends_on"] = moved["ends_on"].isoformat()
    return moved


def may_move_along(
    data: Mapping[str, Any], version: PlanVersion, since: dt.date, errors: Mapping[str, Any]
) -> dict[str, Any]:
    """What the page offers when the first day was changed since ``since`` and something else of the
    plan has a day; nothing while other fields are wrong.
    """
    first = day_of(data, "starts_on")
    if first is None or first == since or not set(errors) <= DAYS or not has_days(version):
        return {}
    return {"move_from": since.isoformat(), "move_by": abs((first - since).days)}


def has_days(version: PlanVersion) -> bool:
    """Whether waves, requests or a training have days of their own."""
    return (
        any(one.waves.all() for one in version.placements.all())
        or bool(version.resource_requests.all())
        or version.training_on is not None
    )


def day_of(data: Mapping[str, Any], name: str) -> dt.date | None:
    """A day that was typed, if it is one."""
    try:
        return parse_date(str(data.get(name, "")))
    except ValueError:
        return None
