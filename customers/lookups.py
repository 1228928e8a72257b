"""Finding a customer by a number or phone that somebody typed: whole, on record where it is a
phone, and not too often.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Case, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from common import audit, clock
from common.errors import refuse
from common.models import AuditEvent
from common.text import normalise
from customers.masking import mask_phone
from customers.models import Customer
from customers.numbers import bitmap_of_numbers
from customers.phones import mobile_of, stored_phone
from customers.policies import LOOKUPS_PER_HOUR
from organization.models import User
from organization.policies import values_on

LOOKUP = "customers.lookup"
CHECK = "check_eligibility"
LIST = "customers.lookup_list"
REACH = "customers.reach"
# A list tells as much as so many single phones at most: what it names is not told one by one.
MOST_OF_A_LIST = 20
HOUR = dt.timedelta(hours=1)


def found_by(rows: QuerySet[Customer], text: str) -> QuerySet[Customer]:
    """The customers of a number of their own or of their party, or of a phone however it is
    written.
    """
    wanted = normalise(text)
    condition = Q(number=wanted) | Q(party__number=wanted)
    if phone := stored_phone(text):
        condition |= Q(phone=phone) | Q(number=phone)
    return rows.filter(condition)


def looked_up(
    rows: QuerySet[Customer], text: str, *, actor: User, now: dt.datetime | None = None
) -> QuerySet[Customer]:
    """``found_by``; a phone goes on the audit trail, masked, with whether somebody has it.

    Raises ``Refused`` (429) for too many in an hour (policy ``customers.lookups_per_hour``).
    """
    found = found_by(rows, text)
    if is_phone(text):
        note_phone(LOOKUP, text, actor=actor, found=found.count(), now=now)
    return found


def is_phone(text: str) -> bool:
    """Whether a text is a phone, which must not stand in addresses and logs."""
    return bool(mobile_of(text))


def note_phone(
    action: str,
    text: str,
    *,
    actor: User,
    found: int,
    reason: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Put on record that somebody asked for a number, and for what; a phone is masked. Raises
    ``Refused`` (429) for too many in an hour.
    """
    at = now or clock.now()
    refuse_too_many(actor, 1, at)
    audit.record(
        action,
        actor=actor,
        object_type="customers",
        object_code=mask_phone(mobile_of(text)) or normalise(text)[:40],
        details={"found": found},
        reason=reason,
        now=at,
    )


def found_in_list(
    numbers: Iterable[str],
    *,
    actor: User,
    units: Collection[int] | None = None,
    now: dt.datetime | None = None,
) -> tuple[BitMap, list[str]]:
    """``bitmap_of_numbers`` for a list that somebody typed or sent, on record by ``note_list``."""
    wanted = list(dict.fromkeys(numbers))
    found, unknown = bitmap_of_numbers(wanted, units=units)
    note_list(wanted, unknown, actor=actor, now=now)
    return found, unknown


def note_list(
    numbers: Iterable[str],
    unknown: Iterable[str],
    *,
    actor: User,
    now: dt.datetime | None = None,
) -> None:
    """Put on record that somebody asked for a list that holds phones: how many there are and how
    many somebody has, once an hour for the same phones. It counts as its phones, at most twenty.

    Raises ``Refused`` (429) for too many in an hour.
    """
    phones = [number for number in numbers if is_phone(number)]
    if phones:
        found = len(phones) - sum(map(is_phone, unknown))
        note_counted(len(phones), found, mark_of(phones), actor=actor, now=now)


def note_counted(
    phones: int, found: int, mark: str, *, actor: User, now: dt.datetime | None = None
) -> None:
    """The same of a list that is only counted; ``mark`` is by what it is recognised."""
    at = now or clock.now()
    if asked_since(actor, at).filter(object_code=mark).exists():
        return
    weight = min(phones, MOST_OF_A_LIST)
    refuse_too_many(actor, weight, at)
    details = {"phones": phones, "found": found, "counts": weight}
    audit.record(
        LIST, actor=actor, object_type="customers", object_code=mark, details=details, now=at
    )


def mark_of(phones: Iterable[str]) -> str:
    """What a list of phones is recognised by, and tells none of them."""
    text = "\n".join(sorted({mobile_of(phone) for phone in phones}))
    return salted_hmac(LIST, text).hexdigest()[:12]


def asked_since(actor: User, at: dt.datetime) -> QuerySet[AuditEvent]:
    """What somebody asked for in the hour before."""
    return AuditEvent.objects.filter(
        actor=actor.get_username(),
        action__in=(LOOKUP, CHECK, LIST, REACH),
        happened_at__gt=at - HOUR,
    )


def refuse_too_many(actor: User, more: int, at: dt.datetime) -> None:
    """Raise ``Refused`` (429) where so many more would be too many (policy
    ``customers.lookups_per_hour``).
    """
    weight = Case(
        When(action=LIST, then=Cast(KT("details__counts"), IntegerField())), default=Value(1)
    )
    asked = asked_since(actor, at).aggregate(sum=Sum(weight))["sum"] or 0
    most = values_on(clock.today(at))[LOOKUPS_PER_HOUR]
    if asked and asked + more > most:
        refuse(
            "too-many-lookups",
            _("You have asked for %(most)s numbers within an hour; more is not allowed."),
            status=429,
            most=most,
        )
