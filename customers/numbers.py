"""Whom a customer number, a party number or a phone means."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet
from pyroaring import BitMap

from customers.bitmaps import union
from customers.models import Customer
from customers.phones import mobile_of

NUMBERS_AT_ONCE = 20_000


def ordinals_of_numbers(numbers: Iterable[str], *, own: bool = False) -> dict[str, int]:
    """As whom each customer or party number is counted, or the ``own`` party of each; numbers that
    nobody has are left out.
    """
    ordinal = "p.ordinal" if own else "p.counted"
    wanted = list(dict.fromkeys(numbers))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), NUMBERS_AT_ONCE):
        block = wanted[start : start + NUMBERS_AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT number, {ordinal} FROM customers_party p WHERE number = ANY(%s) UNION ALL"  # noqa: S608
                f" SELECT c.number, {ordinal} FROM customers_customer c JOIN customers_party p ON"
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
            among.filter(party__counted__in=list(parties)).values_list("party__counted", flat=True)
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
    for phone, number, ordinal in rows.values_list("phone", "number", "party__counted"):
        for one in {phone, number} & set(phones):
            found.setdefault(one, set()).add(ordinal)
    return found
