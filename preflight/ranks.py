"""Which plan gives way first: ranks set by leadership, else computed from what a plan is, never
from when it was submitted. Source: rules.md, Ranks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import is_
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import Origin
from findings.facts import PLAN, Count, Facts, Figure, Many, Record
from preflight.context import Context
from preflight.policies import Policies
from preflight.readiness import CHECKLISTS, Checklists, Gate, assess, said_by_plan
from preflight.snapshot import PlanSnapshot

HUNDRED = 100
RANKED = ("rank",)
RANK = Record(
    {
        "campaign": PLAN,
        "set_rank": Count(nullable=True, figure=Figure(_("Set by leadership"))),
        "province": Count(figure=Figure(_("From the province"))),
        "value": Count(figure=Figure(_("Target value per person"))),
        "reach": Count(figure=Figure(_("Reach"))),
        "readiness": Count(figure=Figure(_("Readiness"))),
        "points": Count(figure=Figure(pgettext_lazy("rank", "Points"))),
    }
)
# The plans of a finding with their ranks, who stays first; how they come about is a table.
RANKS = Facts(ranks=Many(RANK, table=_("Ranks: who stays stands first")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Rank of a plan and what it comes from: whether it is the province's, the number that
    leadership set, and the points of each part.
    """

    campaign: str
    is_province: bool = False
    set_rank: int | None = None
    province: int
    value: int
    reach: int
    readiness: int

    @property
    def points(self) -> int:
        return self.province + self.value + self.reach + self.readiness

    @property
    def order(self) -> tuple[bool, bool, int, int]:
        """Who stays comes first: the province's plans, then those with a number of leadership by
        that, then more points before fewer.
        """
        return (not self.is_province, self.set_rank is None, self.set_rank or 0, -self.points)

    def as_facts(self) -> dict[str, int | str | None]:
        """The arithmetic as ``RANK`` declares it."""
        return {
            "campaign": self.campaign,
            "set_rank": self.set_rank,
            "province": self.province,
            "value": self.value,
            "reach": self.reach,
            "readiness": self.readiness,
            "points": self.points,
        }


def rank(plan: PlanSnapshot, policies: Policies, checklists: Checklists = CHECKLISTS) -> Rank:
    """Province origin, target value per person, reach and readiness; each grows evenly up to its
    policy's most points.
    """
    persons = len(plan.persons)
    per_person = plan.target_value / persons if persons else Decimal(0)
    filled = (
        min(per_person / policies.rank_value_full, Decimal(1))
        if policies.rank_value_full
        else Decimal(0)
    )
    lines = said_by_plan(plan, checklists)
    score = assess(plan, Gate.FINALISE, own=lines).score
    is_province = plan.origin == Origin.PROVINCE
    return Rank(
        campaign=plan.code,
        is_province=is_province,
        set_rank=plan.set_rank,
        province=policies.rank_province_points if is_province else 0,
        value=int(policies.rank_value_points * filled),
        reach=policies.rank_reach_points
        * min(persons, policies.rank_reach_full)
        // max(policies.rank_reach_full, 1),
        readiness=policies.rank_readiness_points * score // HUNDRED,
    )


def ranked(plans: Iterable[PlanSnapshot], context: Context) -> list[Rank]:
    """The plans by rank, who stays first."""
    return sorted(
        (rank_of(one, context) for one in plans), key=lambda one: (one.order, one.campaign)
    )


def rank_of(plan: PlanSnapshot, context: Context) -> Rank:
    """A plan's rank as of the day of the run, reckoned once: it stands beside each other plan."""
    grounds = context.policies_now, context.checklists
    known = plan.counted.get(RANKED)
    if known is None or not all(map(is_, known[0], grounds)):
        known = plan.counted[RANKED] = grounds, rank(plan, *grounds)
    found: Rank = known[1]
    return found


def weakest(ranks: Iterable[Rank], *, among_equals: str) -> Rank:
    """Who gives way: the last of the ranks; of several that rank alike ``among_equals``, else the
    first by code.
    """
    every = list(ranks)
    last = max(one.order for one in every)
    alike = [one for one in every if one.order == last]
    return min(alike, key=lambda one: (one.campaign != among_equals, one.campaign))


def rank_facts(plans: Iterable[PlanSnapshot], context: Context) -> dict[str, Any]:
    """The values of ``RANKS``."""
    return {"ranks": [one.as_facts() for one in ranked(plans, context)]}
