"""Planning cycles and initiatives: what plans are made within, and what they serve."""

from __future__ import annotations

import datetime as dt

from campaigns.models import Initiative, PlanningCycle
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

# Leadership says when the company plans and what for; an administrator may enter it.
PLANNING = (Permission.MANAGE_SETUP, Permission.APPROVE_COMPANY)


def save_cycle(
    *, cycle: PlanningCycle, actor: User, now: dt.datetime | None = None
) -> PlanningCycle:
    """Add or change a planning cycle. Raises ``Refused``, ``ValidationError``."""
    require_any(actor, PLANNING)
    save_row(cycle, kind="cycle", code=cycle.code, actor=actor, now=now)
    return cycle


def remove_cycle(*, cycle: PlanningCycle, actor: User, now: dt.datetime | None = None) -> None:
    """Take out a planning cycle that was entered wrongly. Raises ``Refused`` (409) while
    initiatives name it.
    """
    require_any(actor, PLANNING)
    remove_row(cycle, kind="cycle", code=cycle.code, actor=actor, now=now)


def save_initiative(
    *, initiative: Initiative, actor: User, now: dt.datetime | None = None
) -> Initiative:
    """Add or change an initiative. Raises ``Refused``, ``ValidationError``."""
    require_any(actor, PLANNING)
    save_row(
        initiative,
        kind="initiative",
        code=initiative.code,
        actor=actor,
        unit=initiative.owner_unit.code,
        now=now,
    )
    return initiative
