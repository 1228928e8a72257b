"""Which benefits of a person are similar to one that somebody means to give: one person, one
occasion, one gift.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from customers.aliases import one_of_each
from customers.enums import PROMISING, TAKING_BACK, Occasion, TouchKind
from customers.models import Touch
from customers.touch_checks import OWN_SOURCE
from organization.models import Unit
from resources.enums import BenefitState, Likeness
from resources.models import Benefit
from resources.policies import Terms

STANDING = (BenefitState.RESERVED, BenefitState.GIVEN)
TOLD_STATES = {
    TouchKind.BENEFIT_PLANNED: BenefitState.RESERVED,
    TouchKind.BENEFIT_RESERVED: BenefitState.RESERVED,
    TouchKind.BENEFIT_GIVEN: BenefitState.GIVEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """A benefit that a party is promised or was given. ``resource`` and ``unit`` are codes; what
    another system told may name neither.
    """

    party: int
    kind: str
    occasion: str
    resource: str
    day: dt.date
    value: Decimal | None
    unit: str
    state: str

    @property
    def what(self) -> tuple[str, str, str]:
        """By what it is recognised when it is taken back."""
        return self.resource, self.kind, self.occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody means to give, for which day; ``resource`` is a code or empty."""

    kind: str
    occasion: str
    resource: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Similar:
    """A benefit that stands against another one, by what, and whether it stops it."""

    had: Had
    likeness: Likeness
    stops: bool


def similar_to(wanted: Wanted, had: Iterable[Had], terms: Terms) -> list[Similar]:
    """What of ``had`` is similar to the wanted benefit, what stops it first, then the nearest."""
    found = [one for each in had if (one := likeness_of(wanted, each, terms)) is not None]
    return sorted(found, key=lambda one: (not one.stops, abs(one.had.day - wanted.day)))


def likeness_of(wanted: Wanted, had: Had, terms: Terms) -> Similar | None:
    """By what two benefits are similar; of several likenesses the one that stops."""
    apart = abs((had.day - wanted.day).days)
    within = apart <= terms.window(wanted.kind)
    found = []
    if wanted.occasion == had.occasion != Occasion.OTHER and apart <= terms.window("occasion"):
        found.append(Similar(had, Likeness.OCCASION, terms.stops(Likeness.OCCASION)))
    if wanted.resource and wanted.resource == had.resource and within:
        found.append(Similar(had, Likeness.RESOURCE, terms.stops(Likeness.RESOURCE)))
    if wanted.kind == had.kind and within:
        found.append(Similar(had, Likeness.KIND, terms.stops(wanted.kind)))
    return min(found, key=lambda one: not one.stops, default=None)


def had_by(parties: Collection[int], first: dt.date, last: dt.date) -> dict[int, list[Had]]:
    """What each party is promised or was given from first to last day: by the units of this
    company here, and as other systems told it, on whatever account. Three queries.
    """
    found: dict[int, list[Had]] = defaultdict(list)
    whose = one_of_each(parties)
    rows = Benefit.objects.filter(party__in=whose, state__in=STANDING, day__range=(first, last))
    for row in rows.order_by("day", "id").select_related("resource", "unit"):
        found[whose[row.party_id]].append(
            Had(
                party=whose[row.party_id],
                kind=row.kind,
                occasion=row.occasion,
                resource=row.resource.code if row.resource else "",
                day=row.day,
                value=row.value,
                unit=row.unit.code,
                state=row.state,
            )
        )
    for party, told in _told(whose, first, last).items():
        found[party] += told
    return found


def _told(whose: Mapping[int, int], first: dt.date, last: dt.date) -> dict[int, list[Had]]:
    """What other systems told of benefits, without what was taken back."""
    found: dict[int, list[Had]] = defaultdict(list)
    rows = Touch.objects.filter(
        party__in=whose, kind__in=(*PROMISING, *TAKING_BACK), happened_on__range=(first, last)
    ).exclude(source=OWN_SOURCE)
    for row in rows.order_by("happened_on", "id"):
        party = whose[row.party_id or 0]
        told = found[party]
        one = Had(
            party=party,
            kind=row.benefit_kind,
            occasion=row.occasion,
            resource=row.resource,
            day=row.happened_on,
            value=row.value,
            unit=row.unit,
            state=TOLD_STATES.get(TouchKind(row.kind), ""),
        )
        same = [each for each in told if each.what == one.what]
        if row.kind in PROMISING:
            told.append(one)
        elif same:
            told.remove(same[-1])
    return found


def unit_names(codes: Collection[str]) -> dict[str, str]:
    """The names of units by their codes; a code that none has stays as it was told."""
    names = {unit.code: unit.label for unit in Unit.objects.filter(code__in=codes)}
    return {code: names.get(code, code) for code in codes}
