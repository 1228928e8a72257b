"""Reserving stock for campaigns, under lock: soft, hard, freed, used.

``Stock.reserved`` is the sum of the hard, active reservations without their back-orders; only this
module and ``back_orders`` change it. Callers hold the approval and campaign locks before they come
here (``common.locks``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import Reason, Refused, refuse
from common.write import written
from organization.models import Unit, User
from resources import back_orders
from resources.availability import Supply, promised
from resources.enums import GOODS, Firmness, MovementKind, ReservationState
from resources.models import Movement, Reservation, Resource, Stock

Key = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a plan asks for, once for each resource and unit: pieces by a day. With
    ``allows_back_order`` a shortage is accepted.
    """

    resource: Resource
    unit: Unit
    quantity: int
    needed_by: dt.date
    allows_back_order: bool = False

    @property
    def key(self) -> Key:
        return self.resource.pk, self.unit.pk


def available(stock: Stock, *, needed_by: dt.date, campaign: str = "") -> int:
    """Pieces that one more plan can have by a day so that who holds some firmly still gets theirs
    by their own days; what ``campaign`` itself holds is no hindrance.
    """
    within = {"resource": stock.resource_id, "unit": stock.unit_id}
    coming, held = promised(within)
    supply = Supply(
        on_hand=stock.on_hand,
        coming=tuple(one for rows in coming.values() for one in rows),
        held=tuple(one for rows in held.values() for one in rows),
    )
    return supply.left(campaign, by=needed_by)


@transaction.atomic
def reserve_soft(*, campaign: str, asks: Sequence[Ask], now: dt.datetime) -> list[Reservation]:
    """Show what a submitted plan will ask for, in the place of what it asked for before. It binds
    nothing.
    """
    stocks = _lock_stocks(asks, campaign=campaign)
    _free_rows(_active(campaign), now=now, stocks=stocks)
    Stock.objects.bulk_update(stocks.values(), ["reserved"])
    return [
        Reservation.objects.create(
            campaign=campaign,
            resource=ask.resource,
            unit=ask.unit,
            quantity=ask.quantity,
            needed_by=ask.needed_by,
            firmness=Firmness.SOFT,
            created_at=now,
            changed_at=now,
        )
        for ask in asks
    ]


@transaction.atomic
def reserve_hard(*, campaign: str, asks: Sequence[Ask], now: dt.datetime) -> list[Reservation]:
    """Promise stock to an approved plan: all of it or, refused, none.

    Raises ``Refused`` (409 ``short``) with one reason for each shortage, naming what is left, and
    ``Busy``.
    """
    stocks = _lock_stocks(asks, campaign=campaign)
    _free_rows(_active(campaign), now=now, stocks=stocks)
    reasons, rows = [], []
    for ask in asks:
        stock = stocks[ask.key]
        free = available(stock, needed_by=ask.needed_by, campaign=campaign)
        short = max(0, ask.quantity - free)
        if short and not ask.allows_back_order:
            reasons.append(_shortage(ask, free=free, short=short))
            continue
        stock.reserved += ask.quantity - short
        rows.append(
            Reservation(
                campaign=campaign,
                resource=ask.resource,
                unit=ask.unit,
                quantity=ask.quantity,
                back_order=short,
                needed_by=ask.needed_by,
                firmness=Firmness.HARD,
                created_at=now,
                changed_at=now,
            )
        )
    if reasons:
        raise Refused(reasons)
    Stock.objects.bulk_update(stocks.values(), ["reserved"])
    return Reservation.objects.bulk_create(rows)


def _shortage(ask: Ask, *, free: int, short: int) -> Reason:
    return Reason(
        "short",
        _("%(resource)s in %(unit)s: %(free)s are left, %(short)s are missing."),
        attr="resource_requests",
        params={
            "resource": ask.resource.label,
            "unit": ask.unit.label,
            "free": free,
            "short": short,
        },
    )


@transaction.atomic
def free(*, campaign: str, now: dt.datetime) -> int:
    """Give back all that a plan still holds, to those who wait for it first; returns how many
    reservations that were.
    """
    stocks = _lock_stocks([], campaign=campaign)
    rows = _active(campaign)
    _free_rows(rows, now=now, stocks=stocks)
    Stock.objects.bulk_update(stocks.values(), ["reserved"])
    for stock in stocks.values():
        back_orders.fill(stock, now=now)
    return len(rows)


