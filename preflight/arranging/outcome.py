"""What a choice comes to, in the numbers that people decide by; persons are counted exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from preflight.arranging.cost import filled, totals
from preflight.arranging.problem import Choice
from preflight.arranging.tables import Tables, fixed_contacts
from preflight.arranging.weights import MILLI
from preflight.pressure.contacts import contacts_of
from preflight.pressure.limits import limits
from preflight.pressure.measuring import measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Findings that block and warn, persons who would be contacted too often, weeks and channels'
    days over their limits, points by which choices are compared, plans that move.
    """

    blocking: int
    warning: int
    persons: int
    over: int
    points: int
    moved: int
    days: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def outcome(
    tables: Tables, choice: Choice, over: Mapping[str, AbstractBitMap] | None = None
) -> Outcome:
    """The numbers of a choice; ``over`` are those who would be contacted too often, where that is
    counted already.
    """
    found = totals(tables.problem, choice)
    persons = persons_over(tables, choice) if over is None else over
    return Outcome(
        blocking=found.blocking,
        warning=found.warning,
        persons=len(BitMap().union(*persons.values())),
        over=sum(filled(one.fills, choice) > one.room for one in tables.problem.bins),
        points=found.cost // MILLI,
        moved=found.moved,
        days=found.days,
    )


def persons_over(tables: Tables, choice: Choice) -> dict[str, BitMap]:
    """Everybody whom a movable plan would contact in a window in which they get more than they
    may, as contact-pressure counts it, by the plan's code.
    """
    plans = tables.plans(choice)
    context = replace(tables.context, plans=tables.fixed)
    own = [
        contact
        for plan in plans
        for contact in contacts_of(plan, context)
        if contact.on >= context.as_of
    ]
    beside = fixed_contacts(tables.fixed, context)
    over: dict[str, BitMap] = {plan.code: BitMap() for plan in plans}
    for over_time in limits(context):
        if found := measure(own, beside, over_time):
            for contact, persons in zip(own, found.waves, strict=True):
                over[contact.campaign] |= persons
    return over
