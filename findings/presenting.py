"""Findings as one person reads them: sentences, ways out, who accepts. For pages and API alike, on
record or only foreseen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from customers.counting import counts_exactly, is_told, told_persons
from findings.acceptors import signature_label, signatures_for
from findings.enums import FindingState, Severity
from findings.loading import asked_of
from findings.models import Finding, FindingAcceptance
from findings.names import NameResolver, codes_in
from findings.plan_links import PlanLink, codes_of, plan_links
from findings.queries import names_for
from findings.rule_info import RuleInfo, rule_of
from findings.sentences import facts_of, other_plans, sentence_of
from findings.types import FindingDraft, recommended
from findings.way_views import WayView, foreseen_way, recorded_way
from organization.models import User


@dataclass(frozen=True, slots=True)
class CommentView:
    """What somebody said about a finding."""

    author: User
    text: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding as one person reads it from the side of one plan. ``campaigns`` are the codes of
    the other plans that it concerns or names, as far as they may be known; ``named`` are those of
    its facts; ``facts`` and ``subject`` are JSON, ``names`` knows their
    codes.
    """

    rule: RuleInfo
    case: str
    severity: str
    finding_class: str
    message: str
    subject: Mapping[str, Any]
    facts: Mapping[str, Any]
    persons: int | None
    campaigns: list[str]
    ways_out: list[WayView]
    names: NameResolver
    named: list[PlanLink]

    @property
    def title(self) -> str:
        return str(self.rule.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedView(FindingView):
    """A finding on record, with what was said and signed. ``others`` are the other plans that the
    person may know, ``hidden_others`` how many more there are.
    """

    finding: Finding
    others: list[Campaign]
    hidden_others: int
    waiting_for: list[str]
    may_accept: bool
    acceptances: list[FindingAcceptance]
    comments: list[CommentView]


def present(findings: Sequence[Finding], *, campaign: Campaign, user: User) -> list[RecordedView]:
    """Findings from the side of ``campaign`` as ``user`` reads them, in their language. Needs
    them ``loaded``.
    """
    names = names_for(user, findings)
    return [_recorded(finding, campaign, user, names) for finding in findings]


def foresee(findings: Sequence[FindingDraft], user: User) -> list[FindingView]:
    """Findings that are not on record, worst first, as ``user`` reads them. What concerns few
    persons is told without its numbers to who sees customers masked: anybody may be tried so.
    """
    names = NameResolver(
        user,
        (
            code
            for found in findings
            for code in codes_in(
                rule_of(found.rule),
                found.case,
                subject=found.subject,
                facts=found.facts,
                ways_out=[way.as_json(recommended=False) for way in found.ways_out],
                plans=found.campaigns[1:],
            )
        ),
    )
    ordered = sorted(findings, key=lambda found: (Severity(found.severity).rank, found.rule))
    exactly = counts_exactly(user)
    return [
        _foreseen(found, names)
        if exactly or found.persons is None or is_told(len(found.persons))
        else _foreseen_of_few(found, names)
        for found in ordered
    ]


def _recorded(
    finding: Finding, campaign: Campaign, user: User, names: NameResolver
) -> RecordedView:
    rule, others = rule_of(finding.rule), other_plans(finding, campaign)
    known = [plan for plan in others if names.knows_plan(plan.code)]
    facts = facts_of(finding, campaign)
    named = plan_links(rule, finding.case, facts, names, but=campaign.code)
    missing, may_accept = _signatures(finding, user)
    return RecordedView(
        rule=rule,
        case=finding.case,
        severity=finding.severity,
        finding_class=finding.finding_class,
        message=sentence_of(
            rule,
            finding.case,
            subject=finding.subject,
            facts=facts,
            names=names,
            campaign=campaign.name,
            others=[plan.code for plan in others],
        ),
        subject=finding.subject,
        facts=facts,
        persons=finding.persons_set.persons if finding.persons_set is not None else None,
        campaigns=codes_of([plan.code for plan in known], named),
        ways_out=_ways_of(finding, campaign, user, names),
        names=names,
        named=named,
        finding=finding,
        others=known,
        hidden_others=len(others) - len(known),
        waiting_for=missing,
        may_accept=may_accept,
        acceptances=list(finding.acceptances.all()),
        comments=[
            CommentView(one.author, one.text, one.created_at) for one in finding.comments.all()
        ],
    )


def _foreseen(found: FindingDraft, names: NameResolver) -> FindingView:
    rule, others = rule_of(found.rule), list(found.campaigns[1:])
    named = plan_links(rule, found.case, found.facts, names, but=found.campaigns[0])
    best = recommended(found.ways_out, found.campaigns[0])
    return FindingView(
        rule=rule,
        case=found.case,
        severity=str(found.severity),
        finding_class=str(found.finding_class),
        message=sentence_of(
            rule,
            found.case,
            subject=found.subject,
            facts=found.facts,
            names=names,
            campaign="",
            others=others,
        ),
        subject=found.subject,
        facts=found.facts,
        persons=len(found.persons) if found.persons is not None else None,
        campaigns=codes_of(others, named),
        ways_out=[foreseen_way(way, names, is_recommended=way is best) for way in found.ways_out],
        names=names,
        named=named,
    )


def _foreseen_of_few(found: FindingDraft, names: NameResolver) -> FindingView:
    """The finding without the numbers by which a few persons could be known."""
    whole, others = _foreseen(found, names), found.campaigns[1:]
    params = {"rule": whole.title, "few": told_persons(len(found.persons or ()))}
    message = _("%(rule)s: it concerns %(few)s; a check on record says more.")
    if others:
        message = _("%(rule)s with “%(other)s”: it concerns %(few)s; a check on record says more.")
        params["other"] = names.plan(others[0])
    return replace(
        whole,
        message=message % params,
        facts={},
        persons=None,
        named=[],
        ways_out=[replace(way, effect={}) for way in whole.ways_out],
    )


def ways_out_for(finding: Finding, campaign: Campaign, user: User) -> list[WayView]:
    """The ways out of one finding, ``loaded``, as ``user`` finds them, best first."""
    return _ways_of(finding, campaign, user, names_for(user, [finding]))


def _ways_of(
    finding: Finding, campaign: Campaign, user: User, names: NameResolver
) -> list[WayView]:
    asked = asked_of(finding)
    return [
        recorded_way(way, finding, campaign, user, names, asked.get(way["id"]))
        for way in finding.ways_out
    ]


def _signatures(finding: Finding, user: User) -> tuple[list[str], bool]:
    """Whose signatures are missing in the shortest way to acceptance, and whether ``user`` can give
    one now.
    """
    if finding.state != FindingState.OPEN:
        return [], False
    given = {one.role for one in finding.acceptances.all()}
    ways = signatures_for(finding)
    missing = [[one for one in way if one.role not in given] for way in ways]
    may_accept = any(one.signer(user) is not None for way in missing for one in way)
    shortest = min(missing, key=len, default=[])
    return [signature_label(one) for one in shortest], may_accept
