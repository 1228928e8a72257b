"""Reads over several tables of the customers' floor. Sets of parties come back as bitmaps of
ordinals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from cachetools import LRUCache
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from common import clock
from customers import bitmaps
from customers.bitmaps import union
from customers.caches import bounded, remembered
from customers.enums import PartyKind
from customers.filter_sql import AGREED, CLOSED
from customers.filters import ordinals
from customers.headers import masked_headers
from customers.masking import (
    looks_like_phone,
    mask_kept,
    mask_name,
    mask_number,
    mask_phone,
)
from customers.models import Customer, Party, Touch
from customers.phones import mobile_of
from organization.enums import UnitKind

CACHE_BYTES = 64 * 2**20
NUMBERS_AT_ONCE = 20_000

_homes: LRUCache[Hashable, dict[str, BitMap]] = bounded(CACHE_BYTES)
_members: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


def ordinals_of_numbers(numbers: Iterable[str]) -> dict[str, int]:
    """Whose party each customer or party number means; numbers that nobody has are left out."""
    wanted = list(dict.fromkeys(numbers))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), NUMBERS_AT_ONCE):
        block = wanted[start : start + NUMBERS_AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT number, ordinal FROM customers_party WHERE number = ANY(%s) UNION ALL"
                " SELECT c.number, p.ordinal FROM customers_customer c JOIN customers_party p ON"
                " p.id = c.party_id WHERE c.number = ANY(%s)",
                [block, block],
            )
            found.update(cursor.fetchall())
    return found


def bitmap_of_numbers(
    numbers: Iterable[str], *, among: QuerySet[Customer] | None = None
) -> tuple[BitMap, list[str]]:
    """The parties of customer or party numbers or of phones, of these customers if they are given,
    and the numbers that nobody has, in the order given. A phone means everybody who has it.
    """
    wanted = list(dict.fromkeys(numbers))
    found = {number: {ordinal} for number, ordinal in ordinals_of_numbers(wanted).items()}
    phones = {
        number: phone for number in wanted if number not in found and (phone := mobile_of(number))
    }
    named = named_by_phone(set(phones.values()))
    found |= {number: named[phone] for number, phone in phones.items() if phone in named}
    parties = union(BitMap(ordinals) for ordinals in found.values())
    if among is not None:
        parties &= BitMap(
            among.filter(party__ordinal__in=list(parties)).values_list("party__ordinal", flat=True)
        )
        found = {
            number: own for number, own in found.items() if not parties.isdisjoint(BitMap(own))
        }
    return parties, [number for number in wanted if number not in found]


def named_by_phone(phones: Iterable[str]) -> dict[str, set[int]]:
    """The ordinals of the parties that have an account with each of these mobiles, as its phone or
    as its number.
    """
    found: dict[str, set[int]] = {}
    rows = Customer.objects.filter(Q(phone__in=phones) | Q(number__in=phones))
    for phone, number, ordinal in rows.values_list("phone", "number", "party__ordinal"):
        for one in {phone, number} & set(phones):
            found.setdefault(one, set()).add(ordinal)
    return found


def do_not_contact(contact_class: str, *, today: dt.date | None = None) -> FrozenBitMap:
    """Parties that may not be contacted in this way today: on its list, or on the list for all
    ways.
    """
    return ordinals(
        f"SELECT ordinal FROM customers_party WHERE id IN ({CLOSED})",  # noqa: S608 - our own text
        [[contact_class], today or clock.today()],
    )


def consented(contact_class: str, *, today: dt.date | None = None) -> FrozenBitMap:
    """Parties whose yes to being contacted in this way stands today."""
    day = today or clock.today()
    return ordinals(
        f"SELECT ordinal FROM customers_party WHERE id IN ({AGREED})",  # noqa: S608 - our own text
        [[contact_class], day, day],
    )


@dataclass(frozen=True, slots=True)
class TouchRow:
    """Persons who were touched once in this way on a day. Somebody touched twice that day stands in
    two rows. ``campaign`` is as it was told: by code or by external code; ``channel`` is empty
    where it was not told.
    """

    contact_class: str
    happened_on: dt.date
    campaign: str
    channel: str
    persons: AbstractBitMap


def touches_between(first: dt.date, last: dt.date) -> list[TouchRow]:
    """What was done to persons from first to last day, service notices left out, in three queries
    at most.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT contact_class, happened_on, campaign, channel, array_agg(ordinal) FROM (SELECT"
            " t.contact_class, t.happened_on, t.campaign, t.channel, p.ordinal, row_number() OVER"
            " (PARTITION BY t.contact_class, t.happened_on, t.campaign, t.channel, t.party_id ORDER"
            " BY t.id) AS nth FROM customers_touch t JOIN customers_party p ON p.id = t.party_id"
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
    sets = bitmaps.load_many(row[4] for row in rows)
    return [
        *single,
        *(
            TouchRow(kind, day, campaign, channel, bitmaps.persons(sets[key]))
            for kind, day, campaign, channel, key in rows
        ),
    ]


def branch_homes() -> dict[str, BitMap]:
    """The persons of each branch, by its code. Remembered; do not change the sets."""

    def read() -> dict[str, BitMap]:
        homes: dict[str, BitMap] = {}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT branch.code, array_agg(home.ordinal) FROM (SELECT DISTINCT ON (p.id)"
                " p.ordinal, c.unit_id FROM customers_customer c JOIN customers_party p ON p.id ="
                " c.party_id WHERE c.unit_id IS NOT NULL AND p.ordinal < %s ORDER BY p.id, c.id)"
                " home JOIN organization_unit unit ON unit.id = home.unit_id JOIN organization_unit"
                " branch ON branch.kind = %s AND starts_with(unit.path, branch.path) GROUP BY"
                " branch.code",
                [bitmaps.ORGANISATION_BASE, UnitKind.BRANCH],
            )
            for code, found in cursor.fetchall():
                homes[code] = BitMap(sorted(found))
        return homes

    return remembered(_homes, "branch homes", read)


def group_members(group_code: str) -> FrozenBitMap:
    """The parties that have an account in the customer group."""

    def read() -> FrozenBitMap:
        return ordinals(
            "SELECT p.ordinal FROM customers_customer c JOIN customers_party p ON p.id = c.party_id"
            " WHERE c.group_id = (SELECT id FROM channels_customergroup WHERE code = %s)",
            [group_code],
        )

    return remembered(_members, group_code, read)


def people_of_organisations() -> FrozenBitMap:
    """The persons who belong to an organisation, as member or key contact."""

    def read() -> FrozenBitMap:
        return ordinals(
            "SELECT DISTINCT p.ordinal FROM customers_partylink link JOIN customers_party p ON p.id"
            " = link.person_id",
            [],
        )

    return remembered(_members, ("people of organisations",), read)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as a list shows it: masked."""

    ordinal: int
    number: str
    kind: str
    name: str
    phone: str
    group: str
    group_name: str
    tier: str
    unit: str
    unit_name: str


def public_number(customer: Customer) -> str:
    """By which number a customer is named to people and in addresses: a number that is a phone
    gives way to the party's.
    """
    return customer.party.number if looks_like_phone(customer.number) else customer.number


def masked_attributes(customer: Customer) -> dict[str, str]:
    """The columns kept of a customer, masked; a phone is masked wherever it stands."""
    masked = masked_headers()
    return {
        name: mask_kept(str(value), is_masked=name in masked or looks_like_phone(str(value)))
        for name, value in customer.attributes.items()
    }


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer as a list shows one: masked."""

    number: str
    shown_number: str
    kind: str
    name: str
    phone: str
    group: Any
    tier: str
    arpu: Decimal | None
    joined_on: dt.date | None
    unit: Any


def customer_row(customer: Customer) -> CustomerRow:
    """A customer with party, group and unit selected, masked."""
    number = public_number(customer)
    return CustomerRow(
        number=number,
        shown_number=mask_number(customer.number),
        kind=customer.party.kind,
        name=mask_name(customer.name or customer.party.name, customer.party.kind),
        phone=mask_phone(customer.phone),
        group=customer.group,
        tier=customer.tier,
        arpu=customer.arpu,
        joined_on=customer.joined_on,
        unit=customer.unit,
    )


def parties_page(
    bitmap: AbstractBitMap, *, after_ordinal: int = -1, limit: int = 50
) -> list[PartyRow]:
    """The next parties of a set after an ordinal, masked, each with the data of its first
    account.
    """
    try:
        wanted = (
            list(islice(bitmap.iter_equal_or_larger(after_ordinal + 1), limit)) if bitmap else []
        )
    except ValueError:
        wanted = []
    accounts = Customer.objects.select_related("group", "unit", "party").order_by("id")
    parties = (
        Party.objects.filter(ordinal__in=wanted)
        .order_by("ordinal")
        .prefetch_related(Prefetch("customers", accounts))
    )
    return [party_row(party) for party in parties]


def party_row(party: Party) -> PartyRow:
    """A party with its customers prefetched, masked."""
    first = next(iter(party.customers.all()), None)
    name = party.name or (first.name if first else "")
    return PartyRow(
        ordinal=party.ordinal,
        number=public_number(first) if first else party.number,
        kind=party.kind,
        name=mask_name(name, PartyKind(party.kind)),
        phone=mask_phone(first.phone) if first else "",
        group=first.group.code if first and first.group else "",
        group_name=str(first.group) if first and first.group else "",
        tier=first.tier if first else "",
        unit=first.unit.code if first and first.unit else "",
        unit_name=str(first.unit) if first and first.unit else "",
    )
