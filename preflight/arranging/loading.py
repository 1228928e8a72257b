"""The plans of a planning cycle, those that may be moved and those that stay, with what surrounds
them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from campaigns.enums import Origin
from campaigns.models import Campaign, PlanningCycle, PlanVersion
from preflight import loading, master_data
from preflight.around import Around
from preflight.around import around as what_is_around
from preflight.arranging.movable import Movable
from preflight.context import Context
from preflight.snapshot import CHANGEABLE_STATES, PlanSnapshot
from preflight.stored_plans import DRAFT_PARTS, plan_of

# A plan that may be moved by very much is tried no farther away than that.
FARTHEST = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The movable plans, those that stay, and the context that holds for all of them."""

    movables: tuple[Movable, ...]
    fixed: tuple[PlanSnapshot, ...]
    context: Context | None


def plans_of(cycle: PlanningCycle) -> list[Campaign]:
    """The drafts and submitted plans that begin in a cycle, who came first at the head. Amendments
    stay where their plan is.
    """
    rows = Campaign.objects.filter(
        amends=None,
        state__in=CHANGEABLE_STATES,
        working__starts_on__range=(cycle.starts_on, cycle.ends_on),
    ).select_related("owner_unit", "working", "author")
    return sorted(rows, key=lambda one: (came_at(one), one.pk))


def came_at(campaign: Campaign) -> tuple[bool, dt.datetime]:
    """When it was submitted; drafts come after what is submitted."""
    working = campaign.working
    if working is not None and working.submitted_at is not None:
        return False, working.submitted_at
    return True, campaign.created_at


def span_of(
    campaign: Campaign, cycle: PlanningCycle, *, today: dt.date
) -> tuple[dt.date, dt.date] | None:
    """The first and last day on which a plan may begin: as far as its owner lets it be moved,
    inside the cycle and not in the past. None where it stays: a province plan, one that may not be
    moved or would begin in the past.
    """
    working = campaign.working
    if working is None or campaign.origin == Origin.PROVINCE or working.starts_on < today:
        return None
    by = dt.timedelta(days=min(working.flex_days, FARTHEST))
    first = max(working.starts_on - by, cycle.starts_on, today)
    last = min(working.starts_on + by, cycle.ends_on)
    return (first, last) if first < last else None


def load(
    cycle: PlanningCycle,
    *,
    today: dt.date,
    held: Collection[str] = (),
    tell: Callable[[int], None] = lambda _percent: None,
) -> Loaded:
    """Everything that an arrangement of the cycle reads; the plans in ``held`` stay."""
    campaigns = plans_of(cycle)
    spans = {
        one.code: found
        for one in campaigns
        if one.code not in held and (found := span_of(one, cycle, today=today))
    }
    snapshots = snapshots_of(campaigns, today=today)
    if not spans:
        return Loaded(movables=(), fixed=(), context=None)
    moved = [snapshots[code] for code in spans]
    first, last = (
        cycle.starts_on,
        max(spans[one.code][1] + (one.ends_on - one.starts_on) for one in moved),
    )
    around = what_is_around(first, last, as_of=today)
    fixed = tuple(one for one in around.plans if one.code not in spans)
    known = {one.code for one in fixed}
    fixed += tuple(
        one for code, one in snapshots.items() if code not in spans and code not in known
    )
    tell(10)
    movables = list(_movables(moved, spans, replace(around, plans=()), today=today, tell=tell))
    launches = master_data.launches(
        moved[0], first, last, but=[*spans, *(one.code for one in fixed)]
    )
    context = replace(movables[0].context, plans=(), launches=launches, touches=around.sent.touches)
    return Loaded(movables=tuple(movables), fixed=fixed, context=context)


def snapshots_of(campaigns: Sequence[Campaign], *, today: dt.date) -> dict[str, PlanSnapshot]:
    """The working versions as rules read them, by the plans' codes."""
    versions = PlanVersion.objects.filter(
        pk__in=[one.working_id for one in campaigns if one.working_id]
    ).prefetch_related(*DRAFT_PARTS)
    by_campaign = {one.campaign_id: one for one in versions}
    found = {}
    for campaign in campaigns:
        if version := by_campaign.get(campaign.pk):
            version.campaign = campaign
            found[campaign.code] = plan_of(version, today=today)
    return found


def _movables(
    plans: Sequence[PlanSnapshot],
    spans: dict[str, tuple[dt.date, dt.date]],
    around: Around,
    *,
    today: dt.date,
    tell: Callable[[int], None],
) -> Iterable[Movable]:
    for order, plan in enumerate(plans):
        first, last = spans[plan.code]
        context = loading.load_context(
            plan, as_of=today, start_from=first, start_until=last, around=around
        ).context
        yield Movable(
            plan=plan,
            first=first,
            last=last,
            context=replace(context, plans=(), launches=(), touches=(), needs_ways_out=False),
            order=order,
        )
        tell(10 + 90 * (order + 1) // len(plans))
