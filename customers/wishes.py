"""What customers want: not to be contacted, or a consent. Given and withdrawn by people, each time
with a reason on the audit trail.
"""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from channels.enums import AGREEABLE, ContactClass
from common import clock
from common.errors import refuse
from common.text import normalise
from common.write import written
from customers import access
from customers.enums import WishKind, WishSource
from customers.masked_rows import public_number
from customers.models import Consent, Customer, DoNotContact, Party
from organization.models import User
from organization.permissions import Permission

ACTION = "customers.wish"
LONGEST_REASON = 120
EVERY = ""


@transaction.atomic
def record_wish(
    *,
    customer: Customer,
    kind: str,
    contact_class: str,
    is_given: bool,
    reason: str,
    actor: User,
    now: dt.datetime | None = None,
) -> None:
    """Put the customer's party on the do-not-contact list or take it off, for one way of contact or
    for every one (empty), or give or withdraw its consent to a way. No file changes it afterwards.

    Raises ``Refused``: 403 without the permission, 409 where nothing would change;
    ``ValidationError`` without a reason or for a way that the kind does not know.
    """
    access.require(Permission.RECORD_TOUCHES, actor)
    reason = normalise(reason)
    errors = {}
    if not 2 <= len(reason) <= LONGEST_REASON:
        errors["reason"] = ValidationError(
            _("Say in 2 to 120 characters who asked for it and why."), code="required"
        )
    ways = AGREEABLE if kind == WishKind.CONSENT else (EVERY, *ContactClass.values)
    if contact_class not in ways:
        errors["contact_class"] = ValidationError(_("Choose a way of contact."), code="invalid")
    if errors:
        raise ValidationError(errors)
    day = clock.today(now)
    words = {
        "reason": reason,
        "recorded_by": actor.get_username(),
        "source": WishSource.PERSON,
    }
    change = _consent if kind == WishKind.CONSENT else _list
    if not change(customer.party, contact_class, is_given, day, words):
        refuse("unchanged", _("This is on record already."))
    written(
        ACTION,
        "customer",
        public_number(customer),
        actor=actor,
        now=now,
        reason=reason,
        details={"kind": kind, "contact_class": contact_class, "given": is_given},
        log=("customers", "wish"),
    )


def _list(
    party: Party, contact_class: str, is_given: bool, day: dt.date, words: dict[str, str]
) -> bool:
    """Put a party on the list or take it off; whether that changed anything."""
    if not is_given:
        entries = DoNotContact.objects.filter(party__counted=party.counted)
        return bool(entries.filter(contact_class=contact_class).delete()[0])
    _row, is_new = DoNotContact.objects.get_or_create(
        party=party, contact_class=contact_class, defaults={"since": day, **words}
    )
    return is_new


def _consent(
    party: Party, contact_class: str, is_given: bool, day: dt.date, words: dict[str, str]
) -> bool:
    """Give or withdraw a consent; whether that changed anything."""
    row = Consent.objects.filter(party=party, contact_class=contact_class).first()
    stands = row is not None and row.withdrawn_on is None
    if stands == is_given:
        return False
    dates = {"given_on": day, "withdrawn_on": None} if is_given else {"withdrawn_on": day}
    Consent.objects.update_or_create(
        party=party, contact_class=contact_class, defaults={**dates, **words}
    )
    return True


class Wishes(TypedDict):
    do_not_contact: list[DoNotContact]
    consent: list[Consent]


def wishes_of(party: Party) -> Wishes:
    """What is on record for the person, on whatever account, the withdrawn consents too."""
    return {
        "do_not_contact": list(
            DoNotContact.objects.filter(party__counted=party.counted).order_by("contact_class")
        ),
        "consent": list(
            Consent.objects.filter(party__counted=party.counted).order_by("contact_class")
        ),
    }


def standing_wishes(party: Party) -> dict[str, list[str]]:
    """The ways of contact that are closed to the person, and those that they agreed to and did not
    withdraw on any account.
    """
    wishes = wishes_of(party)
    yes = {row.contact_class for row in wishes["consent"] if row.withdrawn_on is None}
    no = {row.contact_class for row in wishes["consent"] if row.withdrawn_on is not None}
    return {
        "do_not_contact": list(
            dict.fromkeys(row.contact_class for row in wishes["do_not_contact"])
        ),
        "agreed": sorted(yes - no),
    }
