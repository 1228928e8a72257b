"""In which order findings are read: what weighs most comes first."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Coalesce

from findings.enums import FindingState, Severity
from findings.models import Finding
from findings.rule_info import known_rules


def worst_first(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """What is open before the rest, then by severity and by what its rule ranks; of two that weigh
    the same, the one about more people.
    """
    ranks = [When(severity=one, then=Value(rank)) for rank, one in enumerate(Severity)]
    return rows.order_by(
        Case(When(state=FindingState.OPEN, then=Value(0)), default=Value(1)),
        Case(*ranks, default=Value(len(ranks))),
        Case(*_ranked_facts(), default=Value(0)),
        Coalesce("persons_set__persons", Value(0)).desc(),
        "first_seen_at",
        "pk",
    )


def _ranked_facts() -> Iterator[When]:
    """The place of each value of the facts that rules rank."""
    for code, rule in known_rules().items():
        for key, values in rule.facts.rankings():
            for place, value in enumerate(values):
                yield When(rule=code, **{f"facts__{key}": value}, then=Value(place))
