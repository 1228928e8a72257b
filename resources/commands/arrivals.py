"""Deliveries: announced by the keeper, their day confirmed by the supplier, received by the
unit.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import refuse
from common.write import written
from organization.models import Unit, User
from organization.permissions import Permission
from resources.access import may_confirm, require
from resources.consequences import told
from resources.enums import MovementKind
from resources.guards import has_room, may_come_on, quantity_in_range, refuse_any
from resources.models import Arrival, Resource
from resources.movements import lock_stocks, move
from resources.notices import (
    tell_of_announcement,
    tell_of_cancellation,
    tell_of_change,
    tell_of_difference,
)


@transaction.atomic
def announce_arrival(
    *,
    resource: Resource,
    unit: Unit,
    quantity: int,
    expected_on: dt.date,
    is_confirmed: bool = False,
    note: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> Arrival:
    """Say that a delivery is on its way; it counts for plans from its day on once the supplier
    confirmed the day.

    Raises ``Refused``: 403; 400 for a bad quantity or a day that has passed.
    """
    require(actor, Permission.MANAGE_STOCK)
    at = now or clock.now()
    _require_day(expected_on, quantity, at)
    lock_stocks(resource, [unit])
    arrival = Arrival(
        resource=resource,
        unit=unit,
        quantity=quantity,
        expected_on=expected_on,
        is_confirmed=is_confirmed,
        note=note.strip(),
    )
    arrival.full_clean()
    arrival.save()
    tell_of_announcement(arrival, now=at)
    _written("announce_arrival", arrival, actor=actor, now=at, operation="arrival")
    return arrival


@transaction.atomic
def change_arrival(
    *,
    arrival_id: int,
    quantity: int,
    expected_on: dt.date,
    is_confirmed: bool,
    note: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> Arrival:
    """Change quantity, day or confirmation of a delivery that has not come; the unit is told of
    another quantity or day. Raises ``Refused`` (403, 400, 409 once received), ``Busy``.
    """
    require(actor, Permission.MANAGE_STOCK)
    at = now or clock.now()
    arrival = _lock(arrival_id)
    if expected_on != arrival.expected_on:
        _require_day(expected_on, quantity, at)
    refuse_any(quantity_in_range(quantity))
    is_other = (quantity, expected_on) != (arrival.quantity, arrival.expected_on)
    arrival.quantity, arrival.expected_on, arrival.is_confirmed, arrival.note = (
        quantity,
        expected_on,
        is_confirmed,
        note.strip(),
    )
    arrival.full_clean()
    with told("delivery_changed", arrival.resource, arrival.unit, actor=actor, now=at):
        arrival.save(update_fields=["quantity", "expected_on", "is_confirmed", "note"])
    if is_other:
        tell_of_change(arrival, now=at)
    _written("change_arrival", arrival, actor=actor, now=at, operation="arrival")
    return arrival


@transaction.atomic
def confirm_arrival(
    *, arrival_id: int, received: int, note: str = "", actor: User, now: dt.datetime | None = None
) -> Arrival:
    """Say how many pieces of a delivery came; they lie in the unit's stock from now on.

    Raises ``Refused``: 403 for another unit's delivery; 400 when the number differs from the
    announced one and no note says why; 409 when it was received before. Raises ``Busy``.
    """
    at = now or clock.now()
    refuse_any(quantity_in_range(received, attr="received", least=0))
    seen = Arrival.objects.select_related("unit").get(pk=arrival_id)
    if not may_confirm(actor, seen):
        refuse("no-permission", _("Your role does not allow this."), status=403)
    stock = lock_stocks(seen.resource, [seen.unit])[seen.unit_id]
    arrival = locks.one(Arrival, arrival_id)
    if arrival.received_at is not None:
        refuse("already-received", _("Somebody has already entered what came."))
    if received != arrival.quantity and not note.strip():
        refuse(
            "required",
            _("Say why another quantity came than was announced."),
            status=400,
            attr="note",
        )
    refuse_any(has_room(stock, received, attr="received"))
    arrival.received, arrival.received_at, arrival.receipt_note = received, at, note.strip()
    arrival.full_clean()
    with told("delivery_short", seen.resource, seen.unit, actor=actor, now=at):
        arrival.save(update_fields=["received", "received_at", "receipt_note"])
        if received:
            words = note or arrival.note
            move(stock, MovementKind.RECEIVED, received, reason=words, actor=actor, now=at)
    if received != arrival.quantity:
        tell_of_difference(arrival, actor=actor, now=at)
    _written("confirm_arrival", arrival, actor=actor, now=at, operation="received")
    return arrival


@transaction.atomic
def cancel_arrival(
    *, arrival_id: int, reason: str, actor: User, now: dt.datetime | None = None
) -> Arrival:
    """Take back a delivery that was announced and will not come; its audit row stays.

    Raises ``Refused``: 403; 400 without a reason; 409 once received. Raises ``Busy``.
    """
    require(actor, Permission.MANAGE_STOCK)
    at = now or clock.now()
    _require_reason(reason)
    arrival = _lock(arrival_id)
    with told("delivery_cancelled", arrival.resource, arrival.unit, actor=actor, now=at):
        Arrival.objects.filter(pk=arrival.pk).delete()
    tell_of_cancellation(arrival, now=at)
    _written("cancel_arrival", arrival, actor=actor, now=at, operation="arrival", reason=reason)
    return arrival


@transaction.atomic
def undo_receipt(
    *, arrival_id: int, reason: str, actor: User, now: dt.datetime | None = None
) -> Arrival:
    """Take back, on the same day, what was entered as received by mistake: the delivery is on its
    way again, and the pieces leave the stock by a movement of their own.

    Raises ``Refused``: 403; 400 without a reason; 409 when it was not received today, or the pieces
    are no longer there. Raises ``Busy``.
    """
    at = now or clock.now()
    seen = Arrival.objects.select_related("unit", "resource").get(pk=arrival_id)
    if not may_confirm(actor, seen):
        refuse("no-permission", _("Your role does not allow this."), status=403)
    _require_reason(reason)
    stock = lock_stocks(seen.resource, [seen.unit])[seen.unit_id]
    arrival = locks.one(Arrival, arrival_id)
    if not may_undo(arrival, clock.today(at)):
        refuse("not-today", _("Only what was entered today can be taken back. Enter a count."))
    pieces = arrival.received or 0
    if pieces > stock.on_hand:
        refuse("gone", _("The pieces have left the stock already. Enter a count."))
    with told("delivery_short", seen.resource, seen.unit, actor=actor, now=at):
        arrival.received, arrival.received_at, arrival.receipt_note = None, None, ""
        arrival.save(update_fields=["received", "received_at", "receipt_note"])
        if pieces:
            move(stock, MovementKind.RECEIVED, -pieces, reason=reason, actor=actor, now=at)
    _written("undo_receipt", arrival, actor=actor, now=at, operation="received", reason=reason)
    return arrival


def may_undo(arrival: Arrival, today: dt.date) -> bool:
    """Whether what was entered as received may still be taken back."""
    return arrival.received_at is not None and clock.today(arrival.received_at) == today


def _require_reason(reason: str) -> None:
    if not reason.strip():
        refuse("required", _("Say why; the reason stays on record."), status=400, attr="reason")


def _lock(arrival_id: int) -> Arrival:
    """The delivery, locked after its stock, as everywhere; refused once it was received."""
    seen = Arrival.objects.select_related("unit", "resource").get(pk=arrival_id)
    lock_stocks(seen.resource, [seen.unit])
    arrival = locks.one(Arrival, arrival_id)
    if arrival.received_at is not None:
        refuse("already-received", _("Somebody has already entered what came."))
    return arrival


def _require_day(expected_on: dt.date, quantity: int, now: dt.datetime) -> None:
    refuse_any(quantity_in_range(quantity))
    refuse_any(may_come_on(expected_on, clock.today(now)))


def _written(
    action: str,
    arrival: Arrival,
    *,
    actor: User,
    now: dt.datetime,
    operation: str,
    reason: str = "",
) -> None:
    details = {
        "resource": arrival.resource.code,
        "unit": arrival.unit.code,
        "quantity": arrival.quantity,
        "expected_on": arrival.expected_on.isoformat(),
        "received": arrival.received,
    }
    written(
        action,
        "resource",
        arrival.resource.code,
        actor=actor,
        log=("resources", operation),
        unit=arrival.unit.code,
        reason=reason or arrival.receipt_note,
        details=details,
        now=now,
    )
