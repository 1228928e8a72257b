"""Which plan gives way first: ranks computed from what a plan is, never from when it was submitted.
Source: rules.md, Ranks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from campaigns.enums import Origin
from findings.facts import PLAN, Count, Record
from preflight.policies import Policies
from preflight.readiness import Gate, assess
from preflight.snapshot import PlanSnapshot

HUNDRED = 100
RANK = Record(
    {
        "campaign": PLAN,
        "province": Count(),
        "value": Count(),
        "reach": Count(),
        "readiness": Count(),
        "points": Count(),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Rank points of a plan and what each part of them comes from; more points stay, fewer give
    way.
    """

    campaign: str
    province: int
    value: int
    reach: int
    readiness: int

    @property
    def points(self) -> int:
        return self.province + self.value + self.reach + self.readiness

    def as_facts(self) -> dict[str, int | str]:
        """The arithmetic as ``RANK`` declares it."""
        return {
            "campaign": self.campaign,
            "province": self.province,
            "value": self.value,
            "reach": self.reach,
            "readiness": self.readiness,
            "points": self.points,
        }


def rank(plan: PlanSnapshot, policies: Policies) -> Rank:
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
    score = assess(plan, Gate.FINALISE).score
    return Rank(
        campaign=plan.code,
        province=policies.rank_province_points if plan.origin == Origin.PROVINCE else 0,
        value=int(policies.rank_value_points * filled),
        reach=policies.rank_reach_points
        * min(persons, policies.rank_reach_full)
        // max(policies.rank_reach_full, 1),
        readiness=policies.rank_readiness_points * score // HUNDRED,
    )
