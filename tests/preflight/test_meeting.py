"""Whom a plan may matter to, held against what the rules find: whatever changes a finding when it
is taken away must be said to matter.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest

from preflight.engine import evaluate
from preflight.hotline_facts import CallsBack
from preflight.meeting import may_matter
from preflight.snapshot import PlanSnapshot
from tests.preflight.builders import context, hotline, offer, people, placement, plan, wave
from tests.seeds import times

START = dt.date(2026, 9, 28)
LIMITED = {"capacity_per_day": 12, "capacity_per_week": 40}
TIGHT = {
    "pressure_sms_limit": 1,
    "pressure_push_limit": 2,
    "overlap_persons": 5,
    "launch_company_limit": 40,
    "launch_branch_limit": 30,
}

# One contact in ten brings a call in each hour, and few can be answered.
BACK = CallsBack(24_000, (1,) * 24)
FEW_AGENTS = hotline(3, 3, calls_back={"sms": BACK, "call": BACK})


def some_plan(dice: random.Random, code: str) -> PlanSnapshot:
    """A plan of somebody for some people, some weeks, some channels."""
    first = START + dt.timedelta(days=dice.randint(0, 70))
    last = first + dt.timedelta(days=dice.randint(0, 25))
    low = dice.randint(1, 60)
    audience = people(low, low + dice.randint(3, 30))
    places = [placement(dice.choice(["own-hall", "social-outlet"]), expected_orders=60)]
    if dice.random() < 0.8:
        on = first + dt.timedelta(days=dice.randint(0, (last - first).days))
        channel = dice.choice(["sms", "sms", "outbound-call"])
        places.append(placement(channel, wave(on.isoformat(), audience)))
    family = dice.choice(["top-up", "music", "tariff"])
    return plan(
        code,
        starts_on=first.isoformat(),
        ends_on=last.isoformat(),
        audience=audience,
        offers=(offer(value=dice.choice(["30", "50"]), family=family, product=family),),
        placements=tuple(places),
        owner_unit=dice.choice(["consumer", "enterprise"]),
        state=dice.choice(["coordinating", "approved"]),
        branches=dice.choice([frozenset(), frozenset({"branch-east"})]),
    )


def limited() -> dict[str, Any]:
    return {code: replace(facts, **LIMITED) for code, facts in context().channels.items()}


def told(checked: PlanSnapshot, others: list[PlanSnapshot]) -> set[tuple[Any, ...]]:
    around = context(*others, policies=TIGHT, channels=limited(), hotline=FEW_AGENTS)
    return {
        (one.fingerprint, one.case, one.severity, str(one.facts))
        for one in evaluate(checked, around).findings
    }


@pytest.mark.parametrize("seed", range(times(12)))
def test_who_changes_a_finding_by_going_away_matters(seed):
    dice = random.Random(seed)
    plans = [some_plan(dice, f"C2026-{n:04d}") for n in range(9)]
    checked, others = plans[0], plans[1:]
    around = context(policies=TIGHT, channels=limited())
    span = dt.timedelta(days=around.policies.widest_window)
    whole = told(checked, others)

    for gone in others:
        if told(checked, [one for one in others if one is not gone]) != whole:
            sides = [(checked, gone), (gone, checked)]
            for one, other in sides:
                assert may_matter(one, other, around=span, channels=around.channels), gone.code


def test_who_shares_nothing_does_not_matter():
    near = plan("C2026-0001", audience=people(1, 5))
    far = plan("C2026-0002", starts_on="2027-03-01", ends_on="2027-03-31", audience=people(1, 5))
    around = context()

    assert not may_matter(near, far, around=dt.timedelta(days=30), channels=around.channels)
