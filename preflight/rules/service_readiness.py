from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessment.enums import Evidence
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    Code,
    Count,
    Facts,
    Figure,
    Flag,
    Many,
    Names,
    Note,
    Noun,
    Record,
    Word,
)
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.readiness import Gate, assess
from preflight.rule import Rule
from preflight.shared_facts import CONTACTS_ONLY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot


@dataclass(frozen=True)
class Item(Code):
    """A line of a pre-assessment: what of the plan is looked at, or a question by its code."""

    what = "what the plan has to say, or the code of a question"

    def read(self, stored: Any, names: Names) -> Any:
        if stored in Evidence.values:
            return str(Evidence(stored).label)
        return super().read(stored, names)

    def codes(self, stored: Any) -> Iterator[tuple[Noun, str]]:
        if stored not in Evidence.values:
            yield from super().codes(stored)


ITEM = Item(Noun.QUESTION)
GATE = Word.bare(*(gate.name.lower() for gate in Gate))


class ServiceReadiness(Rule):
    """The service side is not prepared for the next gate: a mandatory item of the plan's
    pre-assessment is open, or the score (satisfied weight ÷ weight due by the gate) is too low.
    Source: rules.md, service-readiness.
    """

    code = "service-readiness"
    title = _("Service readiness")
    accepted_by = Acceptor.SERVICE_MANAGER
    severities = (Severity.BLOCKING,)
    untouched_by = TERMS_ONLY | CONTACTS_ONLY
    messages = {
        "mandatory": _(
            "Not ready: %(mandatory_items)s must not be missing. The readiness score is %(score)s"
            " of at least %(required)s."
        ),
        "score": _(
            "The readiness score is %(score)s of at least %(required)s; still open: %(open_items)s."
        ),
    }
    facts = Facts(
        score=Count(
            figure=Figure(
                _("Readiness"), unit=_("of 100"), note=Note(_("at least %(n)s"), n="required")
            )
        ),
        open_items=Many(ITEM, figure=Figure(_("Still open"), unit=_("items"))),
        required=Count(),
        gate=GATE,
        weight_met=Count(),
        weight_due=Count(),
        mandatory_items=Many(ITEM),
        items=Many(Record({"item": ITEM, "weight": Count(), "gate": GATE, "mandatory": Flag()})),
    )
    way_out_kinds = (WayOutKind.MAKE_COMMITMENT,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        gate = Gate.LAUNCH if plan.is_decided else Gate.FINALISE
        readiness = assess(plan, gate, context.checklists, context.assessment)
        required = context.policies_now.readiness_score
        mandatory = readiness.open_mandatory
        if not mandatory and readiness.score >= required:
            return
        open_items = [due.item for due in readiness.open_items]
        yield self.finding(
            plan,
            case="mandatory" if mandatory else "score",
            severity=Severity.BLOCKING,
            facts={
                "score": readiness.score,
                "required": required,
                "gate": gate.name.lower(),
                "weight_met": readiness.met_weight,
                "weight_due": readiness.due_weight,
                "open_items": open_items,
                "mandatory_items": [due.item for due in mandatory],
                "items": [
                    {
                        "item": due.item,
                        "weight": due.weight,
                        "gate": due.gate.name.lower(),
                        "mandatory": due.is_mandatory,
                    }
                    for due in readiness.open_items
                ],
            },
            ways_out=[
                WayOut(
                    kind=WayOutKind.MAKE_COMMITMENT,
                    campaign=plan.code,
                    params={"items": open_items},
                    effect={"score_before": readiness.score, "score_after": 100},
                )
            ],
        )
