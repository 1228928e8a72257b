"""Three quarters planned in steps: the last one reviewed, this one running, plans coming in for the
next; and what the initiatives are to reach.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from campaigns.enums import CampaignState, CycleKind
from campaigns.models import Campaign, Initiative, PlanningCycle
from coordination.cadence.commands import plan_in_steps
from coordination.enums import StepKind, StepState, Verdict
from coordination.models import CycleStep, InitiativeReview, InitiativeTarget
from demo.world import World

# Initiative, figure, to reach a quarter, what came in the last one.
FIGURES = (
    ("keep-the-base", "renewals", 42_000, 39_800),
    ("keep-the-base", "recharged", 6_000_000, 6_310_000),
    ("light-every-home", "new_customers", 8_500, 7_120),
    ("fewer-bigger", "complaints", 6, 7),
    ("members-first", "orders", 15_000, 16_240),
    ("clean-subscriptions", "complaints", 4, 3),
)
REVIEWS = (
    ("keep-the-base", Verdict.CARRY_ON, "续约礼比直降更有效，下季沿用并提前两周预热。"),
    ("light-every-home", Verdict.CHANGE, "千兆装机排不上期，下季先锁装维资源再上量。"),
    ("fewer-bigger", Verdict.CARRY_ON, "合并后册子少了一半，投诉仍偏高，解释口径要跟上。"),
    ("members-first", Verdict.CARRY_ON, "双向经营见效，成员充值与集团协议分开讲。"),
    ("clean-subscriptions", Verdict.CARRY_ON, "双确认上线后投诉下降，继续。"),
)
# How the plans of an initiative are named.
SERVED = (
    ("keep-the-base", ("续约", "回馈", "充")),
    ("light-every-home", ("光", "宽带", "千兆")),
    ("members-first", ("集团", "企业")),
    ("clean-subscriptions", ("流量", "视频", "音乐")),
)
LEAST_AHEAD = dt.timedelta(days=20)
REOPENED = "年末补报：春节前的方案集中到齐，延长受理。"


def load_cadence(world: World) -> None:
    """Plan three quarters in steps and say how each stands today."""
    today = world.scenario.today
    quarters = list(PlanningCycle.objects.filter(kind=CycleKind.QUARTER).order_by("starts_on"))
    at = next(n for n, one in enumerate(quarters) if one.starts_on <= today <= one.ends_on)
    aims = Initiative.objects.in_bulk(field_name="code")
    serve(aims)
    before, running = quarters[at - 1], quarters[at]
    for cycle in quarters[at - 1 : at + 2]:
        set_figures(cycle, aims, is_over=cycle == before)
    states = dict.fromkeys(StepKind, StepState.CLOSED)
    put(world, before, states)
    for code, verdict, words in REVIEWS:
        InitiativeReview.objects.create(
            initiative=aims[code],
            cycle=before,
            verdict=verdict,
            words=words,
            reviewed_by=world.users["leader"],
            reviewed_at=world.scenario.at(running.starts_on, 15),
        )
    running_now = states | {
        StepKind.PLANS: StepState.REOPENED,
        StepKind.RUN: StepState.OPEN,
        StepKind.REVIEW: StepState.COMING,
    }
    put(world, running, running_now)
    if len(quarters) > at + 1:
        begun = dict.fromkeys(StepKind, StepState.COMING)
        begun |= {StepKind.STRATEGY: StepState.CLOSED, StepKind.PLANS: StepState.OPEN}
        put(world, quarters[at + 1], begun)


def put(world: World, cycle: PlanningCycle, states: Mapping[StepKind, StepState]) -> None:
    """The steps of a cycle in these states, with the days on which they came to them."""
    today = world.scenario.today
    begun = world.scenario.at(cycle.starts_on - dt.timedelta(days=60), 9)
    plan_in_steps(cycle=cycle, actor=world.users["leader"], now=begun)
    for step in cycle.steps.all():
        step.state = states[StepKind(step.kind)]
        if step.state != StepState.COMING:
            step.opened_on = min(step.due_on - dt.timedelta(days=20), today)
        if step.state == StepState.CLOSED:
            step.closed_on = min(step.due_on, today)
        elif step.kind == StepKind.PLANS:
            # Plans of the demo come in however late in the quarter it is loaded.
            step.due_on = max(step.due_on, today + LEAST_AHEAD, end_of_intake(cycle, step))
        if step.state == StepState.REOPENED:
            step.why = REOPENED
        step.save()


def end_of_intake(cycle: PlanningCycle, step: CycleStep) -> dt.date:
    """A reopened intake stays open as long as the cycle runs."""
    return cycle.ends_on if step.state == StepState.REOPENED else step.due_on


def set_figures(cycle: PlanningCycle, aims: Mapping[str, Initiative], *, is_over: bool) -> None:
    """What each initiative is to reach in a quarter, and what came where it is over."""
    InitiativeTarget.objects.bulk_create(
        InitiativeTarget(
            initiative=aims[code],
            cycle=cycle,
            indicator=indicator,
            value=Decimal(value),
            came=Decimal(came) if is_over else None,
        )
        for code, indicator, value, came in FIGURES
    )


def serve(aims: Mapping[str, Initiative]) -> None:
    """Have plans serve the initiative that their name speaks of."""
    plans = Campaign.objects.filter(initiative=None, amends=None).exclude(state=CampaignState.DRAFT)
    for code, words in SERVED:
        for word in words:
            plans.filter(name__contains=word).update(initiative=aims[code])
