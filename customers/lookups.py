"""Finding a customer by a number or phone that somebody typed: whole, on record where it is a
phone, and not too often.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common import audit, clock
from common.errors import refuse
from common.models import AuditEvent
from common.text import normalise
from customers.masking import mask_phone
from customers.models import Customer
from customers.phones import mobile_of, stored_phone
from customers.policies import LOOKUPS_PER_HOUR
from organization.models import User
from organization.policies import values_on

LOOKUP = "customers.lookup"
CHECK = "check_eligibility"
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
    action: str, text: str, *, actor: User, found: int, now: dt.datetime | None = None
) -> None:
    """Put on record that somebody asked for a number; a phone is masked. Raises ``Refused`` (429)
    for too many in an hour.
    """
    at = now or clock.now()
    asked = AuditEvent.objects.filter(
        actor=actor.get_username(), action__in=(LOOKUP, CHECK), happened_at__gt=at - HOUR
    )
    most = values_on(clock.today(at))[LOOKUPS_PER_HOUR]
    if asked.count() >= most:
        refuse(
            "too-many-lookups",
            _("You have asked for %(most)s numbers within an hour; more is not allowed."),
            status=429,
            most=most,
        )
    audit.record(
        action,
        actor=actor,
        object_type="customers",
        object_code=mask_phone(mobile_of(text)) or normalise(text)[:40],
        details={"found": found},
        now=at,
    )
