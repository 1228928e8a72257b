"""Random small companies with everything that rules read in them, as plain as they can be."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pyroaring import FrozenBitMap

from campaigns.enums import Category, Enrolment
from channels.enums import Fit
from organization.enums import ClosedKind
from preflight.context import Context, HoldingRow, LoadingFit
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot, RequestLine
from resources.availability import Coming, Held, Supply
from tests.preflight.builders import CHANNELS, READY, TODAY, context, offer, placement, plan, wave

A_DAY = dt.timedelta(days=1)
EVERYBODY = range(1, 61)
BRANCHES = ("branch-east", "branch-north", "branch-west")
STATES = ("coordinating", "finalised", "approved", "live", "ended")
GROUPS = ("few", "vip")
POLICIES = {
    "overlap_persons": 6,
    "overlap_organisations": 1,
    "launch_branch_limit": 30,
    "launch_company_limit": 45,
    "fit_discouraged_share": Decimal("0.30"),
}


def some(dice: random.Random, among: Any = EVERYBODY, *, least: int = 0) -> FrozenBitMap:
    """Some of these people."""
    members = list(among)
    return FrozenBitMap(dice.sample(members, dice.randint(min(least, len(members)), len(members))))


def near(dice: random.Random, days: int = 20) -> dt.date:
    return TODAY + dt.timedelta(days=dice.randint(-3, days))


def random_offers(dice: random.Random) -> tuple[Any, ...]:
    return tuple(
        offer(
            dice.choice(["0", "50", "100", "110"]),
            dice.choice(["30", "50", None]),
            number=number,
            product=product,
            family=product[0],
            stackable=dice.choice([True, False, None]),
            exclusive_groups=frozenset(one for one in ("main", "tv") if dice.random() < 0.2),
            monthly_fee=Decimal(dice.choice([0, 10])),
            lock_months=dice.choice([0, 12]),
        )
        for number, product in enumerate(dice.sample(["a1", "a2", "b1"], dice.randint(1, 2)), 1)
    )


def random_placements(dice: random.Random, audience: Any, offers: Any) -> tuple[Any, ...]:
    made = []
    for channel in dice.sample(sorted(CHANNELS), dice.randint(1, 4)):
        parties = some(dice, audience)
        waves = [
            wave(
                near(dice, 30).isoformat(),
                some(dice, parties),
                number=number,
                starts_at=dice.choice([None, *(dt.time(hour) for hour in (6, 8, 12, 20, 21))]),
                ends_at=dice.choice([None, dt.time(8), dt.time(20, 30), dt.time(21), dt.time(22)]),
            )
            for number in range(1, dice.randint(1, 3) + 1)
            if CHANNELS[channel].is_push
        ]
        made.append(
            placement(
                channel,
                *waves,
                parties=parties,
                product=dice.choice([None, offers[0].product]),
                expected_orders=dice.choice([0, 0, 31, 90]),
            )
        )
    return tuple(made)


def random_plan(code: str, dice: random.Random, **more: Any) -> PlanSnapshot:
    """A plan in some state, of some category, for some people."""
    starts_on, offers = near(dice), random_offers(dice)
    audience = some(dice, least=1)
    lacking = dice.choice(["", "contingency", "script", "terms", "exit_rule"])
    return plan(
        code,
        **{
            "starts_on": starts_on.isoformat(),
            "ends_on": (starts_on + dt.timedelta(days=dice.randint(0, 25))).isoformat(),
            "owner_unit": dice.choice(["consumer", "enterprise"]),
            "state": dice.choice(STATES),
            "category": dice.choice(Category.values),
            "audience": audience,
            "eligibility": dice.choice([None, some(dice)]),
            "branches": frozenset(some_of(dice, BRANCHES)),
            "enrolment": dice.choice(["opt_in", "opt_in", *Enrolment.values]),
            "offers": offers,
            "placements": random_placements(dice, audience, offers),
            "service_plan": replace(READY, **({lacking: ""} if lacking else {})),
            **more,
        },
    )


def some_of(dice: random.Random, names: Any) -> list[Any]:
    return [one for one in names if dice.random() < 0.4]


def random_supply(dice: random.Random) -> Supply:
    return Supply(
        on_hand=dice.randint(0, 60),
        coming=tuple(
            Coming(near(dice), dice.randint(1, 40), dice.random() < 0.7)
            for _ in range(dice.randint(0, 3))
        ),
        held=tuple(
            Held(f"C2026-00{n:02d}", dice.randint(1, 30), near(dice), is_hard=dice.random() < 0.5)
            for n in range(1, dice.randint(1, 5))
        ),
    )


def company(seed: int) -> tuple[PlanSnapshot, Context]:
    """A plan and what is around it; the same for the same seed."""
    dice = random.Random(seed)
    joint = ParticipantSnapshot(
        unit="product",
        product="music",
        enrolment=dice.choice(["opt_in", *Enrolment.values]),
        monthly_fee=Decimal(5),
    )
    own = random_plan(
        "C2026-0001",
        dice,
        state=dice.choice(["coordinating", "approved"]),
        participants=(joint,) if dice.random() < 0.4 else (),
        requests=tuple(
            RequestLine(
                resource=name, unit=unit, quantity=dice.randint(1, 80), needed_by=near(dice)
            )
            for name in ("gift", "leaflet")
            for unit in some_of(dice, BRANCHES)
        ),
    )
    channels = {
        code: replace(
            one,
            capacity_per_day=dice.choice([None, 2, 10, 25]),
            capacity_per_week=dice.choice([None, 10, 40]),
            needs_consent=dice.random() < 0.3,
        )
        for code, one in CHANNELS.items()
    }
    homes = {one: dice.choice(BRANCHES) for one in EVERYBODY}
    return own, context(
        *(random_plan(f"C2026-{n:04d}", dice) for n in range(2, dice.randint(2, 7))),
        policies=POLICIES,
        channels=channels,
        is_submission=dice.random() < 0.8,
        branches={
            name: FrozenBitMap(one for one in EVERYBODY if homes[one] == name) for name in BRANCHES
        },
        closed=tuple((near(dice, 40), dice.choice(ClosedKind.values)) for _ in range(5)),
        holdings=tuple(
            HoldingRow(
                exclusive_group=dice.choice(["main", "tv"]),
                product=dice.choice([f"old-{n}", *(one.product for one in own.offers)]),
                ends_on=dice.choice([None, near(dice) + dt.timedelta(days=88)]),
                persons=some(dice),
            )
            for n in range(3)
        ),
        fits=tuple(
            LoadingFit(product=product, group=group, channel=channel, fit=dice.choice(list(Fit)))
            for product in ("a1", "a2", "b1")
            for group in GROUPS
            for channel in CHANNELS
            if dice.random() < 0.3
        ),
        groups={name: some(dice) for name in GROUPS},
        do_not_contact={"sms": some(dice, range(1, 6)), "call": some(dice, range(1, 9))},
        consented={kind: some(dice, least=30) for kind in ("sms", "call", "app")},
        supplies={
            (name, unit): random_supply(dice)
            for name in ("gift", "leaflet")
            for unit in BRANCHES
            if dice.random() < 0.8
        },
    )
