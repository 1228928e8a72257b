"""How ready a plan's service side is for a gate, by the lines of its pre-assessment: a mandatory
line that is open at its gate blocks; the others count by weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from assessment.computed import COMPUTED, ServiceSide
from assessment.enums import Evidence
from assessment.first_checklists import FIRST_ITEMS
from campaigns.enums import Category, GateName
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
    """A line of a pre-assessment: what has to be there by which gate, with what weight, and
    whether it may be missing. ``evidence`` is what of the plan is looked at; without it a person
    answers the question ``name``, and ``answered`` says whether the answer is good enough, None
    while there is none. ``code`` names the question.
    """

    evidence: str
    gate: Gate
    weight: int
    is_mandatory: bool = False
    code: str = ""
    name: str = ""
    name_en: str = ""
    answered: bool | None = None

    @property
    def item(self) -> str:
        """How findings name the line."""
        return self.evidence or self.code

    def is_met(self, plan: PlanSnapshot) -> bool:
        """Whether the plan says it, or a person has answered it well enough."""
        if not self.evidence:
            return bool(self.answered)
        return COMPUTED[Evidence(self.evidence)](side_of(plan))


Lines = tuple[Due, ...]
Checklists = Mapping[str, Lines]


def side_of(plan: PlanSnapshot) -> ServiceSide:
    """The service side of a plan."""
    service = plan.service_plan
    return ServiceSide(
        contingency=service.contingency,
        script=service.script,
        terms=service.terms,
        exit_rule=service.exit_rule,
        training_on=service.training_on,
        starts_on=plan.starts_on,
        gives=bool(plan.requests),
    )


def line_of(row: Mapping[str, Any]) -> Due:
    """A line as it is stored."""
    return Due(
        evidence=row["evidence"],
        gate=Gate.named(row["gate"]),
        weight=row["weight"],
        is_mandatory=row["is_mandatory"],
        code=row.get("code", ""),
        name=row.get("name", ""),
        name_en=row.get("name_en", ""),
        answered=row.get("is_met"),
    )


def checklists_of(rows: Iterable[Mapping[str, Any]]) -> Checklists:
    """The lists that rows make, by category, each in the order of its rows."""
    found: dict[str, Lines] = {category.value: () for category in Category}
    for row in rows:
        found[row["category"]] += (line_of(row),)
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


def assess(
    plan: PlanSnapshot,
    gate: Gate,
    checklists: Checklists = CHECKLISTS,
    own: Lines | None = None,
) -> Readiness:
    """Score = satisfied weight ÷ weight due by the gate × 100, rounded down; 100 where nothing is
    due yet. ``own`` are the lines of the plan's running pre-assessment; without it those of its
    category count.
    """
    asked = checklists.get(plan.category, ()) if own is None else own
    lines = tuple((one, one.is_met(plan)) for one in asked)
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


def said_by_plan(plan: PlanSnapshot, checklists: Checklists) -> Lines:
    """The lines of the plan's category that the plan itself answers: by these plans are ranked, so
    that both sides of a pair read one rank whoever has answered what.
    """
    return tuple(one for one in checklists.get(plan.category, ()) if one.evidence)
