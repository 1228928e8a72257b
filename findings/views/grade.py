"""How the risk grade of a check is made, line by line, and the pre-assessment that it goes by."""

from __future__ import annotations

from typing import Any

from campaigns.enums import GateName
from common import messages
from common.display import in_language
from findings.models import CheckRun

RISK = "risk-grade"


def risk_lines(run: CheckRun) -> list[dict[str, Any]]:
    """The arithmetic of the grade in words; sums are marked."""
    lines = run.risk.get("lines", []) if isinstance(run.risk, dict) else []
    return [
        {
            "words": messages.render(RISK, line["case"], line),
            # What weighs on the customer adds one together, told at the first such line.
            "points": line.get("points") or "",
            "is_sum": line["case"] in {"likelihood", "impact"},
            "is_total": line["case"] == "product",
            "is_harm": line["case"] == "harm",
            "grade": line.get("grade", ""),
        }
        for line in lines
        if messages.is_registered(RISK, line.get("case", ""))
    ]


def words_of(line: dict[str, Any]) -> str:
    """What a line of the pre-assessment asks."""
    asked = in_language(line.get("name", ""), line.get("name_en", ""))
    return asked or messages.render(RISK, line["case"], line)


def checklist(run: CheckRun) -> list[dict[str, Any]]:
    """The lines of the pre-assessment that the check went by, in words: what readiness is made
    of.
    """
    return [
        {
            "words": words_of(line),
            "is_open": line.get("is_open", False),
            "gate": GateName(line["gate"]).label,
            **{key: line[key] for key in ("weight", "is_mandatory", "is_due", "is_met")},
        }
        for line in run.risk.get("checklist", [])
        if messages.is_registered(RISK, line["case"])
    ]
