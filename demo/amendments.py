"""Two running plans that are being changed."""

from __future__ import annotations

import datetime as dt

from campaigns.commands import change_plan, change_state
from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from demo.world import World

LONGER = (5, 9)  # days


def load_amendments(world: World) -> None:
    """Have the planners of two running plans ask for more days."""
    now = world.scenario.at(world.scenario.day(-1), 15)
    live = Campaign.objects.filter(state=S.LIVE, holds=None, owner_unit__code="consumer")
    plans = live.select_related("in_force", "owner_unit").order_by("-code")
    for plan, days in zip(plans[: len(LONGER)], LONGER, strict=False):
        if plan.in_force is None:
            continue
        planner = world.planner_of(plan.owner_unit.code)
        begun = change_state(campaign_id=plan.pk, name="amend", actor=planner, now=now).copy
        if begun is None:
            continue
        until = plan.in_force.ends_on + dt.timedelta(days=days)
        change_plan(campaign_id=begun.pk, plan={"ends_on": until}, actor=planner, now=now)
        change_state(campaign_id=begun.pk, name="submit", actor=planner, now=now)
