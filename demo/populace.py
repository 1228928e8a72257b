"""The people and firms of the demo company, while they are being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from demo.locations import Location


@dataclass(slots=True)
class Person:
    """A private person as the demo makes them: number among the parties, traits of the accounts."""

    key: int
    ordinal: int
    name: str
    place: Location
    kind: str
    accounts: list[int] = field(default_factory=list)
    is_member: bool = False


@dataclass(frozen=True, slots=True)
class Firm:
    """An enterprise customer with its people; the first key contact is its general manager."""

    key: int
    ordinal: int
    account: int
    name: str
    trade: str
    place: Location
    tier: str
    members: Sequence[Person]
    contacts: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Populace:
    """Everybody, in grid order. Accounts are keys of customers."""

    persons: Sequence[Person]
    firms: Sequence[Firm]
    agreed_to_calls: Sequence[int]
    quiet: Sequence[int]
