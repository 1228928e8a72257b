"""Who is meant by a list of customer numbers and phones that somebody means to give something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch

from customers import access
from customers.enums import PartyKind
from customers.lookups import note_list
from customers.models import Customer, Party
from customers.numbers import named_by_phone, ordinals_of_numbers
from customers.phones import mobile_of
from organization.models import User
from organization.permissions import Permission


@dataclass(slots=True)
class Recipients:
    """The persons of a list, each once, in its order; ``repeated`` counts those named again. The
    others are numbers that nobody has whom the person may tell of, phones of several persons, and
    organisations, of which nobody knows who would get it.
    """

    persons: list[Party] = field(default_factory=list)
    repeated: int = 0
    unknown: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)


def recipients_of(numbers: Sequence[str], actor: User) -> Recipients:
    """Who is meant, among the customers that the actor may tell of, with their accounts. Raises
    ``Refused`` (429) for a list with more phones than the actor may ask for.
    """
    wanted = list(dict.fromkeys(numbers))
    meant = {number: {one} for number, one in ordinals_of_numbers(wanted).items()}
    phones = {one: phone for one in wanted if one not in meant and (phone := mobile_of(one))}
    named = named_by_phone(set(phones.values()))
    meant |= {number: named[phone] for number, phone in phones.items() if phone in named}
    parties = _parties({one for ordinals in meant.values() for one in ordinals}, actor)
    found = Recipients(repeated=len(numbers) - len(wanted))
    taken: set[int] = set()
    for number in wanted:
        theirs = [parties[one] for one in meant.get(number, ()) if one in parties]
        if not theirs:
            found.unknown.append(number)
        elif len(theirs) > 1:
            found.shared.append(number)
        elif theirs[0].kind == PartyKind.ORGANISATION:
            found.organisations.append(number)
        elif theirs[0].pk in taken:
            found.repeated += 1
        else:
            taken.add(theirs[0].pk)
            found.persons.append(theirs[0])
    note_list(wanted, found.unknown, actor=actor)
    return found


def _parties(ordinals: set[int], actor: User) -> dict[int, Party]:
    """The parties of these ordinals that the actor may tell of, by ordinal."""
    rows = Party.objects.filter(ordinal__in=ordinals)
    if not access.sees_all_customers(actor, Permission.RECORD_TOUCHES):
        own = access.visible_customers(actor, Permission.RECORD_TOUCHES)
        theirs = own.filter(party__counted__in=ordinals).values("party__counted")
        rows = rows.filter(ordinal__in=theirs)
    accounts = Customer.objects.select_related("party", "group", "unit").order_by("id")
    return {row.ordinal: row for row in rows.prefetch_related(Prefetch("customers", accounts))}
