"""Parties and customers with the ordinals that an import would give. Nothing is random."""

from __future__ import annotations

from django.db.models import Max

from common import clock
from customers.bitmaps import ORGANISATION_BASE
from customers.enums import LinkBasis, LinkKind, MatchState, PartyKind
from customers.headers import remember_headers
from customers.kept_values import observed
from customers.models import (
    Customer,
    GridUnit,
    Holding,
    MarketingCustomer,
    MarketingLink,
    Party,
    PartyLink,
    PartyMatch,
    Segment,
)
from organization.models import Unit, User


def make_party(number: str, *, kind: str = PartyKind.PERSON, **values: object) -> Party:
    """A party with the next free ordinal of its kind."""
    base = ORGANISATION_BASE if kind == PartyKind.ORGANISATION else 0
    last = Party.objects.filter(kind=kind).aggregate(last=Max("ordinal"))["last"]
    ordinal = values.pop("ordinal", base if last is None else last + 1)
    return Party.objects.create(number=number, kind=kind, ordinal=ordinal, **values)


def make_customer(
    number: str, *, kind: str = PartyKind.PERSON, party: Party | None = None, **values: object
) -> Customer:
    """An account, with a party of the same number unless one is given."""
    party = party or make_party(number, kind=kind, name=str(values.get("name", "")))
    remember_headers(observed([values.get("attributes", {})]))
    return Customer.objects.create(number=number, party=party, **values)


def make_customers(count: int, *, prefix: str = "N", **values: object) -> list[Customer]:
    """Accounts N0001, N0002 … with all the same values."""
    return [make_customer(f"{prefix}{n:04d}", **values) for n in range(1, count + 1)]


def make_organisation(number: str, **values: object) -> Party:
    """An organisation without an account."""
    return make_party(number, kind=PartyKind.ORGANISATION, **values)


def link(
    organisation: Party, person: Party, kind: str = LinkKind.MEMBER, **values: object
) -> PartyLink:
    return PartyLink.objects.create(organisation=organisation, person=person, kind=kind, **values)


def make_match(one: Party, other: Party, state: str = MatchState.ASKED) -> PartyMatch:
    """Two parties that have a phone in common."""
    left, right = sorted((one, other), key=lambda party: party.pk)
    return PartyMatch.objects.create(
        left=left,
        right=right,
        state=state,
        score=10,
        evidence={"phone": "equal"},
        found_at=clock.now(),
    )


def put_below(
    group: MarketingCustomer, what: Customer | MarketingCustomer, actor: User
) -> MarketingLink:
    """An account or a marketing customer below one, because somebody said so."""
    name = "account" if isinstance(what, Customer) else "below"
    return MarketingLink.objects.create(
        above=group,
        basis=LinkBasis.TOLD,
        made_by=actor.username,
        made_at=clock.now(),
        **{name: what},
    )


def make_marketing(code: str, actor: User) -> MarketingCustomer:
    return MarketingCustomer.objects.create(
        code=code, name=code, made_by=actor.username, made_at=clock.now()
    )


def make_grid(code: str, unit: Unit, **values: object) -> GridUnit:
    return GridUnit.objects.create(**{"code": code, "name": code, "unit": unit, **values})


def hold(customer: Customer, product: object, **values: object) -> Holding:
    return Holding.objects.create(customer=customer, product=product, **values)


def make_segment(code: str, **values: object) -> Segment:
    """A filter that matches nobody, unless said."""
    nobody = {"field": "number", "op": "eq", "value": "none"}
    return Segment.objects.create(
        **{"code": code, "name": code, "kind": "filter", "definition": nobody, **values}
    )
