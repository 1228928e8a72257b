"""Findings on record: which a person reads, in which order, with the names of their codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch

from campaigns.models import Campaign
from findings.access import readable
from findings.enums import FindingState, Severity
from findings.models import Finding, FindingAcceptance, FindingComment, FindingSide
from findings.names import NameResolver, codes_in
from findings.rule_info import rule_of
from organization.models import User

WEIGHT = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def findings_of(
    campaign: Campaign,
    user: User,
    *,
    states: Iterable[str] = (FindingState.OPEN, FindingState.ACCEPTED),
) -> list[Finding]:
    """The findings on a plan in these states that the person reads, worst first, with all that is
    shown of them; a fixed number of queries.

    Of two that weigh the same, the one about more people comes first.
    """
    rows = with_sides(readable(user, campaign).filter(state__in=list(states)))
    return sorted(rows, key=worst_first)


def worst_first(one: Finding) -> tuple[Any, ...]:
    persons = one.persons_set.persons if one.persons_set is not None else 0
    return (
        one.state != FindingState.OPEN,
        WEIGHT[Severity(one.severity)],
        -persons,
        one.first_seen_at,
        str(one.pk),
    )


def with_sides(rows: Any) -> Any:
    """A queryset of findings with sides, signatures and comments."""
    comments = FindingComment.objects.select_related("author").order_by("id")
    return with_signatures(rows).prefetch_related(Prefetch("comments", comments))


def with_signatures(rows: Any) -> Any:
    """A queryset of findings with sides and signatures."""
    return rows.select_related("persons_set").prefetch_related(
        Prefetch(
            "sides",
            FindingSide.objects.select_related(
                "campaign__owner_unit", "campaign__working"
            ).order_by("id"),
        ),
        Prefetch(
            "acceptances",
            FindingAcceptance.objects.filter(withdrawn_at__isnull=True)
            .select_related("accepted_by")
            .order_by("id"),
        ),
    )


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
