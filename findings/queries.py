"""Findings on record: which a person reads, in which order, with the names of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaigns.models import Campaign
from findings.access import readable
from findings.enums import FindingState
from findings.loading import loaded
from findings.models import Finding
from findings.names import NameResolver, codes_in
from findings.ordering import worst_first
from findings.rule_info import rule_of
from organization.models import User


def findings_of(
    campaign: Campaign,
    user: User,
    *,
    states: Iterable[str] = (FindingState.OPEN, FindingState.ACCEPTED),
) -> list[Finding]:
    """The findings on a plan in these states that the person reads, worst first, with all that is
    shown of them; one query.
    """
    return loaded(worst_first(readable(user, campaign).filter(state__in=list(states))))


def names_for(user: User, findings: Sequence[Finding]) -> NameResolver:
    """The names of all codes in findings on record."""
    return NameResolver(
        user,
        (
            code
            for finding in findings
            for code in codes_in(
                rule_of(finding.rule),
                finding.case,
                subject=finding.subject,
                facts=finding.facts,
                ways_out=finding.ways_out,
                plans=[side.campaign.code for side in finding.sides.all()],
            )
        ),
    )
