"""The readiness checklists: what the service side of a plan needs, by which gate, and how much it
weighs.

Each category has one list. A mandatory item that is open at its gate blocks; the others count by
weight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Category
from preflight.snapshot import PlanSnapshot


class Gate(IntEnum):
    """The gates of a plan in their order."""

    SUBMIT = 1
    FINALISE = 2
    LAUNCH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a checklist. ``is_met`` reads the evidence in the plan."""

    code: str
    label: str | Promise
    is_met: Callable[[PlanSnapshot], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An item in a category's list: by which gate, with what weight, and whether it may be
    missing.
    """

    item: Item
    gate: Gate
    weight: int
    is_mandatory: bool = False


def trained_in_time(plan: PlanSnapshot) -> bool:
    """Training is planned for a day before the launch."""
    return (
        plan.service_plan.training_on is not None and plan.service_plan.training_on < plan.starts_on
    )


CONTINGENCY = Item(
    code="contingency",
    label=_("what to do if something goes wrong"),
    is_met=lambda plan: bool(plan.service_plan.contingency.strip()),
)
SCRIPT = Item(
    code="script",
    label=_("what front-line staff say"),
    is_met=lambda plan: bool(plan.service_plan.script.strip()),
)
TERMS = Item(
    code="terms",
    label=_("terms that customers read"),
    is_met=lambda plan: bool(plan.service_plan.terms.strip()),
)
EXIT_RULE = Item(
    code="exit_rule",
    label=_("how customers get out again"),
    is_met=lambda plan: bool(plan.service_plan.exit_rule.strip()),
)
TRAINING = Item(code="training_on", label=_("training before the launch"), is_met=trained_in_time)
ITEMS = (CONTINGENCY, SCRIPT, TERMS, EXIT_RULE, TRAINING)

# What binds or charges customers: everything has to be said before anybody is approached.
SELLING = (
    Due(item=CONTINGENCY, gate=Gate.SUBMIT, weight=30, is_mandatory=True),
    Due(item=TERMS, gate=Gate.SUBMIT, weight=25, is_mandatory=True),
    Due(item=SCRIPT, gate=Gate.FINALISE, weight=25),
    Due(item=EXIT_RULE, gate=Gate.FINALISE, weight=10),
    Due(item=TRAINING, gate=Gate.LAUNCH, weight=10),
)
# What serves: nothing to sign, but staff must know what to say.
SERVING = (
    Due(item=SCRIPT, gate=Gate.FINALISE, weight=40),
    Due(item=CONTINGENCY, gate=Gate.FINALISE, weight=30),
    Due(item=TRAINING, gate=Gate.LAUNCH, weight=20),
    Due(item=EXIT_RULE, gate=Gate.LAUNCH, weight=10),
)

CHECKLISTS: Mapping[str, tuple[Due, ...]] = {
    Category.PROMOTION: SELLING,
    Category.TARIFF: SELLING,
    Category.DATA: SELLING,
    Category.DEVICE: SELLING,
    Category.GROUP: SELLING,
    Category.MOBILE_SERVICE: SELLING,
    Category.BASIC: SERVING,
    Category.SERVICE: SERVING,
    Category.CHANNEL: SERVING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How ready a plan is for a gate: score 0–100, what is open, and what of it is mandatory."""

    score: int
    due_weight: int
    met_weight: int
    open_items: tuple[Due, ...]

    @property
    def open_mandatory(self) -> tuple[Due, ...]:
        return tuple(due for due in self.open_items if due.is_mandatory)


def assess(plan: PlanSnapshot, gate: Gate) -> Readiness:
    """Score = satisfied weight ÷ weight due by the gate × 100, rounded down; 100 where nothing is
    due yet.
    """
    due = [one for one in CHECKLISTS[plan.category] if one.gate <= gate]
    met = sum(one.weight for one in due if one.item.is_met(plan))
    whole = sum(one.weight for one in due)
    return Readiness(
        score=100 * met // whole if whole else 100,
        due_weight=whole,
        met_weight=met,
        open_items=tuple(one for one in due if not one.item.is_met(plan)),
    )
