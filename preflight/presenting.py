"""Findings that are not on record, as one person reads them: the same words as for recorded
ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from common import messages
from findings.names import NameResolver
from findings.presenting import WAY_OUT, label_params
from findings.types import FindingDraft, jsonable, rule_info
from organization.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The other plans of an unrecorded finding, in the shape in which a recorded one has them."""

    codes: tuple[str, ...]

    def all(self) -> list[Any]:
        return [SimpleNamespace(campaign=SimpleNamespace(code=code)) for code in self.codes if code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding with its sentence; ``ways_out`` are JSON objects with a label."""

    found: FindingDraft
    subject: dict[str, Any]
    facts: dict[str, Any]
    sides: Sides
    title: str
    message: str
    ways_out: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """What the API answers."""
        return {
            "rule": self.found.rule,
            "case": self.found.case,
            "severity": str(self.found.severity),
            "class": str(self.found.finding_class),
            "title": self.title,
            "subject": self.subject,
            "facts": self.facts,
            "message": self.message,
            "campaigns": list(self.sides.codes),
            "persons": len(self.found.persons) if self.found.persons is not None else None,
            "ways_out": [
                {
                    key: way[key]
                    for key in (
                        "id",
                        "kind",
                        "label",
                        "campaign",
                        "params",
                        "effect",
                        "solves",
                        "recommended",
                    )
                }
                for way in self.ways_out
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    subject: dict[str, Any]
    facts: dict[str, Any]
    ways_out: list[dict[str, Any]]
    sides: Sides


def present(findings: Sequence[FindingDraft], user: User) -> list[Shown]:
    """The findings, worst first, in the language of the moment and with the names that the user may
    know.
    """
    ordered = sorted(findings, key=lambda found: (found.severity.rank, found.rule))
    raws = [
        _Raw(
            subject=jsonable(found.subject),
            facts=jsonable(found.facts),
            ways_out=[
                way.as_json(recommended=place == 0) for place, way in enumerate(found.ways_out)
            ],
            sides=Sides(codes=tuple(found.campaigns[1:])),
        )
        for found in ordered
    ]
    words = NameResolver(user, raws)  # type: ignore[arg-type]
    return [_shown(found, raw, words) for found, raw in zip(ordered, raws, strict=True)]


def _shown(found: FindingDraft, raw: _Raw, words: NameResolver) -> Shown:
    other = words.plan(raw.sides.codes[0]) if raw.sides.codes else ""
    params = (
        {"other": other}
        | words.params(raw.subject, rule=found.rule)
        | words.params(raw.facts, rule=found.rule)
    )
    labelled = [
        way | {"label": messages.render(WAY_OUT, way["kind"], label_params(way["params"], words))}
        for way in raw.ways_out
    ]
    return Shown(
        found=found,
        subject=raw.subject,
        facts=raw.facts,
        sides=raw.sides,
        title=str(rule_info(found.rule).title),
        message=messages.render(found.rule, found.case, params),
        ways_out=labelled,
    )
