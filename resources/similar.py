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
    """A benefit that somebody is promised or was given. ``resource``, ``unit`` and ``campaign`` are
    codes; what another system told may name none. What a plan promises lies on any day up to
    ``last``.
    """

    kind: str
    occasion: str
    resource: str
    day: dt.date
    value: Decimal | None
    unit: str
    state: str
    campaign: str = ""
    last: dt.date | None = None

    @property
    def what(self) -> tuple[str, str, str]:
        """By what it is recognised when it is taken back."""
        return self.resource, self.kind, self.occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody means to give, for which day or any day up to ``last``; ``resource`` is a code
    or empty, and so may the occasion be.
    """

    kind: str
    occasion: str
    resource: str
    day: dt.date
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    """A benefit that stands against another one, by what, and whether it stops it."""

    had: Had
    likeness: Likeness
    stops: bool


def similar_to(wanted: Wanted, had: Iterable[Had], terms: Terms) -> list[Similar]:
    """What of ``had`` is similar to the wanted benefit, what stops it first, then the nearest."""
    found = [one for each in had if (one := likeness_of(wanted, each, terms)) is not None]
    return sorted(found, key=lambda one: (not one.stops, days_apart(wanted, one.had)))


def days_apart(wanted: Wanted, had: Had) -> int:
    """Days between the two, 0 where they may lie on one day."""
    latest = max(wanted.day, had.day)
    return max((latest - min(wanted.last or wanted.day, had.last or had.day)).days, 0)


def likeness_of(wanted: Wanted, had: Had, terms: Terms) -> Similar | None:
    """By what two benefits are similar; of several likenesses the one that stops. The check before
    giving and the check of a plan (``preflight.rules.duplicate_benefit``) both ask here.
    """
    apart = days_apart(wanted, had)
    within = apart <= terms.window(wanted.kind)
    found = []
    same = wanted.occasion and wanted.occasion == had.occasion != Occasion.OTHER
    if same and apart <= terms.window("occasion"):
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
        found[whose[row.party_id]].append(had_of(row))
    for party, told in told_of(whose, first, last).items():
        found[party] += told
    return found


def had_of(row: Benefit) -> Had:
    """A row of the record, loaded with its resource and unit."""
    return Had(
        kind=row.kind,
        occasion=row.occasion,
        resource=row.resource.code if row.resource else "",
        day=row.day,
        value=row.value,
        unit=row.unit.code,
        state=row.state,
        campaign=row.campaign,
    )


def told_of(whose: Mapping[int, int], first: dt.date, last: dt.date) -> dict[int, list[Had]]:
    """What other systems told of benefits, without what was taken back; ``whose`` says under which
    key each party is counted.
    """
    found: dict[int, list[Had]] = defaultdict(list)
    rows = Touch.objects.filter(
        party__in=whose, kind__in=(*PROMISING, *TAKING_BACK), happened_on__range=(first, last)
    ).exclude(source=OWN_SOURCE)
    for row in rows.order_by("happened_on", "id"):
        party = whose[row.party_id or 0]
        told = found[party]
        one = Had(
            kind=row.benefit_kind,
            occasion=row.occasion,
            resource=row.resource,
            day=row.happened_on,
            value=row.value,
            unit=row.unit,
            state=str(TOLD_STATES.get(TouchKind(row.kind), "")),
            campaign=row.campaign,
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
