from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from customers.bitmaps import count_organisations, count_persons
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import MOMENT, Code, Day, Days, Facts, Figure, Note, Noun, Organisations
from findings.types import FindingDraft
from preflight.context import Context
from preflight.occasions import COLLIDES, EARLY, LATE, days_missed, moved, trouble, whom
from preflight.rule import Rule
from preflight.shared_facts import CONCERNED, CONTACTS_ONLY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot


class Moments(Rule):
    """The launch collides with a quiet moment of customers whom the plan addresses (its day lies in
    the moment, both ends included), or the plan misses a chance: it begins after the moment's last
    day or ends before its first by no more than so many days (14); a plan that runs on any day of
    the chance meets it. A moment without a group is everybody's. One finding for each moment.
    Source: rules.md, moments.
    """

    code = "moments"
    title = _("Customer moments")
    accepted_by = Acceptor.PLANNER
    severities = (Severity.NOTICE,)
    untouched_by = TERMS_ONLY | (CONTACTS_ONLY - {WayOutKind.CHANGE_CHANNEL})
    messages = {
        COLLIDES: ngettext_lazy(
            "The launch on %(launch_on)s falls into %(moment)s (%(starts_on)s – %(ends_on)s), in"
            " which %(persons)s person would rather be left alone.",
            "The launch on %(launch_on)s falls into %(moment)s (%(starts_on)s – %(ends_on)s), in"
            " which %(persons)s persons would rather be left alone.",
            "persons",
        ),
        LATE: ngettext_lazy(
            "The launch comes %(days)s day after %(moment)s (%(starts_on)s – %(ends_on)s).",
            "The launch comes %(days)s days after %(moment)s (%(starts_on)s – %(ends_on)s).",
            "days",
        ),
        EARLY: ngettext_lazy(
            "The plan is over %(days)s day before %(moment)s (%(starts_on)s – %(ends_on)s) begins.",
            "The plan is over %(days)s days before %(moment)s (%(starts_on)s – %(ends_on)s)"
            " begins.",
            "days",
        ),
    }
    subject = Facts(moment=MOMENT)
    facts = (
        Facts(persons=CONCERNED, organisations=Organisations())
        + Facts(
            days=Days(figure=Figure(_("Missed by"), note=Note(_("limit %(n)s"), n="limit"))),
            limit=Days(),
        ).only(LATE, EARLY)
        + Facts(
            starts_on=Day(figure=Figure(_("Moment from"))),
            ends_on=Day(figure=Figure(_("until"))),
            launch_on=Day(),
            group=Code(Noun.GROUP, nullable=True),
        )
    )
    way_out_kinds = (WayOutKind.SHIFT_DATES,)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for moment in context.moments:
            addressed = whom(plan, moment, context)
            case = trouble(plan, moment, context) if addressed else ""
            if not case:
                continue
            missed = {
                "days": days_missed(plan, moment),
                "limit": context.policies_on(plan.starts_on).moment_near_days,
            }
            yield self.finding(
                plan,
                case=case,
                severity=Severity.NOTICE,
                subject={"moment": moment.code},
                facts={
                    "persons": count_persons(addressed),
                    "organisations": count_organisations(addressed),
                    **(missed if case != COLLIDES else {}),
                    "starts_on": moment.starts_on,
                    "ends_on": moment.ends_on,
                    "launch_on": plan.starts_on,
                    "group": moment.group,
                },
                ways_out=list(moved(plan, moment, context)),
            )
