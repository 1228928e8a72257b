"""What can be given in the place of a gift that is short."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context
from preflight.gifts import GiftFacts
from preflight.needs import supply
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import RequestLine

MOST = 2


def in_its_place(plan: PlanSnapshot, context: Context, short: RequestLine) -> Iterator[WayOut]:
    """Other gifts of the same kind of benefit, the nearest in what one costs first, of which the
    unit has all that is asked for left, after what others only asked for as well.
    """
    gifts = {one.code: one for one in context.gifts}
    if short.resource not in gifts:
        return
    asked = {one.resource for one in plan.requests if one.unit == short.unit}
    free = [
        one
        for one in gifts.values()
        if one.code not in asked
        and one.given_as == short.given_as
        and left(one.code, plan, context, short) >= short.quantity
    ]
    for one in sorted(free, key=lambda gift: (apart(gift, short), gift.code))[:MOST]:
        yield WayOut(
            kind=WayOutKind.CHANGE_RESOURCE,
            campaign=plan.code,
            params={"resource": short.resource, "unit": short.unit, "to": one.code},
        )


def left(resource: str, plan: PlanSnapshot, context: Context, short: RequestLine) -> int:
    """Pieces that remain in the unit for the plan by the day on which it needs them."""
    there = supply(context, resource, short.unit)
    return there.left(plan.code, by=short.needed_by, with_soft=True)


def apart(gift: GiftFacts, short: RequestLine) -> tuple[bool, Decimal]:
    """By how much one costs more or less; what nobody knows comes last."""
    if gift.unit_cost is None or short.unit_cost is None:
        return True, Decimal(0)
    return False, abs(gift.unit_cost - short.unit_cost)
