"""What a check hands over: the frame between preflight and the record."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from findings.enums import FindingClass, Severity, WayOutKind
from findings.outlooks import Outlook

PLAIN = frozenset({str, int, bool, float})


def jsonable(value: Any) -> Any:
    """A fact as it is stored: days as ISO dates, times as HH:MM, decimals (money) as text, ratios
    as numbers, sets sorted.
    """
    if value is None or type(value) in PLAIN:
        return value
    match value:
        case bool() | int() | float() | str() | None:
            return value
        case Decimal():
            return str(value)
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat("minutes")
        case Mapping():
            return {str(key): jsonable(item) for key, item in value.items()}
        case set() | frozenset():
            return [jsonable(item) for item in sorted(value)]
        case list() | tuple():
            return [jsonable(item) for item in value]
        case _:
            return str(value)


def _digest(value: Any) -> str:
    return hashlib.sha256(
        json.dumps(jsonable(value), sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


@dataclass(frozen=True, kw_only=True)
class WayOut:
    """A typed step that mends a finding. ``campaign`` is the code of the plan that it changes; only
    its owner applies it.

    ``params`` say exactly what to change, ``effect`` gives the numbers it leads to, ``solves`` is
    False where it only eases. ``outlook`` is what a check would find after it, None as long as
    none looked; only then ``solves`` is more than what the rule aims at.
    """

    kind: WayOutKind
    campaign: str
    params: Mapping[str, Any] = field(default_factory=dict)
    effect: Mapping[str, Any] = field(default_factory=dict)
    solves: bool = True
    outlook: Outlook | None = None

    @cached_property
    def id(self) -> str:
        """Stable over runs that offer the same step."""
        return f"{self.kind}-{self.campaign}-{_digest(self.params)[:8]}"

    def as_json(self, *, recommended: bool) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": str(self.kind),
            "campaign": self.campaign,
            "params": jsonable(self.params),
            "effect": jsonable(self.effect),
            "solves": self.solves,
            "recommended": recommended,
            "outlook": self.outlook.as_json() if self.outlook else None,
        }


def recommended(ways: Iterable[WayOut], campaign: str) -> WayOut | None:
    """Of the ways out that change a plan the one whose outlook leaves the fewest blocking, then
    warning findings; none where none may be recommended.
    """
    rated = [
        (way.outlook.order, place, way)
        for place, way in enumerate(ways)
        if way.campaign == campaign and way.outlook and way.outlook.may_be_recommended
    ]
    return min(rated, key=lambda one: one[:2])[2] if rated else None


@dataclass(frozen=True, kw_only=True)
class FindingDraft:
    """One finding of a run. ``campaigns`` are the codes of the plans concerned, the checked one
    first.

    ``subject`` and ``facts`` are JSON as the rule declares it, told from the checked plan's side.
    ``ways_out`` come best first. ``persons`` is the bitmap of the persons concerned, where the rule
    counts persons; ``parts`` are those of parts of the plan that the rule told apart.
    ``names`` are the other plans that it names for good: a weaker finding about
    them has nothing to add.
    """

    rule: str
    case: str
    severity: Severity
    finding_class: FindingClass
    campaigns: tuple[str, ...]
    subject: Mapping[str, Any]
    facts: Mapping[str, Any]
    ways_out: Sequence[WayOut] = ()
    persons: BitMap | None = None
    parts: Mapping[tuple[Any, ...], AbstractBitMap] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same trouble in every run and from either side: rule, plans, subject."""
        return _digest([self.rule, sorted(self.campaigns), self.subject])


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a run over one submitted version came to.

    ``calendar_version`` is the change-log version read before the context was loaded. ``grade`` is
    A to D, ``risk`` its arithmetic line by line. ``not_run`` are rules that did not answer, so that
    what they found before stays open. ``inputs`` names what was read (``schema: 1``), and ``kept``
    holds what a replay needs of it.
    """

    findings: Sequence[FindingDraft]
    calendar_version: int
    grade: str = ""
    risk: Mapping[str, Any] = field(default_factory=dict)
    plans_compared: int = 0
    rules_run: int = 0
    not_run: frozenset[str] = frozenset()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    kept: bytes = b""
    started_at: dt.datetime | None = None
