"""What rules read about gifts: what a plan promises, what others promise, and what customers were
given already. Frozen, without a database behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pyroaring import AbstractBitMap, BitMap

from customers.enums import BenefitKind
from preflight.parties import NOBODY, organisations_of, persons_of
from preflight.snapshot_parts import RequestLine
from resources.enums import BenefitState
from resources.on_record import Group
from resources.policies import Terms
from resources.similar import Had, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftFacts:
    """A gift of the catalogue: the kind of benefit that it is, working days from order to arrival,
    yuan of one (None where nobody said).
    """

    code: str
    given_as: str
    lead_days: int = 0
    unit_cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftLine:
    """What a plan gives to customers: so many pieces of a resource for an occasion, which may be
    empty. ``unit_cost`` is yuan, None where the catalogue does not say.
    """

    resource: str
    kind: str
    occasion: str = ""
    pieces: int
    unit_cost: Decimal | None = None

    def wanted(self, first: dt.date, last: dt.date) -> Wanted:
        """As it is given on any day of a window."""
        return Wanted(
            kind=self.kind, occasion=self.occasion, resource=self.resource, day=first, last=last
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A plan in play that gives something; ``persons`` are those who may get it, ``in_all`` how
    many those are (a run that is kept knows only the people of its plan), ``is_sure`` is False
    where an organisation gets it and they are its key contacts.
    """

    code: str
    unit: str
    starts_on: dt.date
    ends_on: dt.date
    is_decided: bool
    persons: AbstractBitMap
    in_all: int
    is_sure: bool = True
    gifts: tuple[GiftLine, ...]

    def had(self, gift: GiftLine) -> Had:
        """As it counts for others: promised for any day of the plan."""
        return Had(
            kind=gift.kind,
            occasion=gift.occasion,
            resource=gift.resource,
            day=self.starts_on,
            last=self.ends_on,
            value=gift.unit_cost,
            unit=self.unit,
            state=BenefitState.RESERVED.value,
            campaign=self.code,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFacts:
    """What a plan that gives something is compared with. ``had`` is the record, ``promises`` are
    other plans in play. Of each of the plan's organisations ``people`` are all who belong to it,
    ``contacts`` its key contacts. ``terms`` are the policies from a day on, in order.
    """

    had: tuple[Group, ...] = ()
    promises: tuple[Promise, ...] = ()
    people: Mapping[int, AbstractBitMap] = field(default_factory=dict)
    contacts: Mapping[int, AbstractBitMap] = field(default_factory=dict)
    terms: tuple[tuple[dt.date, Terms], ...] = field(
        default_factory=lambda: ((dt.date.min, Terms.declared()),)
    )

    def terms_on(self, day: dt.date) -> Terms:
        """The windows and strictness that are valid on a day."""
        held = [terms for since, terms in self.terms if since <= day]
        return held[-1] if held else self.terms[0][1]


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a gift; where ``is_sure`` is False somebody of an organisation does, and nobody
    knows who: these are the key contacts.
    """

    persons: AbstractBitMap
    is_sure: bool = True


def recipients_of(
    parties: AbstractBitMap,
    people: Mapping[int, AbstractBitMap],
    contacts: Mapping[int, AbstractBitMap],
) -> Recipients:
    """Who gets a gift that is meant for parties: each person among them; where everybody only
    belongs to one of its organisations, the gift is the organisations'.
    """
    persons, firms = persons_of(parties), organisations_of(parties)
    belonging = all_of(people.get(one, NOBODY) for one in firms)
    if not firms or persons - belonging:
        return Recipients(persons)
    return Recipients(persons & all_of(contacts.get(one, NOBODY) for one in firms), is_sure=False)


def gifts_of(requests: Iterable[RequestLine]) -> Iterator[GiftLine]:
    """What of the requests customers are given: one line for each resource and occasion, whatever
    the units that hand it out.
    """
    pieces: dict[tuple[str, str], int] = {}
    lines: dict[tuple[str, str], RequestLine] = {}
    for one in requests:
        if one.given_as in BenefitKind.values:
            key = (one.resource, one.occasion)
            lines[key] = one
            pieces[key] = pieces.get(key, 0) + one.quantity
    for key, line in sorted(lines.items()):
        yield GiftLine(
            resource=line.resource,
            kind=line.given_as,
            occasion=line.occasion,
            pieces=pieces[key],
            unit_cost=line.unit_cost,
        )


def all_of(groups: Iterable[AbstractBitMap]) -> BitMap:
    """Everybody of some sets."""
    return BitMap().union(*groups)
