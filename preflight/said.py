"""What is said about plans, as rules read it: themes and communication plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    """What a period's communication is about; both ends are among its days. Without a branch it is
    for the whole company.
    """

    code: str
    name: str
    starts_on: dt.date
    ends_on: dt.date
    is_binding: bool = False
    branch: str | None = None

    def covers(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunicationFacts:
    """A communication plan that names the plan: the code of its theme, or the reason why there is
    none; and its drafts that speak of the plan.
    """

    code: str
    name: str
    theme: str | None = None
    reason: str = ""
    drafts: tuple[str, ...] = ()
