"""The risk grade of a plan, with its arithmetic line by line. Source: rules.md, Risk grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessment.enums import Evidence
from campaigns.enums import Enrolment
from common import messages
from findings.enums import FindingClass, Severity
from findings.types import FindingDraft
from preflight.policies import Policies
from preflight.readiness import CHECKLISTS, Checklists, Gate, Lines, Readiness, assess
from preflight.snapshot import PlanSnapshot

CODE = "risk-grade"
GRADES = ("A", "B", "C", "D")
WORST = 5
UNKNOWN_HISTORY = 3
ASKED = "item_asked"

TEXTS: dict[str, str | Promise] = {
    "readiness": _("Readiness %(value)s of 100"),
    "history_unknown": _("Complaints of similar plans are not known"),
    "history": _("Complaints are %(value)s × the median of similar plans"),
    "likelihood": _("Likelihood L: the worse of the two"),
    "persons": _("Persons reached: %(value)s"),
    "charges": _("It charges the customer"),
    "binds": _("It binds the customer"),
    "not_opt_in": _("The customer is not asked first"),
    "impact": _("Impact I"),
    "product": _("L × I = %(value)s: grade %(grade)s"),
    "harm": _("An open finding of harm makes it grade D"),
    **{f"item_{one.value}": one.label for one in Evidence},
    ASKED: "%(question)s",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A to D, the lines that lead there (code of the sentence, value, points), and those of the
    pre-assessment that readiness is made of.
    """

    grade: str
    likelihood: int
    impact: int
    checklist: tuple[dict[str, Any], ...]
    lines: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "likelihood": self.likelihood,
            "impact": self.impact,
            "score": self.likelihood * self.impact,
            "grade": self.grade,
            "lines": list(self.lines),
            "checklist": list(self.checklist),
        }


def is_harm_block(found: FindingDraft) -> bool:
    """Whether a finding is harm to customers that blocks."""
    return found.finding_class == FindingClass.HARM and found.severity == Severity.BLOCKING


def step(value: Decimal, bounds: Sequence[str], *, reverse: bool = False) -> int:
    """1 for the first bound that the value keeps, 2 for the second and so on; one more than the
    bounds for none.
    """
    for place, bound in enumerate(bounds, start=1):
        if value >= Decimal(bound) if reverse else value < Decimal(bound):
            return place
    return len(bounds) + 1


def grade(
    plan: PlanSnapshot,
    policies: Policies,
    findings: Sequence[FindingDraft],
    *,
    history: Decimal | None = None,
    checklists: Checklists = CHECKLISTS,
    own: Lines | None = None,
) -> Grade:
    """L × I. L is the worse of readiness and complaint history (as a multiple of the median; None
    is unknown), I grows with the persons reached and by one if the plan charges, binds or does not
    ask first. An open finding of harm makes it grade D; ``findings`` are those that are open.
    """
    gate = Gate.LAUNCH if plan.is_decided else Gate.FINALISE
    assessed = assess(plan, gate, checklists, own)
    readiness = assessed.score
    by_readiness = step(Decimal(readiness), policies.risk_readiness, reverse=True)
    by_history = complaint_points(history, policies)
    likelihood = max(by_readiness, by_history)
    persons = len(plan.persons | plan.eligible)
    by_persons = step(Decimal(persons), policies.risk_persons)
    added = burdens(plan)
    impact = min(by_persons + bool(added), WORST)
    score = likelihood * impact
    letter = next(
        (
            name
            for name, most in zip(GRADES, policies.risk_grades, strict=False)
            if score <= int(most)
        ),
        GRADES[-1],
    )
    has_harm = any(is_harm_block(one) for one in findings)
    lines: list[dict[str, Any]] = [
        {"case": "readiness", "value": readiness, "points": by_readiness},
        {
            "case": "history_unknown" if history is None else "history",
            "value": str(history or ""),
            "points": by_history,
        },
        {"case": "likelihood", "value": likelihood, "points": likelihood},
        {"case": "persons", "value": persons, "points": by_persons},
        *(
            {"case": case, "value": 1, "points": 1 if place == 0 else 0}
            for place, case in enumerate(added)
        ),
        {"case": "impact", "value": impact, "points": impact},
        {"case": "product", "value": score, "grade": letter, "points": score},
    ]
    if has_harm:
        lines.append({"case": "harm", "value": 1, "points": 0})
        letter = GRADES[-1]
    return Grade(
        grade=letter,
        likelihood=likelihood,
        impact=impact,
        lines=tuple(lines),
        checklist=tuple(checklist_lines(assessed, gate)),
    )


def checklist_lines(assessed: Readiness, gate: Gate) -> Iterator[dict[str, Any]]:
    """The lines of the pre-assessment as they are shown: what, by when, how heavy, whether it
    counts yet and whether the plan says it, or a person has answered it well enough.
    """
    for due, is_met in assessed.lines:
        yield {
            "case": f"item_{due.evidence}" if due.evidence else ASKED,
            "name": due.name,
            "name_en": due.name_en,
            "gate": due.gate.name.lower(),
            "weight": due.weight,
            "is_mandatory": due.is_mandatory,
            "is_due": due.gate <= gate,
            "is_met": is_met,
            "is_open": not due.evidence and due.answered is None,
        }


def complaint_points(history: Decimal | None, policies: Policies) -> int:
    """1 up to the first multiple of the median, 3 up to the second or where it is unknown,
    else 5.
    """
    if history is None:
        return UNKNOWN_HISTORY
    low, high = (Decimal(one) for one in policies.risk_history)
    return 1 if history <= low else (UNKNOWN_HISTORY if history <= high else WORST)


def burdens(plan: PlanSnapshot) -> list[str]:
    """What weighs on the customer; together they add one to the impact."""
    found = []
    fees = [
        *(one.monthly_fee for one in plan.offers),
        *(one.monthly_fee for one in plan.participants),
    ]
    if any(fees) or any(offer.pay or offer.min_spend for offer in plan.offers):
        found.append("charges")
    if any(offer.lock_months for offer in plan.offers):
        found.append("binds")
    if plan.enrolment != Enrolment.OPT_IN or any(
        one.enrolment != Enrolment.OPT_IN for one in plan.participants
    ):
        found.append("not_opt_in")
    return found


def register_texts() -> None:
    """The sentences of the arithmetic, for whoever shows it."""
    messages.register(CODE, TEXTS)
