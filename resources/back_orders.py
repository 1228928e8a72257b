"""What an accepted shortage left to come: given to the plan as soon as it lies there."""

from __future__ import annotations

import datetime as dt

from resources.enums import Firmness, ReservationState
from resources.models import Reservation, Stock
from resources.notices import tell_of_filling


def fill(stock: Stock, *, now: dt.datetime) -> None:
    """Hold what lies free in a locked stock for the plans that wait for some of it, the earliest
    need first, and tell them. What others hold firmly stays theirs, even where it is still on its
    way.
    """
    if stock.on_hand <= stock.reserved:
        return
    waiting = Reservation.objects.filter(
        resource=stock.resource_id,
        unit=stock.unit_id,
        state=ReservationState.ACTIVE,
        firmness=Firmness.HARD,
        back_order__gt=0,
    )
    for row in waiting.select_related("resource", "unit").order_by("needed_by", "id"):
        pieces = min(row.back_order, stock.on_hand - stock.reserved)
        if not pieces:
            break
        row.back_order -= pieces
        row.changed_at = now
        row.save(update_fields=["back_order", "changed_at"])
        stock.reserved += pieces
        stock.save(update_fields=["reserved"])
        tell_of_filling(row, pieces, now=now)
