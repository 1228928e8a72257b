"""Plans of which only little matters: those that start some weeks away, announced intentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models.functions import Coalesce

from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign, PlanVersion
from preflight.context import WEEKS_AROUND
from preflight.plans import intention_of
from preflight.snapshot import PlanSnapshot

# Ended plans still count for clashes and pressure inside a policy window, and in their week.
OVER = frozenset({CampaignState.ENDED, CampaignState.EVALUATED})
INTENTION_PARTS = ("branches", "offers__product__family", "placements__channel")


def launches(
    plan: PlanSnapshot, first: dt.date, last: dt.date, *, but: Iterable[str]
) -> tuple[PlanSnapshot, ...]:
    """What starts within some weeks of the span, ``but`` the plans that meet it: enough to add up
    the points of a week.
    """
    around = dt.timedelta(weeks=WEEKS_AROUND)
    rows = (
        Campaign.objects.filter(state__in=ACTIVE_STATES | OVER)
        .exclude(code__in=[plan.code, *but])
        .annotate(
            shown=Coalesce("in_force_id", "working_id"),
            first_day=Coalesce("in_force__starts_on", "working__starts_on"),
        )
        .filter(first_day__range=(first - around, last + around))
        .order_by("code")
    )
    shown = {row.shown: row for row in rows}
    versions = PlanVersion.objects.filter(pk__in=shown).prefetch_related("branches")
    return tuple(
        PlanSnapshot(
            code=shown[one.pk].code,
            state=shown[one.pk].state,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            category=one.category,
            branches=frozenset(unit.code for unit in one.branches.all()),
        )
        for one in versions
    )


def intentions(
    plan: PlanSnapshot, first: dt.date, last: dt.date, around: dt.timedelta
) -> tuple[PlanSnapshot, ...]:
    """Announced drafts of others near the span."""
    rows = (
        Campaign.objects.filter(state=CampaignState.DRAFT, announced_at__isnull=False)
        .filter(working__starts_on__lte=last + around, working__ends_on__gte=first - around)
        .exclude(code=plan.code)
        .select_related("working")
        .prefetch_related(*(f"working__{part}" for part in INTENTION_PARTS))
        .order_by("code")
    )
    return tuple(intention_of(row, row.working) for row in rows if row.working is not None)
