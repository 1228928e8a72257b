"""Reads over several tables of the customers' floor. Sets of parties come back as bitmaps of
ordinals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

from cachetools import LRUCache
from django.db import connection
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from common import clock
from customers import bitmaps
from customers.aliases import aliases, as_often
from customers.caches import State, bounded, remembered
from customers.filter_sql import AGREED, CLOSED
from customers.models import Touch
from customers.ordinals import ordinals
from organization.enums import UnitKind

CACHE_BYTES = 64 * 2**20

_homes: LRUCache[Hashable, dict[str, BitMap]] = bounded(CACHE_BYTES)
_members: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


def do_not_contact(contact_class: str, *, today: dt.date | None = None) -> FrozenBitMap:
    """Parties that may not be contacted in this way today: on its list, or on the list for all
    ways.
    """
    return ordinals(
        CLOSED,
        [[contact_class], today or clock.today()],
    )


def consented(contact_class: str, *, today: dt.date | None = None) -> FrozenBitMap:
    """Parties whose yes to being contacted in this way stands today. Of two accounts of one person
    the one that withdrew it decides.
    """
    day = today or clock.today()
    return ordinals(AGREED, [[contact_class], day, day, day])


@dataclass(frozen=True, slots=True)
class TouchRow:
    """Persons who were touched once in this way on a day. Somebody touched twice that day stands in
    two rows, whichever of their accounts it was. ``campaign`` is as it was told: by code or by
    external code; ``channel`` is empty where it was not told.
    """

    contact_class: str
    happened_on: dt.date
    campaign: str
    channel: str
    persons: AbstractBitMap


def touches_between(first: dt.date, last: dt.date) -> list[TouchRow]:
    """What was done to persons from first to last day, service notices left out, in four queries
    at most.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT contact_class, happened_on, campaign, channel, array_agg(ordinal) FROM (SELECT"
            " t.contact_class, t.happened_on, t.campaign, t.channel, p.counted AS ordinal,"
            " row_number() OVER (PARTITION BY t.contact_class, t.happened_on, t.campaign,"
            " t.channel, p.counted ORDER BY t.id) AS nth"
            " FROM customers_touch t JOIN customers_party p ON p.id = t.party_id"
            " WHERE t.happened_on BETWEEN %s AND %s AND NOT t.is_service AND p.ordinal < %s) single"
            " GROUP BY contact_class, happened_on, campaign, channel, nth ORDER BY happened_on,"
            " contact_class, campaign, channel, nth",
            [first, last, bitmaps.ORGANISATION_BASE],
        )
        single = [
            TouchRow(kind, day, campaign, channel, BitMap(found))
            for kind, day, campaign, channel, found in cursor.fetchall()
        ]
    mass = Touch.objects.filter(
        happened_on__range=(first, last), is_service=False, party_set__isnull=False
    )
    rows = list(
        mass.order_by("happened_on", "id").values_list(
            "contact_class", "happened_on", "campaign", "channel", "party_set_id"
        )
    )
    sets = bitmaps.load_stored(row[4] for row in rows)
    by = aliases() if sets else ({}, bitmaps.FrozenBitMap())
    return [
        *single,
        *(
            TouchRow(kind, day, campaign, channel, persons)
            for kind, day, campaign, channel, key in rows
            for persons in as_often(bitmaps.persons(sets[key]), by)
        ),
    ]


def branch_homes(at: State | None = None) -> dict[str, BitMap]:
    """The persons of each branch, by its code. Remembered; do not change the sets."""

    def read() -> dict[str, BitMap]:
        homes: dict[str, BitMap] = {}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT branch.code, array_agg(home.ordinal) FROM (SELECT DISTINCT ON"
                " (p.counted) p.counted AS ordinal, c.unit_id FROM customers_customer c"
                " JOIN customers_party p ON p.id = c.party_id"
                " WHERE c.unit_id IS NOT NULL AND p.ordinal < %s ORDER BY p.counted, c.id)"
                " home JOIN organization_unit unit ON unit.id = home.unit_id JOIN organization_unit"
                " branch ON branch.kind = %s AND starts_with(unit.path, branch.path) GROUP BY"
                " branch.code",
                [bitmaps.ORGANISATION_BASE, UnitKind.BRANCH],
            )
            for code, found in cursor.fetchall():
                homes[code] = BitMap(sorted(found))
        return homes

    return remembered(_homes, "branch homes", read, at)


def group_members(group_code: str, at: State | None = None) -> FrozenBitMap:
    """The parties that have an account in the customer group."""

    def read() -> FrozenBitMap:
        return ordinals(
            "SELECT p.counted FROM customers_customer c JOIN customers_party p ON p.id = c.party_id"
            " WHERE c.group_id = (SELECT id FROM channels_customergroup WHERE code = %s)",
            [group_code],
        )

    return remembered(_members, group_code, read, at)


def people_of_organisations(at: State | None = None) -> FrozenBitMap:
    """The persons who belong to an organisation, as member or key contact."""

    def read() -> FrozenBitMap:
        return ordinals(
            "SELECT DISTINCT p.counted FROM customers_partylink link JOIN customers_party p ON p.id"
            " = link.person_id",
            [],
        )

    return remembered(_members, ("people of organisations",), read, at)
