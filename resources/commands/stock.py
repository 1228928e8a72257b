"""Goods that come, move, go out and are counted. ``Stock.on_hand`` is at all times the sum of the
movements.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock
from common.errors import refuse
from common.write import written
from organization.models import Unit, User
from organization.permissions import Permission
from resources import reservations
from resources.access import require
from resources.consequences import told
from resources.enums import MovementKind
from resources.guards import has_room, may_count, may_issue, may_take, quantity_in_range, refuse_any
from resources.models import Movement, Resource
from resources.movements import lock_stocks, move

NEEDS_REASON = _("Name the plan it goes to, or say why it is handed out; that stays on record.")


@transaction.atomic
def receive(
    *,
    resource: Resource,
    unit: Unit,
    quantity: int,
    reason: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> Movement:
    """Enter pieces that came without having been announced. Raises ``Refused`` (403; 400 for a
    quantity below 1), ``Busy``.
    """
    require(actor, Permission.MANAGE_STOCK)
    refuse_any(quantity_in_range(quantity))
    at = now or clock.now()
    stock = lock_stocks(resource, [unit])[unit.pk]
    refuse_any(has_room(stock, quantity))
    moved = move(stock, MovementKind.RECEIVED, quantity, reason=reason, actor=actor, now=at)
    _note("receive", resource, unit, quantity, reason=reason, actor=actor, now=at)
    return moved


@transaction.atomic
def transfer(
    *,
    resource: Resource,
    source: Unit,
    target: Unit,
    quantity: int,
    reason: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> tuple[Movement, Movement]:
    """Move free pieces from one unit to another.

    Raises ``Refused``: 403; 400 for a bad quantity or one unit on both sides; 409 when fewer are
    free, naming who holds the rest. Raises ``Busy``.
    """
    require(actor, Permission.MANAGE_STOCK)
    refuse_any(quantity_in_range(quantity))
    if source.pk == target.pk:
        refuse("same-unit", _("Choose two different units."), status=400, attr="target")
    at = now or clock.now()
    stocks = lock_stocks(resource, [source, target])
    refuse_any(may_take(stocks[source.pk], quantity), has_room(stocks[target.pk], quantity))
    out = move(
        stocks[source.pk], MovementKind.TRANSFER_OUT, -quantity, reason=reason, actor=actor, now=at
    )
    into = move(
        stocks[target.pk], MovementKind.TRANSFER_IN, quantity, reason=reason, actor=actor, now=at
    )
    details = {
        "resource": resource.code,
        "from": source.code,
        "to": target.code,
        "quantity": quantity,
    }
    written(
        "transfer",
        "resource",
        resource.code,
        actor=actor,
        now=at,
        log=("resources", "transfer"),
        unit=source.code,
        reason=reason,
        details=details,
    )
    return out, into


@transaction.atomic
def issue(
    *,
    resource: Resource,
    unit: Unit,
    quantity: int,
    campaign: str = "",
    reason: str = "",
    actor: User,
    now: dt.datetime | None = None,
) -> Movement:
    """Hand pieces out: to a campaign, off what it holds firmly here; else, with a reason, off
    what is free.

    Raises ``Refused``: 403; 400 for a bad quantity, a plan that asked for none of it, or neither
    plan nor reason; 409 when the plan holds fewer, is not approved, or fewer are free. Raises
    ``Busy``.
    """
    require(actor, Permission.MANAGE_STOCK)
    refuse_any(quantity_in_range(quantity))
    at = now or clock.now()
    if campaign:
        refuse_any(may_issue(resource, unit, campaign, quantity))
        reservations.use(
            campaign=campaign,
            resource=resource,
            unit=unit,
            quantity=quantity,
            actor=actor,
            reason=reason,
            now=at,
        )
        return Movement.objects.filter(resource=resource, unit=unit, campaign=campaign).latest("id")
    if not reason.strip():
        refuse("required", NEEDS_REASON, status=400, attr="reason")
    stock = lock_stocks(resource, [unit])[unit.pk]
    refuse_any(may_take(stock, quantity))
    moved = move(stock, MovementKind.ISSUED, -quantity, reason=reason, actor=actor, now=at)
    _note("issue", resource, unit, quantity, reason=reason, actor=actor, now=at)
    return moved


@transaction.atomic
def count(
    *,
    resource: Resource,
    unit: Unit,
    counted: int,
    reason: str,
    is_loss: bool = False,
    actor: User,
    now: dt.datetime | None = None,
) -> Movement | None:
    """Set the stock to what was counted; None when that changes nothing. With ``is_loss`` pieces
    that plans hold are gone; who answers for those plans is told what they lack.

    Raises ``Refused``: 403; 400 without a reason or for a number below 0; 409 when fewer were
    counted than plans hold and nobody says that they are lost, naming the plans. Raises ``Busy``.
    """
    require(actor, Permission.MANAGE_STOCK)
    refuse_any(quantity_in_range(counted, attr="counted", least=0))
    if not reason.strip():
        refuse(
            "required", _("Say why; the reason stays with the movement."), status=400, attr="reason"
        )
    at = now or clock.now()
    stock = lock_stocks(resource, [unit])[unit.pk]
    difference = counted - stock.on_hand
    if not difference:
        return None
    if not is_loss:
        refuse_any(may_count(stock, counted, attr="counted"))
    with told("lost", resource, unit, actor=actor, now=at):
        moved = move(stock, MovementKind.COUNTED, difference, reason=reason, actor=actor, now=at)
    _note("count", resource, unit, counted, reason=reason, actor=actor, now=at)
    return moved


def _note(
    action: str,
    resource: Resource,
    unit: Unit,
    quantity: int,
    *,
    reason: str,
    actor: User,
    now: dt.datetime,
) -> None:
    details = {"resource": resource.code, "unit": unit.code, "quantity": quantity}
    written(
        action,
        "resource",
        resource.code,
        actor=actor,
        now=now,
        log=("resources", action),
        unit=unit.code,
        reason=reason,
        details=details,
    )
