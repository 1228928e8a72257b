"""Running plans that are being changed: two still in coordination, one by an amendment in force."""

from __future__ import annotations

import datetime as dt

from campaigns.commands import change_plan, change_state
from campaigns.commands.acknowledging import acknowledge
from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from campaigns.people import heads_of, people_with
from campaigns.receipts import readings
from campaigns.workflow import AMENDMENT
from demo.world import World
from organization.enums import Role

LONGER = (5, 9, 7)  # days


def load_amendments(world: World) -> None:
    """Have the planners of some running plans ask for more days."""
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


def bring_one_into_force(now: dt.datetime) -> None:
    """Have the first amendment in which nothing has to be solved approved, once all are checked; a
    branch says that it has read it.
    """
    rows = Campaign.objects.filter(amends__isnull=False, state=S.COORDINATING)
    for amendment in rows.select_related("owner_unit", "working", "author").order_by("code"):
        if not AMENDMENT.why_not("finalise", amendment, amendment.author):
            sign(amendment, now)
            return


def sign(amendment: Campaign, now: dt.datetime) -> None:
    head = heads_of(amendment.owner_unit)[0]
    for name, actor in (("finalise", amendment.author), ("approve", head)):
        change_state(campaign_id=amendment.pk, name=name, actor=actor, now=now)
    plan = Campaign.objects.select_related("in_force").get(amendments=amendment)
    for one in readings(plan):
        for reader in people_with({Role.BRANCH_VIEWER}, one.branch)[:1]:
            acknowledge(campaign=plan, branch=one.branch.code, actor=reader, now=now)
            return