@transaction.atomic
def use_at_launch(*, campaign: str, now: dt.datetime) -> int:
    """Hand out the goods that a plan reserved, as far as they lie there; returns the pieces.
    Capacity stays held until the end.
    """
    stocks = _lock_stocks([], campaign=campaign)
    pieces = 0
    for row in _active(campaign):
        if row.firmness == Firmness.HARD and row.resource.kind in GOODS:
            stock = stocks[row.resource_id, row.unit_id]
            pieces += hand_out(
                row, stock, min(row.quantity - row.back_order, stock.on_hand), actor="", now=now
            )
    return pieces


@transaction.atomic
def use(
    *,
    campaign: str,
    resource: Resource,
    unit: Unit,
    quantity: int,
    actor: User,
    reason: str = "",
    now: dt.datetime | None = None,
) -> Reservation:
    """Issue pieces that a plan reserved. Raises ``Refused`` when it holds fewer, or fewer lie
    there.
    """
    at = now or clock.now()
    stocks = _lock_stocks([], campaign=campaign)
    rows = [
        row for row in _active(campaign) if (row.resource_id, row.unit_id) == (resource.pk, unit.pk)
    ]
    held = (
        rows[0].quantity - rows[0].back_order if rows and rows[0].firmness == Firmness.HARD else 0
    )
    if not 1 <= quantity <= held:
        refuse("not-reserved", _("The plan holds %(held)s of it here."), attr="quantity", held=held)
    stock = stocks[resource.pk, unit.pk]
    if quantity > stock.on_hand:
        refuse("short", _("Only %(left)s are in stock here."), attr="quantity", left=stock.on_hand)
    hand_out(rows[0], stock, quantity, actor=actor.username, reason=reason, now=at)
    details = {
        "resource": resource.code,
        "unit": unit.code,
        "quantity": quantity,
        "campaign": campaign,
    }
    written(
        "issue",
        "resource",
        resource.code,
        actor=actor,
        now=at,
        log=("resources", "issue"),
        unit=unit.code,
        reason=reason,
        details=details,
    )
    return rows[0]


def _active(campaign: str) -> list[Reservation]:
    return list(
        Reservation.objects.filter(campaign=campaign, state=ReservationState.ACTIVE).select_related(
            "resource"
        )
    )


def _lock_stocks(asks: Sequence[Ask], *, campaign: str) -> dict[Key, Stock]:
    """Lock, in key order, every stock that the asks and the plan's present reservations touch;
    missing ones start empty.
    """
    keys = {ask.key for ask in asks} | set(
        Reservation.objects.filter(campaign=campaign, state=ReservationState.ACTIVE).values_list(
            "resource_id", "unit_id"
        )
    )
    known = set(_stocks(keys).values_list("resource_id", "unit_id"))
    Stock.objects.bulk_create(
        (Stock(resource_id=resource, unit_id=unit) for resource, unit in sorted(keys - known)),
        ignore_conflicts=True,
    )
    return {(stock.resource_id, stock.unit_id): stock for stock in locks.many(_stocks(keys))}


def _stocks(keys: Iterable[Key]) -> models.QuerySet[Stock]:
    condition = Q(pk__in=[])
    for resource, unit in keys:
        condition |= Q(resource=resource, unit=unit)
    return Stock.objects.filter(condition)


def _free_rows(rows: list[Reservation], *, now: dt.datetime, stocks: dict[Key, Stock]) -> None:
    """Mark rows as freed; the counters of hard ones sink in ``stocks``, which the caller saves."""
    for row in rows:
        if row.firmness == Firmness.HARD:
            stocks[row.resource_id, row.unit_id].reserved -= row.quantity - row.back_order
        row.state, row.changed_at = ReservationState.FREED, now
    Reservation.objects.bulk_update(rows, ["state", "changed_at"])


def hand_out(
    row: Reservation,
    stock: Stock,
    quantity: int,
    *,
    actor: str,
    reason: str = "",
    kind: MovementKind = MovementKind.ISSUED,
    now: dt.datetime,
) -> int:
    """Take pieces off the locked stock and the reservation; what is left of it stays active."""
    if quantity <= 0:
        return 0
    stock.on_hand -= quantity
    stock.reserved -= quantity
    stock.save(update_fields=["on_hand", "reserved"])
    row.changed_at = now
    if quantity == row.quantity:
        row.state = ReservationState.USED
    else:
        row.quantity -= quantity
    row.save(update_fields=["quantity", "state", "changed_at"])
    Movement.objects.create(
        resource_id=row.resource_id,
        unit_id=row.unit_id,
        kind=kind,
        quantity=-quantity,
        campaign=row.campaign,
        reason=reason.strip()[:200],
        actor=actor,
        happened_at=now,
    )
    return quantity
