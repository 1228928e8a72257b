"""What the play expects of an answer, said in one sentence where it is not so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from demo.play.product import NotPlayed


def require(truth: object, sentence: str) -> None:
    """Raise ``NotPlayed`` with the sentence unless it is true."""
    if not truth:
        raise NotPlayed(sentence)


def only(
    found: list[dict[str, Any]], rule: str, severity: str, other: str | None = None
) -> dict[str, Any]:
    """The one open finding of a rule and severity, about the plan ``other`` if one is named."""
    fitting = [
        one
        for one in found
        if (one["rule"], one["severity"]) == (rule, severity)
        and (other is None or other in one["campaigns"])
    ]
    require(
        len(fitting) == 1,
        f"Expected one {severity} {rule}, found {len(fitting)} among"
        f" {[one['rule'] for one in found]}.",
    )
    return fitting[0]


def way(finding: Mapping[str, Any], kind: str, campaign: str) -> dict[str, Any]:
    """The way out of a kind that changes the plan."""
    fitting = [
        one for one in finding["ways_out"] if (one["kind"], one["campaign"]) == (kind, campaign)
    ]
    require(
        fitting,
        f"{finding['rule']} offers no {kind} for {campaign}:"
        f" {[one['kind'] for one in finding['ways_out']]}.",
    )
    return fitting[0]
