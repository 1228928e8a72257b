"""What a plan asks for against what will be there for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from preflight.context import Context
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import RequestLine
from resources.availability import NOTHING, Supply


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A request against what will be there for it. ``short_by`` leaves out, ``short_with_soft``
    counts what others only asked for. What is there and held is told as of the ``tightest`` day.
    What ``is_firm`` is held for an approved plan, and nobody who only asked can take it.
    """

    request: RequestLine
    supply: Supply
    campaign: str
    with_soft: bool = False
    is_firm: bool = False

    @property
    def tightest(self) -> dt.date:
        return self.supply.tightest(
            self.campaign, by=self.request.needed_by, with_soft=self.with_soft
        )

    @property
    def arriving(self) -> int:
        return self.supply.arriving(self.tightest)

    @property
    def short_by(self) -> int:
        return self.supply.short(self.request.quantity, self.campaign, by=self.request.needed_by)

    @property
    def short_with_soft(self) -> int:
        if self.is_firm:
            return self.short_by
        return self.supply.short(
            self.request.quantity, self.campaign, by=self.request.needed_by, with_soft=True
        )

    def held(self, *, is_hard: bool) -> int:
        return self.supply.held_by_others(self.campaign, is_hard=is_hard, by=self.tightest)

    @property
    def left(self) -> int:
        """What remains for others after everything asked for."""
        there = self.supply.left(self.campaign, by=self.request.needed_by, with_soft=True)
        return max(there - self.request.quantity, 0)


def supply(context: Context, resource: str, unit: str) -> Supply:
    return context.supplies.get((resource, unit), NOTHING)


def line(request: RequestLine, plan: PlanSnapshot, context: Context) -> Line:
    """A request with what is there for it by its day. An approved plan needs what it still holds:
    the rest it has had, or an accepted shortage left it to come later. An amendment needs what its
    plan has not had.
    """
    there = supply(context, request.resource, request.unit)
    still = there.held_by(plan.code) if plan.is_decided else max(request.quantity - there.had, 0)
    request = replace(request, quantity=still)
    return Line(request=request, supply=there, campaign=plan.code, is_firm=plan.is_decided)
