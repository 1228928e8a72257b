"""The sentence of a finding, from the side of a plan and with the names that its reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from common import messages
from findings.models import Finding
from findings.names import NameResolver
from findings.queries import names_for
from findings.rule_info import RuleInfo, rule_of
from organization.models import User


def messages_for(pairs: Iterable[tuple[Finding, Campaign]], user: User) -> list[str]:
    """The sentences of many findings, each from the side of a plan, reading the names once. Needs
    them ``loaded``.
    """
    rows = list(pairs)
    names = names_for(user, [finding for finding, _campaign in rows])
    return [
        sentence_of(
            rule_of(finding.rule),
            finding.case,
            subject=finding.subject,
            facts=facts_of(finding, campaign),
            names=names,
            campaign=campaign.name,
            others=[plan.code for plan in other_plans(finding, campaign)],
        )
        for finding, campaign in rows
    ]


def sentence_of(
    rule: RuleInfo,
    case: str,
    *,
    subject: Mapping[str, Any],
    facts: Mapping[str, Any],
    names: NameResolver,
    campaign: str,
    others: Sequence[str],
) -> str:
    if not messages.is_registered(rule.code, case):
        return str(_("The rule %(rule)s found something.") % {"rule": rule.code})
    params = {"campaign": campaign, "other": names.plan(others[0]) if others else ""}
    params |= rule.subject.of_case(case).read(subject, names)
    params |= rule.facts.of_case(case).read(facts, names)
    return messages.render(rule.code, case, params)


def other_plans(finding: Finding, campaign: Campaign) -> list[Campaign]:
    return [side.campaign for side in finding.sides.all() if side.campaign_id != campaign.pk]


def facts_of(finding: Finding, campaign: Campaign) -> dict[str, Any]:
    """The facts from the side of the plan."""
    is_checked_side = any(
        side.is_checked_side for side in finding.sides.all() if side.campaign_id == campaign.pk
    )
    declared = rule_of(finding.rule).facts.of_case(finding.case)
    return declared.seen_from(finding.facts, is_checked_side=is_checked_side)
