"""Playbooks, and two plans whose commitments stand in every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from campaigns.workflow.step import Step
from coordination.commitments.command import change_commitment
from coordination.commitments.making import ask
from coordination.models import Commitment
from coordination.playbooks.kinds import COMPONENTS
from demo.world import World
from organization.enums import Role

# Who performs what, by role.
PERFORMERS: Mapping[str, str] = {
    Role.CHANNEL_MANAGER: "channel.manager",
    Role.RESOURCE_KEEPER: "resource.keeper",
    Role.COMMS_EDITOR: "comms.editor",
    Role.SERVICE_MANAGER: "service.manager",
    Role.SUPPORT: "support.system",
    Role.FRONT_OFFICE: "front.office",
    Role.BRANCH_VIEWER: "branch.east",
}
Move = tuple[int, str, str, dict[str, Any]]  # days ago, step, by whom ("": the performer), asked
PROMISED: tuple[Move, ...] = ((4, "promise", "", {}),)


def kept(days_ago: int, evidence: str, mark: int) -> tuple[Move, ...]:
    """Promised, done and accepted with a mark."""
    return (
        *PROMISED,
        (days_ago, "done", "", {"evidence": evidence}),
        (days_ago - 1, "accept", "planner", {"mark": mark}),
    )


# A plan in coordination: half of it is still being talked about.
TALKED: Mapping[str, tuple[Move, ...]] = {
    "channels": ((0, "promise", "", {}),),
    "materials": ((0, "counter", "", {"reason": "折页印厂排期已满，可晚两个工作日到货。"}),),
    "drafts": ((0, "decline", "", {"reason": "本月编审排满，请外协或推迟。"}),),
    "configuration": ((0, "claim", "", {}),),
}
# An approved plan: mostly kept; one is late, one was not needed.
WORKED: Mapping[str, tuple[Move, ...]] = {
    "channels": kept(3, "各渠道承接单 4 份", 5),
    "drafts": kept(3, "https://doc.feiteng.example/d/0042", 4),
    "contingency": kept(2, "应急预案第 3 版", 3),
    "materials": (*PROMISED, (1, "done", "", {"evidence": "已发 12,000 份，签收 11,600 份"})),
    "configuration": (
        (5, "counter", "", {"reason": "赶在封网前配置。", "days": -1}),
        (4, "agree", "planner", {}),
        (0, "break_promise", "clock", {}),
    ),
    "testing": PROMISED,
    "words": ((3, "waive", "head", {"reason": "沿用上一档口径，不再宣贯。"}),),
    "branches": ((1, "withdraw", "clock", {}),),
}


def load_commitments(world: World, campaigns: Sequence[Campaign]) -> None:
    """Compose the first playbooks, and have two plans ask for what they need."""
    COMPONENTS.found()
    found = Campaign.objects.filter(
        pk__in=[one.pk for one in campaigns],
        owner_unit__code="enterprise",
        working__category__in=SELLING,
    )
    coming = found.select_related("owner_unit", "working").order_by("-working__starts_on", "code")
    for state, days_ago, course in ((S.CHECKING, 1, TALKED), (S.APPROVED, 6, WORKED)):
        plan = coming.filter(state=state)[0]
        asked = ask_for(world, plan, days_ago)
        for code, moves in course.items():
            for commitment in asked.get(code, ()):
                walk(world, commitment, moves)


def ask_for(world: World, plan: Campaign, days_ago: int) -> dict[str, list[Commitment]]:
    """The commitments of a plan, by component, as if it had been submitted with a playbook."""
    scenario = world.scenario
    step = Step(
        obj=plan,
        name="submit",
        actor=world.planner_of(plan.owner_unit.code),
        now=scenario.at(scenario.day(-days_ago), 10),
        source=plan.state,
        target=plan.state,
    )
    ask(step)
    found: dict[str, list[Commitment]] = {}
    rows = Commitment.objects.filter(campaign=plan).select_related("item__component", "campaign")
    for one in rows.order_by("code"):
        found.setdefault(one.item.component.code, []).append(one)
    return found


def walk(world: World, commitment: Commitment, moves: Sequence[Move]) -> None:
    """Take the steps, each so many days ago."""
    scenario, owner = world.scenario, commitment.campaign.owner_unit.code
    for days_ago, name, who, asked in moves:
        performer = world.users[PERFORMERS[commitment.performer_role]]
        actors = {
            "": performer,
            "planner": world.planner_of(owner),
            "head": world.head_of(owner),
            "clock": None,
        }
        values = dict(asked)
        if name == "counter":
            default = (commitment.due_on + dt.timedelta(days=2) - scenario.today).days
            values["due_on"] = scenario.day(values.pop("days", default))
        change_commitment(
            commitment=commitment,
            name=name,
            actor=actors[who],
            now=scenario.at(scenario.day(-days_ago), 14),
            **values,
        )


SELLING = frozenset({"mobile_service", "group", "data", "tariff", "device", "promotion"})
