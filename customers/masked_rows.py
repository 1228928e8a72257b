"""Customers and parties as lists show them: masked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import Prefetch
from pyroaring import AbstractBitMap

from customers.enums import PartyKind
from customers.headers import masked_headers
from customers.masking import looks_like_phone, mask_kept, mask_name, mask_number, mask_phone
from customers.models import Customer, Party


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
