from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import Facts, Organisations
from findings.rule_info import Causes, PlanLine
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.parties import by_branch
from preflight.policies import Policies
from preflight.ranks import RANKS, rank_facts
from preflight.rule import Rule
from preflight.shared_facts import OVERLAP_DAYS, PERSONS_BY_BRANCH, SHARED_PERSONS, SHARES, shares
from preflight.snapshot import PlanSnapshot, overlap_days
from preflight.steps.clash import joining
from preflight.steps.dates import shift


class AudienceOverlap(Rule):
    """Two plans approach many of the same people at the same time: shared ÷ the smaller audience,
    and a least number of persons or of key enterprises. Silent where a clash or contact pressure
    names the pair. Source: rules.md, audience-overlap.
    """

    code = "audience-overlap"
    title = _("Audience overlap")
    accepted_by = Acceptor.PLANNER
    severities = (Severity.NOTICE,)
    compares_plans = True
    runs_last = True
    messages = {
        "persons": ngettext_lazy(
            "%(shared_persons)s person is also approached by “%(other)s”: "
            "%(percent_own)s%% of this audience, %(percent_other)s%% of that one.",
            "%(shared_persons)s persons are also approached by “%(other)s”: "
            "%(percent_own)s%% of this audience, %(percent_other)s%% of that one.",
            "shared_persons",
        ),
        "organisations": ngettext_lazy(
            "%(shared_organisations)s enterprise is also approached by “%(other)s”, with "
            "%(shared_persons)s of its people.",
            "%(shared_organisations)s enterprises are also approached by “%(other)s”, "
            "with %(shared_persons)s of their people.",
            "shared_organisations",
        ),
    }
    facts = (
        Facts(
            shared_persons=SHARED_PERSONS,
            shared_organisations=Organisations(),
            overlap_days=OVERLAP_DAYS,
            by_branch=PERSONS_BY_BRANCH,
        )
        + SHARES
        + RANKS
    )
    way_out_kinds = (
        WayOutKind.EXCLUDE_SHARED,
        WayOutKind.SHIFT_DATES,
        WayOutKind.JOIN_CAMPAIGNS,
    )
    causes = dict.fromkeys(messages, Causes(frozenset({PlanLine.PEOPLE, PlanLine.WINDOW})))

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        named = named_elsewhere(plan, context)
        for other, shared in met(plan, context):
            if other.code in named or not other.is_active:
                continue
            case = shared_case(plan, other, shared, context.policies_of_pair(plan, other))
            if not case:
                continue
            if not context.needs_ways_out:
                yield self.finding(
                    plan,
                    other=other,
                    case=case,
                    severity=Severity.NOTICE,
                    facts={},
                    is_counted=True,
                )
                continue
            # Counted first: the shared persons are put together only where they are shown.
            both = plan.persons & other.persons
            facts = {
                "shared_persons": shared,
                "shared_organisations": plan.approached.intersection_cardinality(other.approached),
                **shares(shared, len(plan.persons), len(other.persons)),
                "overlap_days": overlap_days(plan, other),
                **rank_facts((plan, other), context),
                "by_branch": by_branch(both, context.branches),
            }
            yield self.finding(
                plan,
                other=other,
                case=case,
                severity=Severity.NOTICE,
                facts=facts,
                ways_out=list(ways_out(plan, other, shared=shared)),
                persons=both,
            )


def met(plan: PlanSnapshot, context: Context) -> Iterator[tuple[PlanSnapshot, int]]:
    """The plans of the same days that share as many persons as the policies of some day ask for, or
    approach organisations too; with how many persons they share.
    """
    own, has_organisations = plan.persons, bool(plan.approached)
    size, first, last = len(own), plan.starts_on, plan.ends_on
    fewest = min(held.overlap_persons for held in context.all_policies)
    least = min(held.overlap_share for held in context.all_policies)
    for other in context.plans:
        if other.starts_on > last or other.ends_on < first:
            continue
        shared = own.intersection_cardinality(other.persons)
        if (shared >= fewest and shared >= least * min(size, len(other.persons))) or (
            has_organisations and other.approached
        ):
            yield other, shared


def shared_case(plan: PlanSnapshot, other: PlanSnapshot, shared: int, policies: Policies) -> str:
    """Of what they share enough to be worth a notice; empty where of nothing."""
    fewer = min(len(plan.persons), len(other.persons))
    if shared >= policies.overlap_persons and shared >= policies.overlap_share * fewer:
        return "persons"
    mine, theirs = plan.approached, other.approached
    if not mine or not theirs:
        return ""
    groups = mine.intersection_cardinality(theirs)
    fewer = min(len(mine), len(theirs))
    if groups >= policies.overlap_organisations and groups >= policies.overlap_share * fewer:
        return "organisations"
    return ""


def named_elsewhere(plan: PlanSnapshot, context: Context) -> set[str]:
    """The plans that a clash or contact pressure already names beside this one."""
    return {code for found in context.earlier for code in found.names} - {plan.code}


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
    if plan.is_movable:
        yield shift(plan, other.ends_on + dt.timedelta(days=1))
    yield joining(plan, other)
