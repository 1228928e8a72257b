"""Matches as people see them: the two side by side, masked, with what agrees and what differs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import access
from customers.enums import MatchState
from customers.identity.records import records_of
from customers.masked_rows import CustomerRow, customer_row
from customers.masking import HIDDEN, mask_certificate, mask_name, mask_phone
from customers.matching.engine import Values
from customers.matching.fields import Agreement
from customers.models import Customer, ImportBatch, Party, PartyMatch
from organization.models import User
from organization.permissions import Permission

OPEN = (MatchState.ASKED, MatchState.LATER)
ADDRESS_SHOWN = 6  # characters: the district, not the house
FIELDS: dict[str, str | Promise] = {
    "name": _("Name"),
    "short_name": _("Short name"),
    "phone": _("Phone"),
    "certificate": _("Certificate"),
    "address": _("Address"),
}
WORDS: dict[str, tuple[str | Promise, str, str]] = {
    Agreement.EQUAL: (pgettext_lazy("match", "agrees"), "equals", "ok"),
    Agreement.CLOSE: (pgettext_lazy("match", "nearly agrees"), "info", "info"),
    Agreement.FAR: (pgettext_lazy("match", "differs"), "not-equal", "warn"),
    Agreement.CONTRADICTS: (pgettext_lazy("match", "contradicts"), "block", "block"),
    Agreement.UNKNOWN: (pgettext_lazy("match", "not known of both"), "info", "line"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: their accounts, masked, and the values that are compared."""

    party: Party
    name: str
    accounts: Sequence[CustomerRow]
    values: Values

    @property
    def number(self) -> str:
        return self.accounts[0].number if self.accounts else self.party.number


@dataclass(frozen=True, slots=True)
class Line:
    """A field of both, masked, and how it compares."""

    label: str | Promise
    left: str
    right: str
    word: str | Promise
    icon: str
    css: str


@dataclass(frozen=True, slots=True)
class Question:
    match: PartyMatch
    left: Side
    right: Side
    lines: Sequence[Line]

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.left, self.right


def visible_matches(user: User) -> QuerySet[PartyMatch]:
    """The matches of which a person may see both sides."""
    rows = PartyMatch.objects.select_related("left", "right")
    if access.sees_all_customers(user, Permission.MATCH_CUSTOMERS):
        return rows
    own = access.visible_customers(user, Permission.MATCH_CUSTOMERS).values("party")
    return rows.filter(left__in=own, right__in=own)


def progress(rows: QuerySet[PartyMatch]) -> dict[str, int]:
    """How many are open, put off, answered by people and in all."""
    return rows.aggregate(
        asked=Count("pk", filter=Q(state=MatchState.ASKED)),
        later=Count("pk", filter=Q(state=MatchState.LATER)),
        answered=Count("pk", filter=~Q(decided_by="") & ~Q(state__in=OPEN)),
        alone=Count("pk", filter=Q(decided_by="", state=MatchState.SAME)),
    )


def of_batch(batch: ImportBatch) -> dict[str, int]:
    """What an import brought: how many look like people known, how many are one beyond doubt, and
    how many are still to be compared.
    """
    return progress(PartyMatch.objects.filter(batch=batch)) | {"waiting": batch.unmatched.count()}


def questions(matches: Collection[PartyMatch]) -> list[Question]:
    """Matches with both sides, in a fixed number of queries."""
    parties = {party.pk: party for match in matches for party in (match.left, match.right)}
    records = records_of(parties)
    accounts: dict[int, list[CustomerRow]] = {}
    rows = Customer.objects.filter(party__in=parties).select_related("party", "group", "unit")
    for account in rows.order_by("id"):
        accounts.setdefault(account.party_id, []).append(customer_row(account))
    sides = {
        key: side(party, accounts.get(key, []), records[key][1]) for key, party in parties.items()
    }
    return [
        Question(
            match,
            sides[match.left_id],
            sides[match.right_id],
            lines(match, sides[match.left_id], sides[match.right_id]),
        )
        for match in matches
    ]


def side(party: Party, accounts: Sequence[CustomerRow], values: Values) -> Side:
    name = mask_name(party.name, party.kind) or (accounts[0].name if accounts else "")
    return Side(party, name, accounts, values)


def lines(match: PartyMatch, left: Side, right: Side) -> list[Line]:
    """Each field that one of them has, with how it compares."""
    found = []
    for name, label in FIELDS.items():
        told = match.evidence.get(name, "")
        here, there = shown(name, left), shown(name, right)
        if told or ((here or there) and name != "short_name"):
            found.append(Line(label, here, there, *WORDS[told or Agreement.UNKNOWN]))
    return found


def shown(name: str, of: Side) -> str:
    """A value as it may be seen."""
    value = of.values.get(name, "")
    match name:
        case "name" | "short_name":
            return of.name
        case "phone":
            return mask_phone(value)
        case "certificate":
            return mask_certificate(value) if value else ""
    return f"{value[:ADDRESS_SHOWN]}{HIDDEN * 3}" if value else ""
