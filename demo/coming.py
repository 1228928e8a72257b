"""The plans around and after today: decided ones told in bulk, the others made and submitted
through the commands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from campaigns.commands.plans import create_campaign
from campaigns.commands.state import change_state
from campaigns.enums import CampaignState as S
from campaigns.enums import Category, Origin
from campaigns.models import Campaign, Hold
from campaigns.plan_json.plan import PlanSerializer
from campaigns.workflow.submission import asks_of
from demo import blocks
from demo.backdated import REASONS, BackdatedPlan, backdate
from demo.coming_data import (
    APPROVED,
    CLOSED,
    COORDINATING,
    DRAFTS,
    FINALISED,
    FROM_PROVINCE,
    INTENTION,
    LIVE,
    RIDERS,
    URGENT,
)
from demo.plans import Planner
from demo.world import World
from resources import reservations


def told_plans(world: World, planner: Planner) -> list[BackdatedPlan]:
    """The plans that are past coordination: live, approved, waiting for approval, given up."""
    rows = (*LIVE, *APPROVED, *FINALISED, *CLOSED)
    return [_told(world, planner, plan, state) for plan, state in _plans(planner, rows)]


def _told(world: World, planner: Planner, plan: dict[str, Any], state: S) -> BackdatedPlan:
    origin = Origin.PROVINCE if plan["name"] in FROM_PROVINCE else Origin.OWN
    return backdate(
        world.scenario,
        plan,
        state,
        author=world.planner_of(plan["owner_unit"]).username,
        origin=origin,
    )


def _plans(planner: Planner, rows: Sequence[Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    for owner, name, product, category, start, days, state, block, channels in rows:
        plan = planner.plan(
            owner=owner,
            name=name,
            product=product,
            category=category,
            starts_on=planner.first_day(start),
            days=days,
            audience=block,
            channels=channels,
            rider=RIDERS.get(name),
            urgent=name == URGENT,
        )
        yield plan, state


def submit_plans(world: World, planner: Planner, more: Sequence[dict[str, Any]]) -> list[Campaign]:
    """Create and submit the plans in coordination; their checks run as soon as a worker is
    there.
    """
    plans = [*(plan for plan, _ in _plans(planner, COORDINATING)), *more]
    campaigns = []
    for number, plan in enumerate(plans):
        now = world.scenario.at(world.scenario.day(-1 - number % 6), 9 + number % 8, number % 60)
        campaigns.append(submit(world, plan, now=now))
    return campaigns


def submit(world: World, plan: Mapping[str, Any], *, now: dt.datetime) -> Campaign:
    """Create a plan as its planner and submit it."""
    campaign = create(world, plan, now=now)
    actor = world.planner_of(plan["owner_unit"])
    return change_state(campaign_id=campaign.pk, name="submit", actor=actor, now=now).campaign


def draft_plans(world: World, planner: Planner) -> list[Campaign]:
    """Create the drafts and make some of them known as intentions."""
    campaigns = []
    for number, (plan, state) in enumerate(_plans(planner, DRAFTS)):
        now = world.scenario.at(world.scenario.day(-3 - number), 11, number)
        campaign = create(world, plan, now=now)
        if state == INTENTION:
            campaign = change_state(
                campaign_id=campaign.pk,
                name="announce",
                actor=world.planner_of(plan["owner_unit"]),
                now=now,
            ).campaign
        campaigns.append(campaign)
    return [*campaigns, care_plan(world)]


def care_plan(world: World) -> Campaign:
    """Care for key contacts at the next festival: a list, a gift and a budget, no offer."""
    first = world.scenario.day(45)
    plan = {
        "name": "重点集团关键人节日关怀",
        "category": Category.CARE,
        "owner_unit": "enterprise",
        "starts_on": first.isoformat(),
        "ends_on": (first + dt.timedelta(days=9)).isoformat(),
        "objective": "节前由客户经理逐户上门，送保温杯并听取意见。",
        "budget": "6000.00",
        "audience": {"include": [blocks.block(world.scenario, "E1", [])], "exclude": []},
        "resource_requests": [
            {
                "resource": "thermos",
                "unit": "branch-east",
                "quantity": 40,
                "needed_by": (first - dt.timedelta(days=3)).isoformat(),
            }
        ],
        "service_plan": {"script": "感谢您一年来的支持，节日快乐；您有什么意见请直接告诉我。"},
    }
    return create(world, plan, now=world.scenario.at(world.scenario.day(-2), 16))


def create(world: World, plan: Mapping[str, Any], *, now: dt.datetime) -> Campaign:
    """A draft from the words of the API, written by the owner's planner."""
    actor = world.planner_of(plan["owner_unit"])
    serializer = PlanSerializer(data=plan, context={"viewer": actor})
    serializer.is_valid(raise_exception=True)
    return create_campaign(plan=serializer.validated_data, actor=actor, now=now)


def reserve(campaigns: Sequence[Campaign], told: Mapping[str, BackdatedPlan], world: World) -> None:
    """Promise stock to decided plans, hand it out to those that run, and hold the suspended one."""
    decided = {
        S.APPROVED: "approve",
        S.LIVE: "launch",
        S.SUSPENDED: "launch",
        S.FINALISED: "finalise",
    }
    for campaign in campaigns:
        if S(campaign.state) not in decided:
            continue
        marks = told[campaign.code].marks
        if campaign.state == S.FINALISED:
            reservations.reserve_soft(
                campaign=campaign.code, asks=asks_of(campaign), now=marks["finalise"]
            )
            continue
        reservations.reserve_hard(
            campaign=campaign.code, asks=asks_of(campaign), now=marks["approve"]
        )
        if campaign.state in {S.LIVE, S.SUSPENDED}:
            reservations.use_at_launch(campaign=campaign.code, now=marks["launch"])
        if campaign.state == S.SUSPENDED:
            Hold.objects.create(
                campaign=campaign,
                reason=REASONS["suspend"],
                placed_by=world.head_of(told[campaign.code].owner),
                placed_at=marks["suspend"],
            )
