"""What lies where, what is promised, what comes: the board's numbers in a fixed number of
queries.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from common import clock
from organization.models import Unit, User
from resources.access import may_confirm, sees_soft, visible_units
from resources.availability import Shortage, Supply, promised
from resources.enums import Firmness, ReservationState
from resources.models import Arrival, Movement, Reservation, Resource, Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """One resource in one unit. ``soft`` is None for those who do not see plans before their
    approval.
    """

    resource: Resource
    unit: Unit
    on_hand: int
    hard: int
    soft: int | None
    arriving: int
    unconfirmed: int
    shortage: Shortage | None
    supply: Supply

    @property
    def next_arrival(self) -> dt.date | None:
        """The day of the next delivery, confirmed or not."""
        return self.supply.next_arrival

    @property
    def free(self) -> int:
        """Pieces that lie there and that no approved plan holds."""
        return max(0, self.on_hand - self.hard)

    @property
    def width(self) -> int:
        """What the line's bar has to hold: all that is there or comes, or all that is promised."""
        return max(self.on_hand + self.arriving, self.hard + (self.soft or 0))


def stock_lines(
    *,
    user: User,
    units: Iterable[Unit] | QuerySet[Unit] | None = None,
    resources: Iterable[Resource] | None = None,
) -> list[StockLine]:
    """All stock of these resources in these units as far as the user sees it, by resource and unit.
    Two queries.
    """
    within = visible_units(user) if units is None else units
    scope: dict[str, object] = {"unit__in": within}
    if resources is not None:
        scope["resource__in"] = resources
    stocks = (
        Stock.objects.filter(**scope)
        .select_related("resource", "unit")
        .order_by("resource__code", "unit__position", "unit__code")
    )
    coming, held = promised(scope)
    with_soft = sees_soft(user)
    return [
        _line(
            stock,
            Supply(
                on_hand=stock.on_hand,
                coming=tuple(coming.get((stock.resource.code, stock.unit.code), ())),
                held=tuple(held.get((stock.resource.code, stock.unit.code), ())),
            ),
            with_soft=with_soft,
        )
        for stock in stocks
    ]


def _line(stock: Stock, supply: Supply, *, with_soft: bool) -> StockLine:
    return StockLine(
        resource=stock.resource,
        unit=stock.unit,
        on_hand=stock.on_hand,
        hard=stock.reserved,
        soft=sum(one.pieces for one in supply.held if not one.is_hard) if with_soft else None,
        arriving=sum(one.pieces for one in supply.coming if one.is_confirmed),
        unconfirmed=sum(one.pieces for one in supply.coming if not one.is_confirmed),
        shortage=supply.shortage(with_soft=with_soft),
        supply=supply,
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as one person finds it: due, late, and whether they may say what came."""

    arrival: Arrival
    is_due: bool
    is_late: bool
    may_confirm: bool


def arrivals_to_come(
    *, user: User, unit: str = "", resource: Resource | None = None
) -> list[Delivery]:
    """Deliveries on their way to the units that a user sees, the earliest first. One query."""
    today = clock.today()
    rows = Arrival.objects.filter(
        unit__in=visible_units(user), received_at__isnull=True
    ).select_related("resource", "unit")
    if unit:
        rows = rows.filter(unit__code=unit)
    if resource is not None:
        rows = rows.filter(resource=resource)
    return [
        Delivery(row, row.expected_on <= today, row.expected_on < today, may_confirm(user, row))
        for row in rows.order_by("expected_on", "id")
    ]


def arrivals_due(user: User) -> QuerySet[Arrival]:
    """The deliveries that are due at the units for which a user says what came."""
    return Arrival.objects.filter(
        unit__in=visible_units(user), received_at__isnull=True, expected_on__lte=clock.today()
    )


def reservations_for(user: User) -> QuerySet[Reservation]:
    """What campaigns hold in the units that a user sees; soft ones for those who see plans before
    their approval.
    """
    rows = Reservation.objects.filter(unit__in=visible_units(user)).select_related(
        "resource", "unit"
    )
    return rows if sees_soft(user) else rows.filter(firmness=Firmness.HARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What one campaign holds of a resource for a day, in each of the units shown (None:
    nothing), and how much of it is missing by that day beside what others firmly hold.
    """

    campaign: str
    needed_by: dt.date
    is_hard: bool
    pieces: tuple[int | None, ...]
    back_order: int
    short: int

    @property
    def total(self) -> int:
        return sum(count or 0 for count in self.pieces)


def holds(*, user: User, resource: Resource, lines: Sequence[StockLine]) -> list[Hold]:
    """Who holds a resource, the earliest need first: one row for each campaign, not one for each
    unit. One query.
    """
    rows = (
        reservations_for(user)
        .filter(resource=resource, state=ReservationState.ACTIVE)
        .order_by("needed_by", "campaign", "id")
    )
    grouped: dict[tuple[dt.date, str, str], dict[int, Reservation]] = defaultdict(dict)
    for row in rows:
        grouped[row.needed_by, row.campaign, row.firmness][row.unit_id] = row
    return [
        Hold(
            campaign=campaign,
            needed_by=needed_by,
            is_hard=firmness == Firmness.HARD,
            pieces=tuple(
                _pieces(here[line.unit.pk]) if line.unit.pk in here else None for line in lines
            ),
            back_order=sum(row.back_order for row in here.values()),
            short=sum(
                line.supply.short(_pieces(here[line.unit.pk]), campaign, by=needed_by)
                for line in lines
                if line.unit.pk in here
            ),
        )
        for (needed_by, campaign, firmness), here in grouped.items()
    ]


def _pieces(row: Reservation) -> int:
    return row.quantity - row.back_order


def movements_for(user: User) -> QuerySet[Movement]:
    """What came, moved and went out in the units that a user sees, newest first."""
    return (
        Movement.objects.filter(unit__in=visible_units(user))
        .select_related("resource", "unit")
        .order_by("-id")
    )
