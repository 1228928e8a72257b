"""What of a resource is there for whom by a day: the one place that says it.

The check, the approval, the board, the editor and the calendar ask here. Pieces throughout; a day
counts with all that arrives on it. Source: rules.md, resource-shortage.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import BooleanField, CharField, ExpressionWrapper, F, Q, Sum, Value

from resources.enums import Firmness, MovementKind, ReservationState
from resources.models import Arrival, Movement, Reservation, Stock

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Coming:
    """A delivery that has not come yet; one that is not confirmed counts nowhere as there."""

    on: dt.date
    pieces: int
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """What a campaign holds, its back-order left out: hard from approval, soft before."""

    campaign: str
    pieces: int
    by: dt.date
    is_hard: bool = True


@dataclass(frozen=True, slots=True)
class Shortage:
    """The first day on which pieces are missing and how many then, the worst day and how many
    then, and whether approved plans alone already need more than there is.
    """

    by: int
    on: dt.date
    worst: int
    worst_on: dt.date
    is_hard: bool

    @property
    def grows(self) -> bool:
        """Whether a later day is worse than the first."""
        return self.worst > self.by


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """One resource in one unit: what lies there, what comes, who holds some of it, the earliest
    need first, and what was handed out to whoever asks.
    """

    on_hand: int = 0
    coming: tuple[Coming, ...] = ()
    held: tuple[Held, ...] = ()
    had: int = 0

    def arriving(self, by: dt.date) -> int:
        """What comes for certain up to a day, the day included."""
        return sum(one.pieces for one in self.coming if one.is_confirmed and one.on <= by)

    def there(self, by: dt.date) -> int:
        """On hand + confirmed arrivals by the day."""
        return self.on_hand + self.arriving(by)

    def held_by(self, campaign: str) -> int:
        """What a campaign holds firmly and has not had yet, its back-order left out."""
        return sum(one.pieces for one in self.held if one.campaign == campaign and one.is_hard)

    def held_by_others(self, campaign: str, *, is_hard: bool, by: dt.date | None = None) -> int:
        """What all others hold, hard or soft, for needs up to a day; for whichever day without
        one.
        """
        return sum(
            one.pieces
            for one in self.held
            if one.campaign != campaign and one.is_hard == is_hard and (by is None or one.by <= by)
        )

    def tightest(self, campaign: str, *, by: dt.date, with_soft: bool = False) -> dt.date:
        """The day, from the campaign's own on, by which least remains beside the others' needs up
        to it; of equal ones the first. What they need later is no hindrance where it comes by then.
        """
        needs = {
            one.by
            for one in self.held
            if one.campaign != campaign and one.by > by and (one.is_hard or with_soft)
        }
        return min(
            {by, *needs}, key=lambda day: (self._beside(campaign, day, with_soft=with_soft), day)
        )

    def left(self, campaign: str, *, by: dt.date, with_soft: bool = False) -> int:
        """What a campaign can take by its day so that the others still get theirs, on every day
        from it on; never below nothing.
        """
        day = self.tightest(campaign, by=by, with_soft=with_soft)
        return max(self._beside(campaign, day, with_soft=with_soft), 0)

    def _beside(self, campaign: str, day: dt.date, *, with_soft: bool) -> int:
        taken = self.held_by_others(campaign, is_hard=True, by=day)
        if with_soft:
            taken += self.held_by_others(campaign, is_hard=False, by=day)
        return self.there(day) - taken

    def short(self, asked: int, campaign: str, *, by: dt.date, with_soft: bool = False) -> int:
        """What a campaign lacks of the pieces it asks for by its day.

        No more can be missing than was asked for, however much others hold.
        """
        return max(asked - self.left(campaign, by=by, with_soft=with_soft), 0)

    def lies_there_for(self, campaign: str) -> int:
        """What lies there once those with an earlier need have theirs; a campaign to which nothing
        is promised comes after all. Below nothing if they already need more.
        """
        promised = (one for one in self.held if one.is_hard)
        return self.on_hand - sum(
            one.pieces for one in takewhile(lambda one: one.campaign != campaign, promised)
        )

    @property
    def next_arrival(self) -> dt.date | None:
        """The day of the next delivery, confirmed or not."""
        return min((one.on for one in self.coming), default=None)

    def shortage(self, *, with_soft: bool) -> Shortage | None:
        """The first and the largest gap on the days by which something is needed, None if there
        is none.

        On a day: what all plans need by then − what is there by then; back-orders are not counted,
        for that shortage was accepted. It is hard when approved plans alone lack something.
        """
        gaps = self._gaps([one for one in self.held if one.is_hard or with_soft])
        if not gaps:
            return None
        first = min(gaps)
        worst = max(gaps, key=lambda day: (gaps[day], -day.toordinal()))
        return Shortage(
            by=gaps[first],
            on=first,
            worst=gaps[worst],
            worst_on=worst,
            is_hard=bool(self._gaps([one for one in self.held if one.is_hard])),
        )

    def _gaps(self, needs: list[Held]) -> dict[dt.date, int]:
        """The days by which more is needed than is there, with how much more."""
        gaps = {
            day: sum(one.pieces for one in needs if one.by <= day) - self.there(day)
            for day in {one.by for one in needs}
        }
        return {day: missing for day, missing in gaps.items() if missing > 0}


NOTHING = Supply()
Promised = tuple[Mapping[Key, list[Coming]], Mapping[Key, list[Held]]]


def supplies(resources: Iterable[str]) -> dict[Key, Supply]:
    """What there is of some resources, by their code and the unit's, wherever some lies, comes or
    is held. Two queries, none without resources.
    """
    wanted = sorted(set(resources))
    if not wanted:
        return {}
    within = {"resource__code__in": wanted}
    rows = Stock.objects.filter(**within).values_list("resource__code", "unit__code", "on_hand")
    on_hand = {(resource, unit): pieces for resource, unit, pieces in rows}
    coming, held = promised(within)
    return {
        key: Supply(
            on_hand=on_hand.get(key, 0),
            coming=tuple(coming.get(key, ())),
            held=tuple(held.get(key, ())),
        )
        for key in on_hand.keys() | coming.keys() | held.keys()
    }


def handed_out(campaign: str, resources: Iterable[str]) -> dict[Key, int]:
    """Pieces of some resources that were issued for a campaign, by the codes of resource and unit.
    One query, none without resources.
    """
    wanted = sorted(set(resources))
    if not wanted:
        return {}
    issued = Movement.objects.filter(
        campaign=campaign, kind=MovementKind.ISSUED, resource__code__in=wanted
    )
    rows = issued.values_list("resource__code", "unit__code").annotate(pieces=-Sum("quantity"))
    return {(resource, unit): pieces for resource, unit, pieces in rows.order_by()}


def promised(within: Mapping[str, object]) -> Promised:
    """By resource and unit: deliveries that have not come yet, the earliest first; who holds what,
    the earliest need first. One query.
    """
    arrivals = Arrival.objects.filter(**within, received_at__isnull=True).annotate(
        holder=Value("", output_field=CharField()),
        pieces=F("quantity"),
        by=F("expected_on"),
        is_sure=F("is_confirmed"),
        is_held=Value(False),
    )
    is_hard = ExpressionWrapper(Q(firmness=Firmness.HARD), output_field=BooleanField())
    needs = Reservation.objects.filter(**within, state=ReservationState.ACTIVE).annotate(
        holder=F("campaign"),
        pieces=F("quantity") - F("back_order"),
        by=F("needed_by"),
        is_sure=is_hard,
        is_held=Value(True),
    )
    columns = ("resource__code", "unit__code", "id", "holder", "pieces", "by", "is_sure", "is_held")
    first, second = (rows.order_by().values_list(*columns) for rows in (arrivals, needs))
    coming: dict[Key, list[Coming]] = defaultdict(list)
    held: dict[Key, list[Held]] = defaultdict(list)
    for resource, unit, _id, holder, pieces, by, is_sure, is_held in first.union(
        second, all=True
    ).order_by("by", "id"):
        if is_held:
            held[resource, unit].append(Held(holder, pieces, by, is_sure))
        else:
            coming[resource, unit].append(Coming(by, pieces, is_sure))
    return coming, held
