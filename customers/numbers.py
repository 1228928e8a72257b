"""Whom a customer number, a party number or a phone means."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from pyroaring import BitMap

from customers.models import Customer
from customers.phones import mobile_of

NUMBERS_AT_ONCE = 20_000
SOUGHT_AT_ONCE = 500_000
LONG = 5_000


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
    numbers: Iterable[str], *, units: Collection[int] | None = None
) -> tuple[BitMap, list[str]]:
    """The parties of customer or party numbers or of phones, of those who have an account in these
    units if they are given, and the numbers that nobody has, in the order given. A phone means
    everybody who has it.
    """
    wanted = list(dict.fromkeys(numbers))
    found, rest = named("number", wanted, units)
    phones = {number: phone for number in rest if (phone := mobile_of(number))}
    firms, nobody = named("party", rest - phones.keys(), units)
    written = set(phones.values())
    holders, held_not = named("phone", written, units)
    elsewise = written - phones.keys()
    others, same_not = named("number", elsewise, units)
    lost = held_not - (elsewise - same_not)
    unknown = nobody | {number for number, phone in phones.items() if phone in lost}
    in_order = [number for number in wanted if number in unknown] if unknown else []
    return found | firms | holders | others, in_order


ACCOUNT = (
    "(customers_customer c JOIN customers_party p ON p.id = c.party_id AND {within})"
    " ON c.{column} = w.number"
)
FINDING = {
    "number": ACCOUNT.replace("{column}", "number"),
    "phone": ACCOUNT.replace("{column}", "phone"),
    "party": "customers_party p ON p.number = w.number AND {within}",
}
FOUND = (
    "SELECT array_agg(p.counted) FILTER (WHERE p.id IS NOT NULL),"
    " array_agg(w.number) FILTER (WHERE p.id IS NULL)"
    " FROM unnest(string_to_array(%s, E'\n')) w(number) LEFT JOIN {finding}"
)
WITHIN = (
    "EXISTS (SELECT FROM customers_party q JOIN customers_customer v ON v.party_id = q.id"
    " WHERE q.counted = p.counted AND v.unit_id = ANY(%s))"
)


def named(by: str, wanted: Iterable[str], units: Collection[int] | None) -> tuple[BitMap, set[str]]:
    """The parties that have these as their account's ``number`` or ``phone`` or as the number of
    the ``party``, and which of them nobody has. Neighbours are asked for together: they lie
    together in the database.
    """
    parties, missing = BitMap(), set[str]()
    within, params = ("true", []) if units is None else (WITHIN, [list(units)])
    statement = FOUND.format(finding=FINDING[by].format(within=within))
    lines = sorted(wanted)
    for start in range(0, len(lines), SOUGHT_AT_ONCE):
        block = lines[start : start + SOUGHT_AT_ONCE]
        text = "\n".join(block)
        if text.count("\n") >= len(block) or "" in block:
            odd = {number for number in block if not number or "\n" in number}
            missing |= odd
            text = "\n".join(number for number in block if number not in odd)
        found, nobody = answer(statement, [text, *params], is_long=len(block) > LONG)
        if found:
            found.sort()
            parties |= BitMap(array("I", found))
        missing.update(nobody or ())
    return parties, missing


def answer(statement: str, params: Sequence[Any], *, is_long: bool) -> tuple[Any, ...]:
    """The row of a statement. However long a list is, the customers are more: a plan that reads all
    of them costs by the company, so a long list is asked for one by one.
    """
    with connection.cursor() as cursor:
        if not is_long:
            cursor.execute(statement, params)
            return tuple(cursor.fetchone())
        with transaction.atomic():
            cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
            cursor.execute(statement, params)
            row = tuple(cursor.fetchone())
            cursor.execute("SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on")
            return row


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
