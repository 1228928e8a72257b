"""Marketing customers as people may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from customers import access
from customers.enums import DecisionPlace, LinkBasis
from customers.masked_rows import CustomerRow, customer_row
from customers.masking import mask_name
from customers.models import Customer, MarketingCustomer, MarketingLink, Party, PartyLink
from organization.models import User
from organization.permissions import Permission

MOST_SHOWN = 100
MOST_PROPOSED = 20


def visible_groups(
    user: User, permission: Permission = Permission.SEE_CUSTOMERS
) -> QuerySet[MarketingCustomer]:
    """Departments see all of them; others those with an account that they may see, and those that
    they made.
    """
    rows = MarketingCustomer.objects.select_related("decision_maker")
    if access.sees_all_customers(user, permission):
        return rows
    own = MarketingLink.objects.in_force().filter(
        account__in=access.visible_customers(user, permission)
    )
    return rows.filter(Q(pk__in=own.values("above")) | Q(made_by=user.get_username()))


def counted(rows: QuerySet[MarketingCustomer]) -> QuerySet[MarketingCustomer]:
    """With the accounts and marketing customers directly below each, and whose place it has."""
    standing = Q(links__ended_at=None)
    return rows.annotate(
        accounts=Count("links", filter=standing & Q(links__account__isnull=False)),
        parts=Count("links", filter=standing & Q(links__below__isnull=False)),
    )


def links_below(group: MarketingCustomer) -> QuerySet[MarketingLink]:
    """The links in force of a marketing customer, accounts first."""
    return (
        group.links.in_force()
        .select_related("account__party", "account__group", "account__unit", "below")
        .order_by(F("below").asc(nulls_first=True), "pk")
    )


def links_of(
    group: MarketingCustomer, user: User, permission: Permission
) -> QuerySet[MarketingLink]:
    """The links of a marketing customer, by whatever end, of accounts that a person may see."""
    rows = MarketingLink.objects.filter(Q(above=group) | Q(below=group))
    own = access.visible_customers(user, permission)
    return rows.filter(Q(account__isnull=True) | Q(account__in=own))


def undoable(group: MarketingCustomer, user: User) -> QuerySet[MarketingLink]:
    """Which of its links a person may undo."""
    return links_of(group, user, Permission.MATCH_CUSTOMERS)


def undone(group: MarketingCustomer, user: User) -> QuerySet[MarketingLink]:
    """Links that are in force no more, the last first."""
    return (
        links_of(group, user, Permission.SEE_CUSTOMERS)
        .exclude(ended_at=None)
        .select_related("account__party", "below", "above")
        .order_by("-ended_at", "-pk")
    )


def place_of(group: MarketingCustomer) -> MarketingLink | None:
    """The link by which it stands below another one."""
    return group.places.in_force().select_related("above").first()


def maker_name(group: MarketingCustomer) -> str:
    """The decision-maker, masked."""
    maker = group.decision_maker
    return mask_name(maker.name, maker.kind) or maker.number if maker else ""


def groups_of(party: Party, user: User) -> list[MarketingCustomer]:
    """The marketing customers that a party belongs to with an account, or decides for."""
    linked = MarketingLink.objects.in_force().filter(account__party__counted=party.counted)
    rows = visible_groups(user).filter(
        Q(pk__in=linked.values("above")) | Q(decision_maker__counted=party.counted)
    )
    return list(counted(rows).order_by("pk")[:MOST_PROPOSED])


@dataclass(frozen=True, slots=True)
class Proposal:
    """An account that perhaps belongs to a marketing customer, and what says so."""

    account: CustomerRow
    basis: str
    word: str | Promise


WORDS = {
    LinkBasis.DECIDER: pgettext_lazy("grouping", "the decision-maker decides here too"),
    LinkBasis.PHONE: pgettext_lazy("grouping", "has the phone of an account of it"),
}


def proposals(group: MarketingCustomer, user: User) -> Sequence[Proposal]:
    """Accounts in no marketing customer for which its decision-maker decides, their own accounts
    among them, or that share a phone with an account of it.
    """
    free = (
        access.visible_customers(user, Permission.MATCH_CUSTOMERS)
        .exclude(
            pk__in=MarketingLink.objects.in_force().filter(account__isnull=False).values("account")
        )
        .select_related("party", "group", "unit")
        .order_by("pk")
    )
    found: dict[int, Proposal] = {}
    maker = group.decision_maker
    if maker is not None:
        decides = PartyLink.objects.filter(
            person__counted=maker.counted, decides=DecisionPlace.DECIDES
        )
        for account in free.filter(
            Q(party__counted=maker.counted)
            | Q(party__counted__in=decides.values("organisation__counted"))
        )[:MOST_PROPOSED]:
            found[account.pk] = proposal(account, LinkBasis.DECIDER)
    phones = group.links.in_force().exclude(account__phone="").values("account__phone")
    for account in free.filter(phone__in=phones)[:MOST_PROPOSED]:
        found.setdefault(account.pk, proposal(account, LinkBasis.PHONE))
    return list(found.values())[:MOST_PROPOSED]


def proposal(account: Customer, basis: LinkBasis) -> Proposal:
    return Proposal(customer_row(account), basis, WORDS[basis])
