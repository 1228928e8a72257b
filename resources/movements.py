"""Stock that moves: locked rows, and a row on record for each movement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from common import locks
from organization.models import Unit, User
from resources import back_orders
from resources.enums import MovementKind
from resources.models import Movement, Resource, Stock

REASON_LENGTH = 200


def lock_stocks(resource: Resource, units: Iterable[Unit]) -> dict[int, Stock]:
    """Lock the stock of a resource in these units, in key order; where none was kept yet, an empty
    one starts. Raises ``Busy``.
    """
    keys = sorted({unit.pk for unit in units})
    wanted = Stock.objects.filter(resource=resource, unit__in=keys)
    known = set(wanted.values_list("unit_id", flat=True))
    missing = [Stock(resource=resource, unit_id=key) for key in keys if key not in known]
    Stock.objects.bulk_create(missing, ignore_conflicts=True)
    return {stock.unit_id: stock for stock in locks.many(wanted)}


def move(
    stock: Stock,
    kind: MovementKind,
    quantity: int,
    *,
    campaign: str = "",
    reason: str = "",
    actor: User,
    now: dt.datetime,
) -> Movement:
    """Change a locked stock by a signed quantity and write the movement that explains it. What is
    free then goes to the plans that wait for some.
    """
    stock.on_hand += quantity
    stock.save(update_fields=["on_hand"])
    moved = Movement.objects.create(
        resource_id=stock.resource_id,
        unit_id=stock.unit_id,
        kind=kind,
        quantity=quantity,
        campaign=campaign,
        reason=reason.strip()[:REASON_LENGTH],
        actor=actor.get_username(),
        happened_at=now,
    )
    back_orders.fill(stock, now=now)
    return moved
