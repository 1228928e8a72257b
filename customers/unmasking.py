"""Showing a customer in clear: for a purpose, counted, and on the audit trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import audit, clock, locks
from common.errors import Refused, refuse
from common.models import AuditEvent
from common.text import normalise
from customers import access
from customers.masked_rows import masked_attributes, public_number
from customers.models import Customer
from customers.policies import UNMASK_PER_DAY
from organization.models import User
from organization.policies import values_on

ACTION = "customers.unmask"
LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True)
class Clear:
    """What was masked; ``kept`` are masked columns of the source. Never stored, logged or put into
    an address.
    """

    number: str
    name: str
    phone: str
    kept: tuple[tuple[str, str], ...]


@transaction.atomic
def unmask_customer(
    *, customer: Customer, purpose: str, actor: User, now: dt.datetime | None = None
) -> Clear:
    """Name, phone, number and masked columns in clear, once, with an audit row that holds the
    purpose.

    Raises ``Refused``: 403 unless it is a customer of the actor's unit, 429 beyond the day's number
    (policy ``customers.unmask_per_day``); ``ValidationError`` without a purpose.
    """
    if reasons := access.why_not_unmask(actor, customer):
        raise Refused(reasons)
    purpose = normalise(purpose)
    if not 2 <= len(purpose) <= LONGEST_PURPOSE:
        raise ValidationError(
            {
                "purpose": [
                    ValidationError(
                        _("Say in 2 to 200 characters what you need it for."), code="required"
                    )
                ]
            }
        )
    locks.advisory(f"unmask {actor.pk}")
    day = clock.today(now)
    looked = AuditEvent.objects.filter(
        actor=actor.get_username(), action=ACTION, happened_at__date=day
    )
    most = values_on(day)[UNMASK_PER_DAY]
    if looked.values("object_code").distinct().count() >= most:
        refuse(
            "too-many-looks",
            _("You have seen %(most)s customers in clear today; more is not allowed."),
            status=429,
            most=most,
        )
    unit = customer.unit.code if customer.unit else ""
    audit.record(
        ACTION,
        actor=actor,
        object_type="customer",
        object_code=public_number(customer),
        unit=unit,
        reason=purpose,
        now=now,
    )
    shown = masked_attributes(customer)
    kept = sorted((name, str(value)) for name, value in customer.attributes.items())
    return Clear(
        customer.number,
        customer.name or customer.party.name,
        customer.phone,
        tuple((name, value) for name, value in kept if shown[name] != value),
    )
