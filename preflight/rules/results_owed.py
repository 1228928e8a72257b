from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from campaigns.evaluation import EVALUATION_DAYS
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import PLAN, UNIT, Count, Days, Facts, Figure, Many, Note, Record
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot


class ResultsOwed(Rule):
    """The plan's unit has plans that ended more than 30 days ago and are not evaluated
    yet: days = day of the run − last day on which the plan really ran. One finding for the unit.
    Source: rules.md, results-owed.
    """

    code = "results-owed"
    title = _("Results owed")
    accepted_by = Acceptor.HEAD
    severities = (Severity.WARNING,)
    depends_on_dates = False
    untouched_by = frozenset(WayOutKind)
    messages = {
        "owed": ngettext_lazy(
            "%(unit)s has %(owed)s plan that ended more than %(limit)s days ago and is not"
            " evaluated: %(days)s days by now.",
            "%(unit)s has %(owed)s plans that ended more than %(limit)s days ago and are not"
            " evaluated, the oldest for %(days)s days.",
            "owed",
        ),
    }
    subject = Facts(unit=UNIT)
    facts = Facts(
        owed=Count(figure=Figure(_("Plans without evaluation"))),
        days=Days(
            figure=Figure(_("Longest since its end"), note=Note(_("limit %(n)s"), n="limit"))
        ),
        limit=Days(),
        plans=Many(Record({"campaign": PLAN, "days": Days()}), counted=_("days since the end")),
    )
    way_out_kinds = (WayOutKind.MAKE_COMMITMENT,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        limit = EVALUATION_DAYS
        waiting = [((context.as_of - one.ended_on).days, one.code) for one in context.unevaluated]
        owed = sorted((one for one in waiting if one[0] > limit), key=lambda one: (-one[0], one[1]))
        if not owed:
            return
        yield self.finding(
            plan,
            case="owed",
            severity=Severity.WARNING,
            subject={"unit": plan.owner_unit},
            facts={
                "owed": len(owed),
                "days": owed[0][0],
                "limit": limit,
                "plans": [{"campaign": code, "days": days} for days, code in owed],
            },
            ways_out=[
                WayOut(
                    kind=WayOutKind.MAKE_COMMITMENT,
                    campaign=plan.code,
                    params={"plans": [code for _days, code in owed]},
                )
            ],
        )
