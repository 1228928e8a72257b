"""The result of a check run, as preflight hands it over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from campaigns.findings import FindingDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a run over one submitted version came to.

    ``calendar_version`` is the change-log version read before the context was loaded. ``grade`` is
    A to D, ``risk`` its arithmetic line by line. ``not_run`` are rules that did not answer, so that
    what they found before stays open. ``inputs`` names what was read (``schema: 1``), for a replay.
    """

    findings: Sequence[FindingDraft]
    calendar_version: int
    grade: str = ""
    risk: Mapping[str, Any] = field(default_factory=dict)
    plans_compared: int = 0
    rules_run: int = 0
    not_run: frozenset[str] = frozenset()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    started_at: dt.datetime | None = None
