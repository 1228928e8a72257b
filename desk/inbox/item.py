"""What every source of the inbox yields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from organization.models import User

SOON = dt.timedelta(days=2)


class Side(StrEnum):
    """Whose turn it is: mine, or somebody's for whom I wait."""

    OWE = "owe"
    OWED = "owed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A one-click answer. ``asks_reason`` asks for words first, with the ``question`` above them;
    ``is_bulk`` may be given to many items at once.
    """

    name: str
    label: str | Promise
    icon: str = ""
    is_best: bool = False
    asks_reason: bool = False
    question: str | Promise = ""
    is_bulk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row: what is to be done, of which kind, by when, about which campaign, with whom.

    ``key`` is the source's code, a colon and what the source knows it by. A lower ``weight`` is
    heavier. ``facts`` are what an answer given from here decides about. ``launch`` is the plan's
    first day where the item has to be done in time for it, ``asked`` the day since which it waits
    for an answer; the due day follows from these. ``in_words`` is what its source makes kind, title
    and answers from once the row is shown; None where they are there.
    """

    key: str
    side: Side
    kind: str | Promise
    icon: str
    title: str
    url: str
    campaign: str = ""
    campaign_code: str = ""
    person: str = ""
    note: str = ""
    facts: Sequence[str] = ()
    due: dt.date | None = None
    asked: dt.date | None = None
    launch: dt.date | None = None
    weight: int = 5
    answers: Sequence[Answer] = ()
    go: str | Promise = ""
    in_words: Any = None

    @property
    def dom_id(self) -> str:
        """The key as an element's id may be written."""
        return re.sub(r"[^A-Za-z0-9-]", "-", self.key)

    def is_late(self, today: dt.date) -> bool:
        return self.due is not None and self.due < today

    def is_due_soon(self, today: dt.date) -> bool:
        """Due within two days, or late: what is shown in the colour of time."""
        return self.due is not None and self.due <= today + SOON


class Source(Protocol):
    """Where items come from: long or brief. ``answer`` gives one through the floor's command."""

    code: str

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        """Do it and say what was done. Raises ``Refused``."""
        ...


@runtime_checkable
class Long(Source, Protocol):
    """A source that reads its own items, in a fixed number of queries."""

    def items(self, user: User, today: dt.date) -> list[Item]: ...


@runtime_checkable
class Brief(Source, Protocol):
    """A source of a few plain rows, read with those of others in one query. ``joined`` are the keys
    that come with a row of its ``model``.
    """

    model: type[Model]
    joined: Sequence[str]

    def concerns(self, user: User) -> bool:
        """Whether the person may have any."""
        ...

    def rows(self, user: User) -> QuerySet[Any]: ...

    def items_of(self, rows: Sequence[Any], user: User) -> list[Item]: ...


@runtime_checkable
class Wordy(Source, Protocol):
    """A source whose items come without words, which cost more than the rows themselves."""

    def in_words(self, items: Sequence[Item], user: User) -> list[Item]:
        """The items with their words, in their order; those that are gone meanwhile are left
        out.
        """
        ...
