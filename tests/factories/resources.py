"""Resources, stock with the receipt that explains it, deliveries and reservations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from common import clock
from customers.enums import BenefitKind, Occasion
from customers.models import Party
from organization.models import Unit
from resources.enums import Firmness, MovementKind, ReservationState, ResourceKind
from resources.models import Arrival, Benefit, Movement, Reservation, Resource, Stock


def make_resource(code: str = "leaflet-a4", **values: object) -> Resource:
    return Resource.objects.create(
        **{"code": code, "name": code, "kind": ResourceKind.MATERIAL, "measure": "张", **values}
    )


def make_stock(resource: Resource, unit: Unit, on_hand: int, *, reserved: int = 0) -> Stock:
    """Stock that was received once. ``reserved`` is what reservations made elsewhere hold."""
    if on_hand:
        Movement.objects.create(
            resource=resource,
            unit=unit,
            kind=MovementKind.RECEIVED,
            quantity=on_hand,
            actor="keeper",
            happened_at=clock.now(),
        )
    return Stock.objects.create(resource=resource, unit=unit, on_hand=on_hand, reserved=reserved)


def make_arrival(
    resource: Resource, unit: Unit, quantity: int, expected_on: dt.date, **values: object
) -> Arrival:
    Stock.objects.get_or_create(resource=resource, unit=unit)
    return Arrival.objects.create(
        resource=resource, unit=unit, quantity=quantity, expected_on=expected_on, **values
    )


def make_reservation(
    resource: Resource,
    unit: Unit,
    quantity: int,
    *,
    campaign: str,
    needed_by: dt.date,
    firmness: str = Firmness.HARD,
    **values: object,
) -> Reservation:
    """An active reservation; a hard one counts in the stock."""
    now = clock.now()
    stock, _new = Stock.objects.get_or_create(resource=resource, unit=unit)
    row = Reservation.objects.create(
        **{
            "resource": resource,
            "unit": unit,
            "campaign": campaign,
            "quantity": quantity,
            "needed_by": needed_by,
            "firmness": firmness,
            "created_at": now,
            "changed_at": now,
            **values,
        }
    )
    if firmness == Firmness.HARD:
        stock.reserved += row.quantity - row.back_order
        stock.save(update_fields=["reserved"])
    return row


def reserved_by_rows(stocks: Iterable[Stock]) -> dict[tuple[int, int], int]:
    """The hard reservations of these stocks, summed from their rows: what ``reserved`` must be."""
    sums = dict.fromkeys(((stock.resource_id, stock.unit_id) for stock in stocks), 0)
    rows = Reservation.objects.filter(state=ReservationState.ACTIVE, firmness=Firmness.HARD)
    for row in rows:
        if (row.resource_id, row.unit_id) in sums:
            sums[row.resource_id, row.unit_id] += row.quantity - row.back_order
    return sums


def make_benefit(party: Party, unit: Unit, **values: object) -> Benefit:
    """What a unit promised a party for today."""
    now = clock.now()
    return Benefit.objects.create(
        **{
            "party": party,
            "unit": unit,
            "kind": BenefitKind.GOODS,
            "occasion": Occasion.MID_AUTUMN,
            "day": clock.today(now),
            "reserved_by": "planner",
            "created_at": now,
            "changed_at": now,
            **values,
        }
    )
