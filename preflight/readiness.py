"""How ready a plan's service side is for a gate, by the checklist of its category: a mandatory line
that is open at its gate blocks; the others count by weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from campaigns.enums import Category, Evidence, GateName
from campaigns.first_checklists import FIRST_ITEMS
from preflight.snapshot import PlanSnapshot


class Gate(IntEnum):
    """The gates of a plan in their order."""

    SUBMIT = 1
    FINALISE = 2
    LAUNCH = 3

    @classmethod
    def named(cls, name: str) -> Gate:
        return cls[GateName(name).name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A line of a category's list: what has to be there by which gate, with what weight, and
    whether it may be missing.
    """

    evidence: Evidence
    gate: Gate
    weight: int
    is_mandatory: bool = False

    def is_met(self, plan: PlanSnapshot) -> bool:
        """Whether the plan says it: the answer is computed."""
        return ANSWERS[self.evidence](plan)


Checklists = Mapping[str, tuple[Due, ...]]


def trained_in_time(plan: PlanSnapshot) -> bool:
    """Training is planned for a day before the launch."""
    return (
        plan.service_plan.training_on is not None and plan.service_plan.training_on < plan.starts_on
    )


ANSWERS: Mapping[Evidence, Callable[[PlanSnapshot], bool]] = {
    Evidence.CONTINGENCY: lambda plan: bool(plan.service_plan.contingency.strip()),
    Evidence.SCRIPT: lambda plan: bool(plan.service_plan.script.strip()),
    Evidence.TERMS: lambda plan: bool(plan.service_plan.terms.strip()),
    Evidence.EXIT_RULE: lambda plan: bool(plan.service_plan.exit_rule.strip()),
    Evidence.TRAINING: trained_in_time,
    Evidence.GIFTS: lambda plan: bool(plan.requests),
}


def checklists_of(rows: Iterable[Mapping[str, Any]]) -> Checklists:
    """The lists that rows make, by category, each in the order of its rows."""
    found: dict[str, tuple[Due, ...]] = {category.value: () for category in Category}
    for row in rows:
        found[row["category"]] += (
            Due(
                evidence=Evidence(row["evidence"]),
                gate=Gate.named(row["gate"]),
                weight=row["weight"],
                is_mandatory=row["is_mandatory"],
            ),
        )
    return found


# What a company begins with, and what counts where no line is kept at all.
CHECKLISTS: Checklists = checklists_of(FIRST_ITEMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How ready a plan is for a gate: score 0–100, the lines of the list with whether they are met,
    what of those due is open, and what of it is mandatory.
    """

    score: int
    due_weight: int
    met_weight: int
    lines: tuple[tuple[Due, bool], ...]
    open_items: tuple[Due, ...]

    @property
    def open_mandatory(self) -> tuple[Due, ...]:
        return tuple(due for due in self.open_items if due.is_mandatory)


def assess(plan: PlanSnapshot, gate: Gate, checklists: Checklists = CHECKLISTS) -> Readiness:
    """Score = satisfied weight ÷ weight due by the gate × 100, rounded down; 100 where nothing is
    due yet.
    """
    lines = tuple((one, one.is_met(plan)) for one in checklists.get(plan.category, ()))
    due = [(one, is_met) for one, is_met in lines if one.gate <= gate]
    met = sum(one.weight for one, is_met in due if is_met)
    whole = sum(one.weight for one, _is_met in due)
    return Readiness(
        score=100 * met // whole if whole else 100,
        due_weight=whole,
        met_weight=met,
        lines=lines,
        open_items=tuple(one for one, is_met in due if not is_met),
    )
