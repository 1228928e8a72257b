"""By what the platform tells whether two accounts belong to one person, or to one organisation."""

from __future__ import annotations

from collections.abc import Iterator

from customers.matching import fields
from customers.matching.companies import full_name, is_registered
from customers.matching.engine import Schema, Values
from customers.matching.fields import Field
from customers.matching.values import numbers

PHONE_BITS, NAME_BITS = 11, 11
SAME, REVIEW = 24, 6


def company(left: str, right: str) -> float:
    """Registered names are one's alone; the same own name with another form, or without the region
    that the other has, may be the same.
    """
    if left == right:
        return 1.0
    here, there = full_name(left), full_name(right)
    if here.core == there.core:
        return 0.95
    if here.own == there.own and 1 in {len(here.starts), len(there.starts)}:
        return 0.9
    return 0.0


def person_keys(values: Values) -> Iterator[str]:
    """Persons are compared who share a phone, a certificate, or a name at one address."""
    for name in ("phone", "certificate"):
        if value := values.get(name, ""):
            yield f"{name} {value}"
    if (own := values.get("name", "")) and (address := values.get("address", "")):
        yield f"at {own} {' '.join(sorted(numbers(address)))}"


def organisation_keys(values: Values) -> Iterator[str]:
    """Organisations are compared that share a phone, a credit code or their own name."""
    for name in ("phone", "certificate"):
        if value := values.get(name, ""):
            yield f"{name} {value}"
    if name := values.get("name", ""):
        yield f"own {full_name(name).own}"


# One phone alone is a question, and so is one phone with one name: families share both.
PERSON = Schema(
    fields=(
        Field("certificate", fields.exact, most=22, differ=30, is_name=True, is_proof=True),
        Field("phone", fields.exact, most=PHONE_BITS, differ=1),
        Field("name", fields.name, most=NAME_BITS, differ=3, close_from=0.9),
        Field("address", fields.place, most=10, differ=1),
    ),
    keys=person_keys,
    same=SAME,
    review=REVIEW,
    block=20,
)
ORGANISATION = Schema(
    fields=(
        Field("certificate", fields.exact, most=26, differ=30, is_name=True, is_proof=True),
        Field("name", company, most=25, differ=3, is_name=True),
        Field("phone", fields.exact, most=PHONE_BITS, differ=1),
        Field("address", fields.place, most=10, differ=1),
    ),
    keys=organisation_keys,
    same=SAME,
    review=REVIEW,
    block=20,
)


def is_short(values: Values) -> bool:
    """Whether an organisation goes by a short name."""
    return bool(values.get("name")) and not is_registered(values["name"])
