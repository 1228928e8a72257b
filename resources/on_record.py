"""What large crowds were given or are promised: the same record as ``resources.similar`` reads for
single persons, as sets, for who judges a whole plan.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from pyroaring import BitMap

from customers import bitmaps
from customers.enums import PROMISING, TAKING_BACK, TouchKind
from customers.models import Party, Touch
from customers.touch_checks import OWN_SOURCE
from resources.models import Benefit
from resources.policies import Terms
from resources.similar import STANDING, TOLD_STATES, Had, Wanted, had_of, told_of

OWN = """
    SELECT b.kind, b.occasion, coalesce(r.code, ''), b.day, b.value, u.code, b.state, b.campaign,
        array_agg(p.counted)
    FROM resources_benefit b
    JOIN customers_party p ON p.id = b.party_id
    JOIN organization_unit u ON u.id = b.unit_id
    LEFT JOIN resources_resource r ON r.id = b.resource_id
    WHERE b.state = ANY(%(states)s) AND b.day BETWEEN %(first)s AND %(last)s
        AND (b.kind = ANY(%(kinds)s) OR b.occasion = ANY(%(occasions)s)
            OR r.code = ANY(%(resources)s))
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""
TOLD = """
    SELECT t.benefit_kind, t.occasion, t.resource, t.happened_on, t.value, t.unit, t.kind,
        t.campaign, array_agg(p.counted)
    FROM customers_touch t
    JOIN customers_party p ON p.id = t.party_id
    WHERE t.kind = ANY(%(states)s) AND t.happened_on BETWEEN %(first)s AND %(last)s
        AND t.source <> %(own)s AND p.counted <> ALL(%(but)s)
        AND (t.benefit_kind = ANY(%(kinds)s) OR t.occasion = ANY(%(occasions)s)
            OR t.resource = ANY(%(resources)s))
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Persons who were given or are promised one and the same thing. ``is_sure`` is False where an
    organisation got it and nobody knows who there: these are its key contacts.
    """

    had: Had
    persons: BitMap
    is_sure: bool = True


def groups_like(
    wanted: Collection[Wanted], first: dt.date, last: dt.date, terms: Collection[Terms]
) -> tuple[Group, ...]:
    """Everything that may be similar to one of these benefits, whichever day from first to last
    they are given on, under any of the terms: for who asks ``likeness_of`` next. In six queries at
    most.
    """
    reach = dt.timedelta(days=max((longest(wanted, one) for one in terms), default=0))
    asked = {
        "first": first - reach,
        "last": last + reach,
        "kinds": sorted({one.kind for one in wanted}),
        "occasions": sorted({one.occasion for one in wanted if one.occasion}),
        "resources": sorted({one.resource for one in wanted if one.resource}),
    }
    found: dict[Had, BitMap] = defaultdict(BitMap)
    for had, ordinals in [*_rows(OWN, asked, states=STANDING), *_told(asked)]:
        found[had].update(ordinals)
    return tuple(_grouped(found))


def groups_changed(at: dt.datetime) -> tuple[Group, ...]:
    """The benefits that a command changed at an instant, whatever became of them."""
    found: dict[Had, BitMap] = defaultdict(BitMap)
    rows = Benefit.objects.filter(changed_at=at).select_related("party", "resource", "unit")
    for row in rows:
        found[had_of(row)].add(row.party.counted)
    return tuple(_grouped(found))


def longest(wanted: Collection[Wanted], terms: Terms) -> int:
    """The widest window, in days, in which something can be similar to one of them."""
    names = {one.kind for one in wanted} | {"occasion" for one in wanted if one.occasion}
    return max((terms.window(name) for name in names), default=0)


def _rows(
    sql: str, asked: Mapping[str, Any], *, states: Collection[str], **more: Any
) -> Iterator[tuple[Had, list[int]]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {**asked, **more, "states": [str(one) for one in states]})
        rows = cursor.fetchall()
    for kind, occasion, resource, day, value, unit, state, campaign, ordinals in rows:
        had = Had(
            kind=kind,
            occasion=occasion,
            resource=resource,
            day=day,
            value=value,
            unit=unit,
            state=str(TOLD_STATES[TouchKind(state)]) if state in PROMISING else state,
            campaign=campaign,
        )
        yield had, ordinals


def _told(asked: Mapping[str, Any]) -> Iterator[tuple[Had, list[int]]]:
    """What other systems told. Of the few of whom something was taken back, however much later, it
    is read one by one, as the check before giving reads it.
    """
    span = (asked["first"], dt.date.max)
    taken = Touch.objects.filter(kind__in=TAKING_BACK, happened_on__range=span)
    counted = set(taken.exclude(source=OWN_SOURCE).values_list("party__counted", flat=True))
    yield from _rows(TOLD, asked, states=PROMISING, own=OWN_SOURCE, but=sorted(counted))
    if not counted:
        return
    whose = dict(Party.objects.filter(counted__in=counted).values_list("pk", "counted"))
    for ordinal, told in told_of(whose, *span).items():
        for had in told:
            yield had, [ordinal]


def _grouped(found: Mapping[Had, BitMap]) -> Iterator[Group]:
    """Persons as they are, organisations as their key contacts."""
    firms = bitmaps.organisations(bitmaps.union(found.values()))
    contacts = bitmaps.contacts_by_organisation(firms)
    for had, parties in sorted(found.items(), key=lambda one: (one[0].day, str(one[0]))):
        if persons := bitmaps.persons(parties):
            yield Group(had=had, persons=persons)
        of_firms = bitmaps.union(
            contacts[one] for one in bitmaps.organisations(parties) if one in contacts
        )
        if of_firms:
            yield Group(had=had, persons=of_firms, is_sure=False)
