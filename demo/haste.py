"""Plans that nobody looked at twice: a branch's own in a hurry, and two of two departments that do
not say whether one may take both.
"""

from __future__ import annotations

from typing import Any

from campaigns.enums import CampaignState as S
from demo.backdated import BackdatedPlan, backdate
from demo.blocks import block
from demo.plans import Planner
from demo.segments import every, where
from demo.terms import usual_offer
from demo.world import World
from organization.enums import ClosedKind
from organization.models import ClosedDay

NORTH = "branch-north"
# So late that nothing else of the branch is under way.
AFTER, LATER = 72, 105
NEARLY_EVERYBODY = {"filter": every(where("kind", "eq", "person"), where("arpu", "gte", "27"))}


def hurried(planner: Planner) -> dict[str, Any]:
    """On the day on which bills are run, through outlets that sell no data, at one stand for more
    orders than it can take, by SMS to all, also to those who do not want any.
    """
    starts_on = (
        ClosedDay.objects.filter(kind=ClosedKind.BILL_RUN, on__gte=planner.scenario.day(AFTER))
        .earliest("on")
        .on
    )
    plan = planner.plan(
        owner=NORTH,
        name="北苑赶集流量专场",
        product="data-month-10g",
        category="promotion",
        starts_on=starts_on,
        days=12,
        audience=[block(planner.scenario, "U3", [NORTH])],
        channels="yos",
        resource_requests=[],
    )
    plan["placements"][0]["expected_orders"] = 6_000
    plan["audience"]["exclude"] = []
    return plan


def never_evaluated(world: World, planner: Planner) -> BackdatedPlan:
    """What the same branch did before, of which nobody has said what came of it."""
    plan = planner.plan(
        owner=NORTH,
        name="北苑招工节流量礼",
        product="data-month-10g",
        category="promotion",
        starts_on=planner.scenario.day(-75),
        days=20,
        audience="U5",
        channels="y",
    )
    return backdate(world.scenario, plan, S.ENDED, author=world.planner_of(NORTH).username)


def both_at_once(planner: Planner) -> list[dict[str, Any]]:
    """A ring-back tone and a concert for nearly the same customers, free for a month each."""
    plans = []
    for days, owner, name, product in (
        (LATER, "product", "彩铃随心换", "music-ringback"),
        (LATER + 2, "consumer", "老客请你听演唱会", "music-concert"),
    ):
        offer = usual_offer("music", product)
        plans.append(
            planner.plan(
                owner=owner,
                name=name,
                product=product,
                category="service",
                starts_on=planner.first_day(str(days)),
                days=14,
                audience=[NEARLY_EVERYBODY],
                channels="t",
                offer={name: value for name, value in offer.items() if name != "stackable"},
            )
        )
    return plans
