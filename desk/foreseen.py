"""The sentences of findings that are not stored, as one person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.findings import Found, jsonable
from campaigns.models import Campaign
from campaigns.words import Words
from common import messages
from organization.models import User


@dataclass(frozen=True, slots=True)
class _Side:
    campaign: Campaign


@dataclass(frozen=True, slots=True)
class _Sides:
    plans: Sequence[Campaign]

    def all(self) -> list[_Side]:
        return [_Side(plan) for plan in self.plans]


@dataclass(frozen=True, slots=True)
class _Unstored:
    """What ``Words`` asks of a finding."""

    subject: Mapping[str, Any]
    facts: Mapping[str, Any]
    ways_out: Sequence[Mapping[str, Any]]
    sides: _Sides


def sentences(found: Sequence[Found], *, campaign: Campaign, user: User) -> list[str]:
    """One sentence each, seen from the checked plan; names that the person may not know stay unsaid."""
    rows = [
        _Unstored(jsonable(one.subject), jsonable(one.facts), (), _Sides([Campaign(code=code) for code in one.campaigns])) for one in found
    ]
    words = Words(user, rows)  # type: ignore[arg-type]
    texts = []
    for one, row in zip(found, rows, strict=True):
        others = [code for code in one.campaigns if code != campaign.code]
        params = {"campaign": campaign.name, "other": words.plan(others[0]) if others else ""}
        params |= words.params(row.subject, rule=one.rule) | words.params(row.facts, rule=one.rule)
        texts.append(messages.render(one.rule, one.case, params))
    return texts
