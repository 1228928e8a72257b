"""The pieces behind benefits: what is handed over to customers leaves the stock, what comes back
lies there again.

What a plan has had out of stock before (at its launch, or issued by the keeper) is given without
another movement, as far as it reaches; then what it holds firmly, then what is free.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from common import locks
from common.errors import refuse
from common.write import written
from organization.models import Unit, User
from resources.access import places_of
from resources.enums import GOODS, BenefitState, Firmness, MovementKind, ReservationState
from resources.guards import may_take, refuse_any
from resources.models import Benefit, Movement, Reservation, Resource, Stock
from resources.movements import lock_stocks, move
from resources.reservations import hand_out

WHERE = "place"


@dataclass(frozen=True, slots=True)
class Handful:
    """Benefits of one resource and plan whose pieces lie in one unit."""

    resource: Resource
    unit: Unit
    campaign: str
    rows: Sequence[Benefit]


def take_out(
    rows: Iterable[Benefit], *, place: Unit | None, actor: User, now: dt.datetime
) -> list[Handful]:
    """Take what is handed over off the stock of ``place``, and say so at each row; the caller saves
    them, and notes what is returned. Without a place it is the giving unit's stock, else the only
    one there is.

    Raises ``Refused``: 400 where nobody says whose stock it is, 403 for stock that the actor does
    not see, 409 when fewer are there, naming who holds the rest. Raises ``Busy``.
    """
    handfuls = list(_handfuls(rows, place, actor))
    _lock(handfuls)
    for one in handfuls:
        _out(one, actor=actor, now=now)
        for row in one.rows:
            row.place = one.unit
    return handfuls


def put_back(rows: Iterable[Benefit], *, actor: User, now: dt.datetime) -> list[Handful]:
    """Lay what came back where it was taken from; the caller notes it. Raises ``Busy``."""
    groups: dict[tuple[Resource, Unit, str], list[Benefit]] = defaultdict(list)
    for row in rows:
        if row.resource is not None and row.place is not None:
            groups[row.resource, row.place, row.campaign].append(row)
    handfuls = [Handful(*key, same) for key, same in groups.items()]
    _lock(handfuls)
    for one in handfuls:
        stock = lock_stocks(one.resource, [one.unit])[one.unit.pk]
        move(
            stock,
            MovementKind.GIVEN_BACK,
            len(one.rows),
            campaign=one.campaign,
            actor=actor,
            now=now,
        )
    return handfuls


def _handfuls(rows: Iterable[Benefit], place: Unit | None, actor: User) -> Iterable[Handful]:
    """The rows whose pieces have to leave a stock, by what and where it is."""
    groups: dict[tuple[Resource, Unit, str], list[Benefit]] = defaultdict(list)
    for row in rows:
        if row.resource is not None and row.resource.kind in GOODS:
            groups[row.resource, row.unit, row.campaign].append(row)
    if place is not None and groups and not places_of(actor).filter(pk=place.pk).exists():
        refuse("no-permission", _("You do not see the stock of this unit."), status=403, attr=WHERE)
    for (resource, giver, campaign), same in groups.items():
        left = same[_had_before(resource, campaign, same) :]
        unit = _whose(resource, place, giver) if left else None
        if unit is not None:
            yield Handful(resource, unit, campaign, left)


def _whose(resource: Resource, place: Unit | None, giver: Unit) -> Unit | None:
    """From whose stock it is taken; None where no stock is kept of it."""
    units = {one.unit_id: one.unit for one in resource.stocks.select_related("unit")}
    if not units:
        return None
    if place is not None:
        return place
    if giver.pk in units:
        return giver
    if len(units) > 1:
        refuse("required", _("Say from whose stock it is taken."), status=400, attr=WHERE)
    return next(iter(units.values()))


def _had_before(resource: Resource, campaign: str, rows: Collection[Benefit]) -> int:
    """Pieces that a plan has had out of stock and not given yet; no plan has none."""
    if not campaign:
        return 0
    moved = Movement.objects.filter(resource=resource, campaign=campaign)
    out = -(moved.aggregate(sum=Sum("quantity"))["sum"] or 0)
    given = Benefit.objects.filter(
        resource=resource, campaign=campaign, state=BenefitState.GIVEN
    ).exclude(pk__in=[row.pk for row in rows if row.pk])
    return max(0, out - given.count())


def _lock(handfuls: Sequence[Handful]) -> None:
    """Lock all stocks at once, in key order, before the first one moves."""
    for one in handfuls:
        Stock.objects.get_or_create(resource=one.resource, unit=one.unit)
    wanted = Q(pk__in=[])
    for one in handfuls:
        wanted |= Q(resource=one.resource, unit=one.unit)
    locks.many(Stock.objects.filter(wanted))


def _out(one: Handful, *, actor: User, now: dt.datetime) -> None:
    """Take the pieces of what the plan holds here, else of what is free."""
    stock = lock_stocks(one.resource, [one.unit])[one.unit.pk]
    held = (
        Reservation.objects.filter(
            resource=one.resource,
            unit=one.unit,
            campaign=one.campaign,
            firmness=Firmness.HARD,
            state=ReservationState.ACTIVE,
            quantity__gt=F("back_order"),
        ).first()
        if one.campaign
        else None
    )
    pieces = len(one.rows)
    own = min(pieces, held.quantity - held.back_order, stock.on_hand) if held else 0
    refuse_any(may_take(stock, pieces - own, attr=WHERE))
    given, who = MovementKind.GIVEN, actor.get_username()
    if held is not None:
        hand_out(held, stock, own, actor=who, kind=given, now=now)
    if pieces > own:
        move(stock, given, own - pieces, campaign=one.campaign, actor=actor, now=now)


def note(action: str, handfuls: Sequence[Handful], *, actor: User, now: dt.datetime) -> None:
    """Say in both logs what moved, once everything else is written."""
    for one in handfuls:
        written(
            action,
            "resource",
            one.resource.code,
            actor=actor,
            now=now,
            log=("resources", action),
            unit=one.unit.code,
            details={
                "resource": one.resource.code,
                "unit": one.unit.code,
                "quantity": len(one.rows),
                "campaign": one.campaign,
            },
        )
