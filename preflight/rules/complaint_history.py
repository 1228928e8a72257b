from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    PLAN,
    Count,
    Facts,
    Figure,
    Many,
    Note,
    Number,
    Persons,
    Plain,
    Record,
)
from findings.types import FindingDraft, WayOut
from preflight.complaints import history, rate
from preflight.context import Context, number
from preflight.rule import Rule
from preflight.shared_facts import TERMS_ONLY
from preflight.snapshot import PlanSnapshot

PER_TEN_THOUSAND = _("per 10,000")


class ComplaintHistory(Rule):
    """Plans like this one drew more complaints than usual: rate = complaints ÷ persons reached ×
    10,000 of all past plans of the same category that share a product family or a channel with it,
    against the median of the rates of the category's plans. Counted are plans of the last 24 months
    that reached at least 1,000 persons; it warns above twice the median. Source: rules.md,
    complaint-history.
    """

    code = "complaint-history"
    title = _("Complaint history")
    accepted_by = Acceptor.SERVICE_MANAGER
    severities = (Severity.WARNING,)
    untouched_by = TERMS_ONLY
    messages = {
        "often": _(
            "Plans like this one drew %(rate)s complaints per 10,000 persons, more than"
            " %(factor)s × the usual %(usual)s of their category: %(plans_alike)s."
        ),
    }
    facts = Facts(
        rate=Number(
            figure=Figure(
                _("Complaints"), unit=PER_TEN_THOUSAND, note=Note(_("usual %(n)s"), n="usual")
            )
        ),
        reached=Persons(figure=Figure(_("Reached by them"))),
        complaints=Count(),
        usual=Number(),
        factor=Number(),
        lessons=Many(Plain(), figure=Figure(_("Lessons"), unit="")),
        plans_alike=Many(PLAN),
        plans=Many(Record({"campaign": PLAN, "rate": Number()}), counted=PER_TEN_THOUSAND),
    )
    way_out_kinds = (WayOutKind.MAKE_COMMITMENT,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        known = history(plan, context)
        factor = context.policies_on(plan.starts_on).history_factor
        if known is None or known.rate <= known.usual * Fraction(factor):
            return
        worst = sorted(known.plans, key=lambda one: (-rate([one]), one.code))
        lessons = list(dict.fromkeys(one.lesson for one in worst if one.lesson))
        yield self.finding(
            plan,
            case="often",
            severity=Severity.WARNING,
            facts={
                "rate": number(known.rate, 1),
                "usual": number(known.usual, 1),
                "factor": number(factor),
                "reached": sum(one.reached for one in worst),
                "complaints": sum(one.complaints for one in worst),
                "lessons": lessons,
                "plans_alike": [one.code for one in worst],
                "plans": [{"campaign": one.code, "rate": number(rate([one]), 1)} for one in worst],
            },
            ways_out=[
                WayOut(
                    kind=WayOutKind.MAKE_COMMITMENT,
                    campaign=plan.code,
                    params={"items": lessons},
                )
            ]
            if lessons
            else [],
        )
