from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.enums import Severity
from campaigns.findings import Acceptor, FindingDraft, WayOut, WayOutKind
from preflight.context import Context, percent, share
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot, by_branch, organisations_of, overlap_days


class AudienceOverlap(Rule):
    """Two plans approach many of the same people at the same time: shared ÷ the smaller audience,
    and a least number of persons or of key enterprises. Silent where a clash or contact pressure
    names the pair. Source: rules.md, audience-overlap.
    """

    code = "audience-overlap"
    title = _("Audience overlap")
    accepted_by = Acceptor.PLANNER
    runs_last = True
    messages = {
        "persons": _(
            "%(shared_persons)s persons are also approached by “%(other)s”: "
            "%(percent_own)s%% of this audience, %(percent_other)s%% of that one."
        ),
        "organisations": _(
            "%(shared_organisations)s enterprises are also approached by “%(other)s”, with"
            " %(shared_persons)s of their people."
        ),
    }

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        policies = context.policies
        named = named_elsewhere(plan, context)
        mine = organisations_of(plan.audience)
        for other in context.pairs():
            if other.code in named or not other.is_in_play or not overlap_days(plan, other):
                continue
            both, groups = plan.persons & other.persons, mine & organisations_of(other.audience)
            smaller = min(len(plan.persons), len(other.persons))
            fewer = min(len(mine), len(organisations_of(other.audience)))
            case = ""
            if (
                len(both) >= policies.overlap_persons
                and len(both) >= policies.overlap_share * smaller
            ):
                case = "persons"
            elif (
                len(groups) >= policies.overlap_organisations
                and len(groups) >= policies.overlap_share * fewer
            ):
                case = "organisations"
            if case:
                facts = {
                    "shared_persons": len(both),
                    "shared_organisations": len(groups),
                    "share_own": share(len(both), len(plan.persons)),
                    "share_other": share(len(both), len(other.persons)),
                    "percent_own": percent(len(both), len(plan.persons)),
                    "percent_other": percent(len(both), len(other.persons)),
                    "overlap_days": overlap_days(plan, other),
                    "by_branch": by_branch(both, context.branches),
                }
                yield self.finding(
                    plan,
                    other=other,
                    case=case,
                    severity=Severity.NOTICE,
                    facts=facts,
                    ways_out=list(ways_out(plan, other, shared=len(both))),
                    persons=both,
                )


def named_elsewhere(plan: PlanSnapshot, context: Context) -> set[str]:
    """The plans that a clash or contact pressure already names beside this one."""
    named: set[str] = set()
    for found in context.earlier:
        if found.rule in {"offer-clash", "contact-pressure"} and plan.code in found.campaigns:
            named.update(found.campaigns, found.facts.get("plans", ()))
    return named - {plan.code}


def ways_out(plan: PlanSnapshot, other: PlanSnapshot, *, shared: int) -> Iterator[WayOut]:
    """Leave them out, come after the other plan, or approach them together."""
    if plan.code not in other.excludes or not plan.code:
        yield WayOut(
            kind=WayOutKind.EXCLUDE_SHARED,
            campaign=plan.code,
            params={"with": other.code},
            effect={
                "audience_before": len(plan.persons),
                "audience_after": len(plan.persons) - shared,
                "shared_persons_after": 0,
            },
        )
    starts_on = other.ends_on + dt.timedelta(days=1)
    if plan.is_movable:
        yield WayOut(
            kind=WayOutKind.SHIFT_DATES,
            campaign=plan.code,
            params={"starts_on": starts_on, "ends_on": starts_on + (plan.ends_on - plan.starts_on)},
            effect={"days_moved": (starts_on - plan.starts_on).days, "flex_days": plan.flex_days},
        )
    yield WayOut(kind=WayOutKind.JOIN_CAMPAIGNS, campaign=plan.code, params={"with": other.code})
