"""Reasons against a change of stock: what is asked of the forms first, and of the commands under
lock.
"""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.display import number
from common.errors import Reason, Refused
from resources.enums import Firmness, ReservationState
from resources.models import Reservation, Stock

# More of one thing than any unit can hold; keeps sums far from the limits of the database.
MOST = 10**8


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
    """That a count does not take away what plans hold firmly; counting more than before is always
    right.
    """
    if stock is None or counted >= min(stock.on_hand, stock.reserved):
        return []
    sentence = gettext_lazy(
        "%(held)s of it are held by %(holders)s. Free a reservation there first, then enter the"
        " count."
    )
    return [
        Reason(
            "held",
            sentence,
            attr=attr,
            params={"held": number(stock.reserved), "holders": holders_of(stock)},
        )
    ]


def free_of(stock: Stock | None) -> int:
    """Pieces that lie there and that no plan holds; never below 0, for a plan may hold what is
    still on its way.
    """
    return max(0, stock.on_hand - stock.reserved) if stock else 0


def holders_of(stock: Stock) -> str:
    """The campaigns that hold this stock firmly, with how many, the largest first."""
    rows = Reservation.objects.filter(
        resource=stock.resource_id,
        unit=stock.unit_id,
        state=ReservationState.ACTIVE,
        firmness=Firmness.HARD,
    ).annotate(held=F("quantity") - F("back_order"))
    held = rows.filter(held__gt=0).order_by("-held", "campaign").values_list("campaign", "held")
    return _(", ").join(
        _("%(campaign)s (%(pieces)s)") % {"campaign": code, "pieces": number(pieces)}
        for code, pieces in held
    )


def refuse_any(*reasons: list[Reason]) -> None:
    """Raise ``Refused`` with all reasons given, if there are any."""
    if found := [reason for group in reasons for reason in group]:
        raise Refused(found)
