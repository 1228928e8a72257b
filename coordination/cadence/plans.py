"""Which plans belong to a cycle, and which cycle holds a plan to its cut-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import F

from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanningCycle
from campaigns.models.campaign import CampaignQuerySet
from coordination.enums import StepKind
from coordination.models import CycleStep

S = CampaignState
GONE = frozenset({S.WITHDRAWN, S.REJECTED, S.LAPSED})
PENDING = frozenset({S.CHECKING, S.COORDINATING, S.FINALISED})


def plans_of(cycle: PlanningCycle) -> CampaignQuerySet:
    """The plans that begin in the cycle, drafts among them, without what came to nothing."""
    rows = Campaign.objects.filter(
        amends=None, working__starts_on__range=(cycle.starts_on, cycle.ends_on)
    )
    return rows.exclude(state__in=GONE)


def intentions_of(cycle: PlanningCycle) -> CampaignQuerySet:
    """Plans that were announced for the cycle and never submitted."""
    return plans_of(cycle).filter(state=S.DRAFT, announced_at__isnull=False, working__number=1)


def intakes_on(days: Iterable[dt.date]) -> dict[dt.date, CycleStep]:
    """The step “plans in” that a plan beginning on each of the days comes in by: that of the
    shortest cycle that is planned in steps, none for a day outside all of them. One query, none
    without days.
    """
    wanted = set(days)
    if not wanted:
        return {}
    rows = CycleStep.objects.filter(
        kind=StepKind.PLANS,
        cycle__starts_on__lte=max(wanted),
        cycle__ends_on__gte=min(wanted),
    )
    length = F("cycle__ends_on") - F("cycle__starts_on")
    steps = list(rows.select_related("cycle").order_by(length, "pk"))
    found = {
        day: next((s for s in steps if s.cycle.starts_on <= day <= s.cycle.ends_on), None)
        for day in wanted
    }
    return {day: step for day, step in found.items() if step is not None}


def intake_on(day: dt.date) -> CycleStep | None:
    """The step that a plan beginning on the day comes in by."""
    return intakes_on([day]).get(day)
