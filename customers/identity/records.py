"""Parties as the matching compares them: what all accounts of one tell, in the compared form."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from customers.enums import PartyKind
from customers.kept_values import CERTIFICATE_INSIDE
from customers.matching import companies, values
from customers.matching.engine import Schema, Values
from customers.matching.schemas import ORGANISATION, PERSON
from customers.models import Customer, Party

Records = Mapping[int, tuple[str, Values]]
ADDRESS_HEADER = re.compile(r"地址|住址|\baddress\b", re.IGNORECASE)
CERTIFICATE_HEADER = re.compile(r"证件|身份证|信用代码|certificate|credit code", re.IGNORECASE)
SCHEMAS: Mapping[str, Schema] = {
    PartyKind.PERSON: PERSON,
    PartyKind.ORGANISATION: ORGANISATION,
}


def records_of(party_ids: Collection[int]) -> dict[int, tuple[str, Values]]:
    """Kind and values of each party, each from the first account that has it; two queries."""
    parties = dict(Party.objects.filter(pk__in=party_ids).values_list("pk", "kind"))
    names = dict(Party.objects.filter(pk__in=party_ids).values_list("pk", "name"))
    found: dict[int, dict[str, str]] = defaultdict(dict)
    accounts = Customer.objects.filter(party__in=party_ids).order_by("id")
    for party, name, phone, kept in accounts.values_list("party", "name", "phone", "attributes"):
        own = found[party]
        _tell(own, "name", named(name, parties[party]))
        _tell(own, "phone", values.phone(phone))
        for header, value in kept.items():
            _tell(own, "certificate", certificate_in(header, str(value)))
            if ADDRESS_HEADER.search(header):
                _tell(own, "address", values.address(str(value)))
    for party, kind in parties.items():
        _tell(found[party], "name", named(names[party], kind))
    return {party: (kind, found[party]) for party, kind in parties.items()}


def _tell(record: dict[str, str], name: str, value: str) -> None:
    if value:
        record.setdefault(name, value)


def named(name: str, kind: str) -> str:
    """A name as it is compared."""
    return companies.plain(name) if kind == PartyKind.ORGANISATION else values.person_name(name)


def certificate_in(header: str, value: str) -> str:
    """The certificate that a kept column tells, if it does."""
    if CERTIFICATE_HEADER.search(header):
        return values.certificate(value)
    inside = CERTIFICATE_INSIDE.search(value)
    return values.certificate(inside[0]) if inside else ""


def keys_of(kind: str, record: Values) -> set[int]:
    """The blocks of a party, hashed to 63 bits, those of persons apart from organisations'."""
    return {hashed(f"{kind} {key}") for key in SCHEMAS[kind].keys(record)}


def hashed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def certificates(records: Iterable[tuple[int, Values]]) -> dict[int, str]:
    """The certificate of each party that has one."""
    return {party: own for party, record in records if (own := record.get("certificate", ""))}
