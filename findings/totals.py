"""Open findings added up: many of one cause are one line, and everybody is counted once in all."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from findings.crowds import Crowd, crowds
from findings.enums import FindingState, Severity
from findings.models import Finding
from findings.rule_info import known_rules

EVERYTHING = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The open findings of a rule that weigh alike, and whom they are about."""

    rule: str
    severity: str
    findings: int
    crowd: Crowd

    @property
    def title(self) -> str:
        return str(known_rules()[self.rule].title) if self.rule in known_rules() else self.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All open findings and whom they are about, then line by line, the worst first."""

    findings: int
    crowd: Crowd
    lines: list[Total]


def totals_of(findings: QuerySet[Finding]) -> Totals:
    """What of these is open, added up; two queries however many there are."""
    rows = list(
        findings.filter(state=FindingState.OPEN).values_list("severity", "rule", "persons_set_id")
    )
    counts = Counter((severity, rule) for severity, rule, _key in rows)
    sets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for severity, rule, key in rows:
        if key is not None:
            sets[severity, rule].append(key)
            sets[EVERYTHING].append(key)
    found = crowds(sets)
    lines = [
        Total(
            rule=rule,
            severity=severity,
            findings=count,
            crowd=found.get((severity, rule), Crowd()),
        )
        for (severity, rule), count in counts.items()
    ]
    return Totals(
        findings=len(rows),
        crowd=found.get(EVERYTHING, Crowd()),
        lines=sorted(
            lines, key=lambda one: (Severity(one.severity).rank, -one.crowd.persons, one.rule)
        ),
    )
