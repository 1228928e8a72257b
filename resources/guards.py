"""Reasons against a change of stock: what is asked of the forms first, and of the commands under
lock.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.display import number
from common.errors import Reason, Refused
from organization.models import Unit
from resources.enums import Firmness, ReservationState
from resources.models import Reservation, Resource, Stock

# More of one thing than any unit can hold; keeps sums far from the limits of the database.
MOST = 10**8
FURTHEST = dt.timedelta(days=2 * 365)


def quantity_in_range(quantity: int, *, attr: str = "quantity", least: int = 1) -> list[Reason]:
    """A whole number from ``least`` to 100,000,000."""
    if least <= quantity <= MOST:
        return []
    sentence = gettext_lazy("A whole number from %(least)s to %(most)s.")
    return [
        Reason(
            "invalid",
            sentence,
            status=400,
            attr=attr,
            params={"least": least, "most": number(MOST)},
        )
    ]


def may_come_on(day: dt.date, today: dt.date) -> list[Reason]:
    """That a delivery is announced for a day from today on, at most two years ahead."""
    if day < today:
        return [
            Reason("past", gettext_lazy("This day has passed."), status=400, attr="expected_on")
        ]
    if day > today + FURTHEST:
        sentence = gettext_lazy(
            "A delivery is announced at most two years ahead. Look at the year."
        )
        return [Reason("too-far", sentence, status=400, attr="expected_on")]
    return []


def has_room(stock: Stock | None, quantity: int, *, attr: str = "quantity") -> list[Reason]:
    """That a unit does not end up with more than can be counted."""
    if (stock.on_hand if stock else 0) + quantity <= MOST:
        return []
    return [
        Reason(
            "too-many",
            gettext_lazy("A unit holds at most %(most)s of one thing."),
            attr=attr,
            params={"most": number(MOST)},
        )
    ]


def may_take(stock: Stock | None, quantity: int, *, attr: str = "quantity") -> list[Reason]:
    """That so many lie there free: what plans hold firmly stays."""
    free = free_of(stock)
    if quantity <= free:
        return []
    if stock is None or not stock.reserved:
        return [
            Reason(
                "short",
                gettext_lazy("Only %(free)s of it are in stock here."),
                attr=attr,
                params={"free": number(free)},
            )
        ]
    sentence = gettext_lazy("Only %(free)s of it are free here; the rest is held by %(holders)s.")
    return [
        Reason(
            "held", sentence, attr=attr, params={"free": number(free), "holders": holders_of(stock)}
        )
    ]


def may_count(stock: Stock | None, counted: int, *, attr: str = "quantity") -> list[Reason]:
    """That a count leaves what plans hold firmly. A loss of held pieces can be entered all the
    same, by somebody who says so; counting more than before is always right.
    """
    if stock is None or counted >= min(stock.on_hand, stock.reserved):
        return []
    sentence = gettext_lazy(
        "%(held)s of it are held by %(holders)s. If so few are really there, say that held pieces"
        " are lost; those plans are told."
    )
    return [
        Reason(
            "held",
            sentence,
            attr=attr,
            params={"held": number(stock.reserved), "holders": holders_of(stock)},
        )
    ]


def may_issue(
    resource: Resource, unit: Unit, campaign: str, quantity: int, *, attr: str = "campaign"
) -> list[Reason]:
    """That the plan asked for it, is approved, and holds so much here."""
    rows = Reservation.objects.filter(resource=resource, unit=unit, campaign=campaign)
    held = rows.filter(state=ReservationState.ACTIVE).first()
    if held is not None and held.firmness == Firmness.HARD:
        pieces = held.quantity - held.back_order
        if quantity <= pieces:
            return []
        sentence = gettext_lazy("The plan holds %(held)s of it here.")
        params = {"held": number(pieces)}
        return [Reason("not-reserved", sentence, attr="quantity", params=params)]
    if held is not None:
        sentence = gettext_lazy("This plan is not approved yet: nothing is held for it.")
        return [Reason("not-approved", sentence, attr=attr)]
    if rows.filter(state=ReservationState.USED).exists():
        sentence = gettext_lazy("This plan has received all that it held here.")
        return [Reason("all-issued", sentence, attr=attr)]
    sentence = gettext_lazy("No plan with this code holds any of it here.")
    return [Reason("not-asked", sentence, status=400, attr=attr)]


def free_of(stock: Stock | None) -> int:
    """Pieces that lie there and that no plan holds; never below 0, for a plan may hold what is
    still on its way.
    """
    return max(0, stock.on_hand - stock.reserved) if stock else 0


def holding(resource: Resource | int) -> QuerySet[Reservation]:
    """What plans hold firmly of a resource, back-orders left out, the largest first."""
    rows = Reservation.objects.filter(
        resource=resource, state=ReservationState.ACTIVE, firmness=Firmness.HARD
    ).filter(quantity__gt=F("back_order"))
    held = F("quantity") - F("back_order")
    return rows.select_related("unit").order_by(held.desc(), "campaign")


def holders_of(stock: Stock) -> str:
    """The campaigns that hold this stock firmly, with how many, the largest first."""
    rows = holding(stock.resource_id).filter(unit=stock.unit_id)
    return _(", ").join(
        _("%(campaign)s (%(pieces)s)")
        % {"campaign": row.campaign, "pieces": number(row.quantity - row.back_order)}
        for row in rows
    )


def refuse_any(*reasons: list[Reason]) -> None:
    """Raise ``Refused`` with all reasons given, if there are any."""
    if found := [reason for group in reasons for reason in group]:
        raise Refused(found)
