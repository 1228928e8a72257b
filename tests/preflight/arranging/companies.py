"""Seeded companies without a database: plans that may be moved among plans that stay."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

from pyroaring import BitMap, FrozenBitMap

from preflight.arranging.movable import Movable
from preflight.context import ChannelFacts, Context
from preflight.policies import Policies
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import OfferTerms, PlacementSnapshot, WaveSnapshot
from tests.preflight.builders import READY

TODAY = dt.date(2026, 12, 1)
QUARTER = (dt.date(2027, 1, 1), dt.date(2027, 3, 31))
FAMILIES = 30
BRANCHES = 10
CATEGORIES = ("basic", "mobile_service", "group", "data", "tariff", "device", "promotion")
PUSH = {"sms": "sms", "outbound-call": "call", "app": "app"}


def channels(persons: int) -> dict[str, ChannelFacts]:
    """Push channels that carry a share of the persons a day, one staffed channel."""
    found = {
        code: ChannelFacts(
            code=code,
            direction="push",
            contact_class=kind,
            capacity_per_day=max(persons // 8, 1),
            capacity_per_week=max(persons // 2, 1),
        )
        for code, kind in PUSH.items()
    }
    found["own-hall"] = ChannelFacts(
        code="own-hall", is_public=True, is_staffed=True, capacity_per_week=6_000
    )
    return found


def audience(draw: random.Random, persons: int, size: int) -> FrozenBitMap:
    """Half of the audiences are neighbours, as a branch or a grid is; half lie anywhere."""
    if draw.random() < 0.5:
        first = draw.randrange(1, max(persons - size, 2))
        return FrozenBitMap(range(first, min(first + size, persons + 1)))
    return FrozenBitMap(draw.sample(range(1, persons + 1), size))


def plan(draw: random.Random, number: int, persons: int, *, is_fixed: bool) -> PlanSnapshot:
    """A plan of two to five weeks with one or two waves on a push channel."""
    span = (QUARTER[1] - QUARTER[0]).days
    around = 30 if is_fixed else -14
    starts_on = QUARTER[0] + dt.timedelta(days=draw.randrange(-around, span + around))
    length = draw.randrange(14, 36)
    shares = (0.0005, 0.001, 0.005, 0.01) if is_fixed else (0.005, 0.01, 0.02, 0.05)
    people = audience(draw, persons, max(int(persons * draw.choice(shares)), 2))
    channel = draw.choice(("sms", "sms", "outbound-call", "app"))
    waves = tuple(
        WaveSnapshot(
            number=place + 1,
            on=starts_on + dt.timedelta(days=draw.randrange(min(7 * (place + 1), length))),
            persons=people,
        )
        for place in range(draw.choice((1, 1, 2)))
    )
    return PlanSnapshot(
        code=f"{'F' if is_fixed else 'D'}2027-{number:04d}",
        name=f"Plan {number}",
        owner_unit=f"unit-{draw.randrange(8)}",
        state="approved" if is_fixed else "draft",
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(days=length - 1),
        category=draw.choice(CATEGORIES),
        flex_days=0 if is_fixed else draw.choice((7, 10, 14)),
        branches=frozenset(
            f"branch-{one}" for one in draw.sample(range(BRANCHES), draw.choice((1, 2, BRANCHES)))
        ),
        offers=(
            OfferTerms(
                number=1,
                product=f"product-{draw.randrange(3)}",
                family=f"family-{draw.randrange(FAMILIES)}",
                pay=Decimal(draw.choice((50, 100, 200))),
                get=Decimal(30),
                value=Decimal(draw.choice((20, 30, 50))),
                stackable=False,
            ),
        ),
        placements=(
            PlacementSnapshot(channel=channel, parties=people, waves=waves),
            PlacementSnapshot(
                channel="own-hall", parties=people, expected_orders=draw.randrange(200, 2000)
            ),
        ),
        service_plan=replace(READY, training_on=None),
        audience=people,
        eligibility=people,
        target_value=Decimal(draw.randrange(1, 200) * 1000),
    )


def company(
    seed: int, *, drafts: int, fixed: int, persons: int
) -> tuple[list[Movable], list[PlanSnapshot], Context]:
    """Drafts that may be moved, plans that stay, and what surrounds them."""
    draw = random.Random(seed)
    homes: dict[str, BitMap] = {}
    each = persons // BRANCHES + 1
    for one in range(BRANCHES):
        homes[f"branch-{one}"] = BitMap(range(1 + one * each, min((one + 1) * each, persons) + 1))
    # Limits that the fixed plans do not fill by themselves, whatever their number.
    points = 8 * max(fixed + drafts, 20) // 10
    context = Context(
        as_of=TODAY,
        channels=channels(persons),
        branches=homes,
        policies=Policies(launch_company_limit=points, launch_branch_limit=points),
        closed=((dt.date(2027, 1, 4), "bill_run"), (dt.date(2027, 2, 1), "bill_run")),
        holidays=frozenset({dt.date(2027, 1, 1), *(dt.date(2027, 2, day) for day in range(5, 13))}),
        needs_ways_out=False,
    )
    stay = [plan(draw, number, persons, is_fixed=True) for number in range(fixed)]
    movable = []
    for number in range(drafts):
        one = plan(draw, number, persons, is_fixed=False)
        flex = dt.timedelta(days=one.flex_days)
        movable.append(
            Movable(
                plan=one,
                first=max(one.starts_on - flex, QUARTER[0]),
                last=min(one.starts_on + flex, QUARTER[1]),
                context=context,
                order=number,
            )
        )
    return movable, stay, context
