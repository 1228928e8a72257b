"""Reads over several tables of the customers' floor. Sets of parties come back as bitmaps of
ordinals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from django.db import connection
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from common import clock
from customers import bitmaps
from customers.aliases import aliases, as_often
from customers.branch_homes import homes
from customers.caches import State, bounded, remembered, state
from customers.enums import REACHING_OUT, TouchKind
from customers.filter_looks import codes
from customers.filter_sql import AGREED, CLOSED
from customers.index import attributes as names
from customers.index.answering import answered
from customers.index.reading import Part, every, one, read
from customers.models import Touch
from customers.ordinals import ordinals
from customers.wish_looks import agreed_to, closed_to

CACHE_BYTES = 64 * 2**20
Judged = tuple[AbstractBitMap, AbstractBitMap]

_homes: LRUCache[Hashable, dict[str, BitMap]] = bounded(CACHE_BYTES)
_members: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


def do_not_contact(
    contact_class: str, *, today: dt.date | None = None, at: State | None = None
) -> FrozenBitMap:
    """Parties that may not be contacted in this way today: on its list, or on the list for all
    ways.
    """
    day = today or clock.today()

    def judge(index: State) -> Judged | None:
        found = read([every(names.CLOSED)], index)
        return None if found is None else surely(closed_to(found, [contact_class]))

    def ask(among: AbstractBitMap | None) -> FrozenBitMap:
        return ordinals(*within("w.counted", among, CLOSED, [[contact_class], day]))

    return answered(judge, ask, at or state(), day)


def consented(
    contact_class: str, *, today: dt.date | None = None, at: State | None = None
) -> FrozenBitMap:
    """Parties whose yes to being contacted in this way stands today. Of two accounts of one person
    the one that withdrew it decides.
    """
    day = today or clock.today()

    def judge(index: State) -> Judged | None:
        found = read([every(names.AGREED), every(names.WITHDRAWN)], index)
        return None if found is None else surely(agreed_to(found, [contact_class]))

    def ask(among: AbstractBitMap | None) -> FrozenBitMap:
        return ordinals(*within("w.counted", among, AGREED, [[contact_class], day, day, day]))

    return answered(judge, ask, at or state(), day)


def surely(bitmap: AbstractBitMap) -> Judged:
    return bitmap, bitmap


def within(
    column: str, among: AbstractBitMap | None, statement: str, params: list[Any]
) -> tuple[str, list[Any]]:
    """A statement that ends with its conditions, over some parties if they are given."""
    if among is None:
        return statement, params
    return f"{statement} AND {column} = ANY(%s)", [*params, list(among)]


@dataclass(frozen=True, slots=True)
class TouchRow:
    """Persons who were touched once in this way on a day. Somebody touched twice that day stands in
    two rows, whichever of their accounts it was. ``campaign`` is as it was told: by code or by
    external code; ``channel`` is empty where it was not told. ``is_care`` is festival care.
    """

    contact_class: str
    happened_on: dt.date
    campaign: str
    channel: str
    is_care: bool
    persons: AbstractBitMap


def touches_between(first: dt.date, last: dt.date) -> list[TouchRow]:
    """How the company reached out to persons from first to last day, service notices and what they
    began themselves left out, in four queries at most.
    """
    care, kinds = TouchKind.CARE.value, [one.value for one in REACHING_OUT]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT contact_class, happened_on, campaign, channel, is_care, array_agg(ordinal)"
            " FROM (SELECT t.contact_class, t.happened_on, t.campaign, t.channel,"
            " t.kind = %s AS is_care, p.counted AS ordinal,"
            " row_number() OVER (PARTITION BY t.contact_class, t.happened_on, t.campaign,"
            " t.channel, t.kind = %s, p.counted ORDER BY t.id) AS nth"
            " FROM customers_touch t JOIN customers_party p ON p.id = t.party_id"
            " WHERE t.happened_on BETWEEN %s AND %s AND NOT t.is_service AND t.kind = ANY(%s)"
            " AND p.ordinal < %s) single"
            " GROUP BY contact_class, happened_on, campaign, channel, is_care, nth"
            " ORDER BY happened_on, contact_class, campaign, channel, is_care, nth",
            [care, care, first, last, kinds, bitmaps.ORGANISATION_BASE],
        )
        single = [
            TouchRow(way, day, campaign, channel, is_care, BitMap(found))
            for way, day, campaign, channel, is_care, found in cursor.fetchall()
        ]
    mass = Touch.objects.filter(
        happened_on__range=(first, last),
        is_service=False,
        kind__in=kinds,
        party_set__isnull=False,
    )
    rows = list(
        mass.order_by("happened_on", "id").values_list(
            "contact_class", "happened_on", "campaign", "channel", "kind", "party_set_id"
        )
    )
    sets = bitmaps.load_stored(row[-1] for row in rows)
    by = aliases() if sets else ({}, bitmaps.FrozenBitMap())
    return [
        *single,
        *(
            TouchRow(way, day, campaign, channel, kind == care, persons)
            for way, day, campaign, channel, kind, key in rows
            for persons in as_often(bitmaps.persons(sets[key]), by)
        ),
    ]


def branch_homes(at: State | None = None) -> dict[str, BitMap]:
    """The persons of each branch, by its code. Remembered; do not change the sets."""
    present = at or state()
    return remembered(_homes, "branch homes", lambda: homes(present), present)


def group_members(group_code: str, at: State | None = None) -> FrozenBitMap:
    """The parties that have an account in the customer group."""
    statement = (
        "SELECT p.counted FROM customers_customer c JOIN customers_party p ON p.id = c.party_id"
        " WHERE c.group_id = (SELECT id FROM channels_customergroup WHERE code = %s)"
    )
    where, chosen = codes("channels_customergroup")("eq", group_code)
    part = Part(names.GROUP, where, tuple(chosen))
    return _kept(group_code, part, statement, [group_code], at)


def people_of_organisations(at: State | None = None) -> FrozenBitMap:
    """The persons who belong to an organisation, as member or key contact."""
    statement = (
        "SELECT DISTINCT p.counted FROM customers_partylink link JOIN customers_party p ON p.id"
        " = link.person_id WHERE true"
    )
    return _kept(("people of organisations",), one(names.LINKED, names.ANY), statement, [], at)


def _kept(
    key: Hashable, part: Part, statement: str, params: list[Any], at: State | None
) -> FrozenBitMap:
    """The parties of a part of the index, or of the statement that says the same of the rows."""
    present = at or state()

    def judge(index: State) -> Judged | None:
        found = read([part], index)
        return None if found is None else surely(BitMap().union(*found[0].lanes().values()))

    def ask(among: AbstractBitMap | None) -> FrozenBitMap:
        return ordinals(*within("p.ordinal", among, statement, params))

    def make() -> FrozenBitMap:
        return answered(judge, ask, present, present.day or clock.today())

    return remembered(_members, key, make, present)
