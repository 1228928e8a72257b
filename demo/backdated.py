"""A plan whose life is told rather than lived: what it says, where it stands, and on which day it
took each step.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from campaigns.enums import CampaignState as S
from campaigns.enums import Origin
from demo.scenario import Scenario

ONE = dt.timedelta(days=1)
# The steps on the way to a state, as the audit trail names them, each with the state it leads to.
UPTO_COORDINATION = (("create", S.DRAFT), ("submit", S.CHECKING), ("check_done", S.COORDINATING))
UPTO_FINAL = (*UPTO_COORDINATION, ("finalise", S.FINALISED))
UPTO_APPROVAL = (*UPTO_FINAL, ("approve", S.APPROVED))
UPTO_LAUNCH = (*UPTO_APPROVAL, ("launch", S.LIVE))
STEPS: dict[S, tuple[tuple[str, S], ...]] = {
    S.FINALISED: UPTO_FINAL,
    S.APPROVED: UPTO_APPROVAL,
    S.LIVE: UPTO_LAUNCH,
    S.SUSPENDED: (*UPTO_LAUNCH, ("suspend", S.SUSPENDED)),
    S.ENDED: (*UPTO_LAUNCH, ("end", S.ENDED)),
    S.EVALUATED: (*UPTO_LAUNCH, ("end", S.ENDED), ("evaluate", S.EVALUATED)),
    S.WITHDRAWN: (*UPTO_COORDINATION, ("withdraw", S.WITHDRAWN)),
    S.REJECTED: (*UPTO_FINAL, ("reject", S.REJECTED)),
    S.LAPSED: (*UPTO_APPROVAL, ("lapse", S.LAPSED)),
}
# Days between a step and the first day, and the least days between it and today.
LEADS = {
    "create": (40, 14),
    "submit": (33, 10),
    "check_done": (33, 10),
    "finalise": (26, 5),
    "approve": (21, 2),
}
HOURS = {"create": 9, "submit": 10, "check_done": 10, "finalise": 15, "approve": 16, "launch": 0}
REASONS = {
    "suspend": "部分卡实名信息待核，核清后恢复",
    "withdraw": "与同期方案合并，不再单独上线",
    "reject": "与专线提速让利重复，请并入下季度方案",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackdatedPlan:
    """One plan with the words of the API, its state, its author's user name."""

    plan: dict[str, Any]
    state: S
    author: str
    origin: Origin = Origin.OWN
    marks: dict[str, dt.datetime] = field(default_factory=dict)

    @property
    def starts_on(self) -> dt.date:
        return dt.date.fromisoformat(self.plan["starts_on"])

    @property
    def ends_on(self) -> dt.date:
        return dt.date.fromisoformat(self.plan["ends_on"])

    @property
    def owner(self) -> str:
        owner: str = self.plan["owner_unit"]
        return owner

    @property
    def steps(self) -> tuple[tuple[str, S], ...]:
        return STEPS[self.state]

    @property
    def created_at(self) -> dt.datetime:
        return self.marks["create"]

    @property
    def was_approved(self) -> bool:
        return "approve" in self.marks


def backdate(
    scenario: Scenario, plan: dict[str, Any], state: S, *, author: str, origin: Origin = Origin.OWN
) -> BackdatedPlan:
    """Lay the steps of a plan on days: all of them before today, in their order."""
    told = BackdatedPlan(plan=plan, state=state, author=author, origin=origin)
    for name, _ in told.steps:
        told.marks[name] = scenario.at(
            _day_of(scenario, told, name),
            HOURS.get(name, 17),
            minute=5 if name == "check_done" else 0,
        )
    return told


def _day_of(scenario: Scenario, told: BackdatedPlan, step: str) -> dt.date:
    if step in LEADS:
        lead, least = LEADS[step]
        return min(told.starts_on - lead * ONE, scenario.today - least * ONE)
    match step:
        case "launch":
            return told.starts_on
        case "end" | "lapse":
            return told.ends_on + ONE
        case "evaluate":
            return min(told.ends_on + 18 * ONE, scenario.today - ONE)
        case "suspend":
            return scenario.today - 3 * ONE
        case _:
            return scenario.today - 2 * ONE
