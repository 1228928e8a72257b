"""Loading what a plan that gives something is compared with: the record of benefits, and what other
plans in play promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from pyroaring import AbstractBitMap, FrozenBitMap

from campaigns.amendment_codes import plan_of
from campaigns.enums import ACTIVE_STATES, DECIDED
from campaigns.models import PlanVersion, ResourceRequest
from customers import bitmaps
from preflight.gifts import GiftLine, GivenFacts, Promise, all_of, gifts_of, recipients_of
from preflight.parties import NOBODY, organisations_of
from preflight.snapshot import PlanSnapshot
from preflight.version_parts import request_line
from resources.models import Resource
from resources.on_record import Group, groups_like, longest
from resources.policies import Terms
from resources.similar import Had, likeness_of

# What counts of a plan for others: the version in force once it is decided, else the working one.
COUNTS = Q(version__campaign__state__in=DECIDED, version=F("version__campaign__in_force")) | Q(
    ~Q(version__campaign__state__in=DECIDED), version=F("version__campaign__working")
)
Values = Sequence[tuple[dt.date, Mapping[str, Any]]]


def given_facts(plan: PlanSnapshot, first: dt.date, last: dt.date, values: Values) -> GivenFacts:
    """What matters to a plan that may start and end on any day from first to last; nothing, and no
    query, for one that gives nothing. ``values`` are the policies from a day on.
    """
    terms = tuple((day, Terms.of(found)) for day, found in values)
    wanted = [one.wanted(first, last) for one in gifts_of(plan.requests)]
    if not wanted:
        return GivenFacts(terms=terms)
    every = [one for _day, one in terms]
    reach = dt.timedelta(days=max(longest(wanted, one) for one in every))
    firms = organisations_of(plan.eligibility)
    return GivenFacts(
        had=groups_like(wanted, first, last, every),
        promises=promises(first - reach, last + reach, but=plan.code),
        people=bitmaps.people_by_organisation(firms),
        contacts=bitmaps.contacts_by_organisation(firms),
        terms=terms,
    )


def promises(first: dt.date, last: dt.date, *, but: str = "") -> tuple[Promise, ...]:
    """What each plan in play whose window meets the days gives, in its order."""
    rows = giving().filter(
        COUNTS,
        version__campaign__state__in=ACTIVE_STATES,
        version__starts_on__lte=last,
        version__ends_on__gte=first,
    )
    return promises_of(rows.exclude(own_requests(but)) if but else rows)


def own_requests(code: str) -> Q:
    """What the plan of that code asks for, as it is and as its amendments would have it."""
    plan = plan_of(code)
    return Q(version__campaign__code=plan) | Q(version__campaign__amends__code=plan)


def giving() -> QuerySet[ResourceRequest]:
    """The requests for what customers are given."""
    return ResourceRequest.objects.filter(resource__in=Resource.objects.given())


def alike(gift: GiftLine, had: Had) -> bool:
    """Whether one is similar to the other on some day, so that it may matter there."""
    always = gift.wanted(dt.date.min, dt.date.max)
    return likeness_of(always, had, Terms.declared()) is not None


def plans_like(groups: Collection[Group]) -> set[str]:
    """The plans in play that give something similar to what stands on record, to some of its
    persons; not what they gave themselves.
    """
    return {
        one.code
        for one in promises(dt.date.min, dt.date.max)
        for group in groups
        if group.had.campaign != one.code
        and group.persons.intersect(one.persons)
        and any(alike(gift, group.had) for gift in one.gifts)
    }


def pairs_with(campaigns: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a plan of these and one in play that gives something similar to some of the same
    persons, by what it says or ever said.
    """
    said = giving().filter(
        version__campaign__code__in=list(campaigns), version__submitted_at__isnull=False
    )
    changed = promises_of(said)
    others = promises(dt.date.min, dt.date.max) if changed else ()
    return [
        (one.code, other.code)
        for one in changed
        for other in others
        if one.code != other.code
        and one.persons.intersect(other.persons)
        and any(alike(gift, one.had(theirs)) for gift in other.gifts for theirs in one.gifts)
    ]


def promises_of(rows: QuerySet[ResourceRequest]) -> tuple[Promise, ...]:
    """The plans of some requests of submitted versions, with what they give."""
    asked: dict[PlanVersion, list[ResourceRequest]] = {}
    related = ("resource", "unit", "version__campaign__owner_unit")
    for row in rows.select_related(*related).order_by("version__campaign__code", "id"):
        asked.setdefault(row.version, []).append(row)
    sets = bitmaps.load_many(key for one in asked if (key := _set_of(one)))
    firms = all_of(organisations_of(one) for one in sets.values())
    people = bitmaps.people_by_organisation(firms)
    contacts = bitmaps.contacts_by_organisation(firms)
    return tuple(
        _promise(version, own, sets.get(_set_of(version), NOBODY), people, contacts)
        for version, own in asked.items()
    )


def _set_of(version: PlanVersion) -> int:
    """The row of the set of those who may take it; 0 where it is not frozen yet."""
    return version.eligibility_set_id or version.audience_set_id or 0


def _promise(
    version: PlanVersion,
    requests: Iterable[ResourceRequest],
    parties: AbstractBitMap,
    people: Mapping[int, AbstractBitMap],
    contacts: Mapping[int, AbstractBitMap],
) -> Promise:
    campaign = version.campaign
    who = recipients_of(parties, people, contacts)
    return Promise(
        code=campaign.code,
        unit=campaign.owner_unit.code,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        is_decided=campaign.state in DECIDED,
        persons=FrozenBitMap(who.persons),
        in_all=len(who.persons),
        is_sure=who.is_sure,
        gifts=tuple(gifts_of(request_line(one) for one in requests)),
    )
