"""Contacts made already, by the plan that they were made for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from campaigns.models import Campaign
from customers import queries
from customers.queries import TouchRow
from preflight.context import PastContacts


def past_contacts(since: dt.date, last: dt.date, as_of: dt.date) -> tuple[PastContacts, ...]:
    """Touches of a span of days, up to the day of the run."""
    if since > as_of:
        return ()
    return told_by(queries.touches_between(since, min(as_of, last)))


def told_by(rows: Sequence[TouchRow]) -> tuple[PastContacts, ...]:
    """The touches, each with the plan that it was made for."""
    plans = plans_by_external_code({row.campaign for row in rows if row.campaign})
    return tuple(
        PastContacts(
            contact_class=row.contact_class,
            on=row.happened_on,
            campaign=plan_told(row, plans),
            channel=row.channel,
            is_care=row.is_care,
            persons=row.persons,
        )
        for row in rows
    )


def plans_by_external_code(names: set[str]) -> dict[str, list[Campaign]]:
    """The plans that the billing system knows by these codes, the oldest first."""
    plans: dict[str, list[Campaign]] = {}
    rows = Campaign.objects.filter(external_code__in=names).order_by("pk")
    for plan in rows.select_related("working", "in_force"):
        plans.setdefault(plan.external_code, []).append(plan)
    return plans


def plan_told(touch: TouchRow, plans: Mapping[str, list[Campaign]]) -> str:
    """The code of the plan that a touch names, by its own code or by that of the billing system; of
    several the one that ran on the day, else the newest.
    """
    named = plans.get(touch.campaign, [])
    running = [plan for plan in named if runs_on(plan, touch.happened_on)]
    return next((plan.code for plan in reversed(running or named)), touch.campaign)


def runs_on(plan: Campaign, day: dt.date) -> bool:
    version = plan.in_force or plan.working
    return version is not None and version.starts_on <= day <= version.ends_on
