from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from findings.enums import Severity
from preflight.complaints import history
from preflight.context import Context, PastResult
from preflight.risk import grade
from preflight.rules.complaint_history import ComplaintHistory
from tests.preflight.builders import TODAY, cases_of, context, offer, only, placement, plan, ways
from tests.seeds import times

RULE = ComplaintHistory()
PLAN = plan(category="promotion", offers=(offer(family="top-up"),), placements=(placement("sms"),))


def past(
    complaints: int,
    code: str = "C2025-0001",
    *,
    reached: int = 10_000,
    family: str = "top-up",
    channel: str = "own-hall",
    category: str = "promotion",
    ended_on: dt.date = TODAY,
    lesson: str = "",
) -> PastResult:
    return PastResult(
        code=code,
        category=category,
        family=family,
        channel=channel,
        reached=reached,
        complaints=complaints,
        ended_on=ended_on,
        lesson=lesson,
    )


# Three plans of the category with ten complaints per 10,000, none like this one.
USUAL = tuple(past(10, f"C2025-010{n}", family="music") for n in range(3))


def around(*results: PastResult, **more: object) -> Context:
    return context(results=(*USUAL, *results), **more)


@pytest.mark.parametrize(("complaints", "cases"), [(19, []), (20, []), (21, ["often"])])
def test_above_twice_the_median_it_warns(complaints, cases):
    assert cases_of(RULE, PLAN, around(past(complaints))) == cases


@pytest.mark.parametrize(
    ("more", "cases"),
    [
        pytest.param({"reached": 1_000}, ["often"], id="enough were reached"),
        pytest.param({"reached": 999}, [], id="one too few"),
        pytest.param({"family": "music", "channel": "sms"}, ["often"], id="the same channel"),
        pytest.param({"family": "music"}, [], id="neither family nor channel"),
        pytest.param({"category": "tariff"}, [], id="another category"),
        pytest.param({"ended_on": TODAY - dt.timedelta(days=729)}, ["often"], id="two years"),
        pytest.param({"ended_on": TODAY - dt.timedelta(days=731)}, [], id="longer ago"),
    ],
)
def test_only_plans_like_this_one_count(more, cases):
    assert cases_of(RULE, PLAN, around(past(90, **more))) == cases


@pytest.mark.parametrize(
    ("policies", "cases"),
    [
        ({}, ["often"]),
        ({"history_factor": Decimal(3)}, []),
        ({"history_reached": 10_001}, []),
        ({"history_months": 1}, []),
    ],
)
def test_the_numbers_are_policies(policies, cases):
    result = past(30, ended_on=TODAY - dt.timedelta(days=40))
    there = context(results=(*USUAL, result), policies=policies)

    assert cases_of(RULE, PLAN, there) == cases


def test_facts_name_plans_rate_and_lessons():
    found = only(
        RULE,
        PLAN,
        around(past(40, lesson="先告知"), past(50, "C2025-0002", reached=5_000, lesson="先试点")),
    )

    assert found.severity == Severity.WARNING
    assert found.facts == {
        "rate": 60,
        "usual": 10,
        "factor": 2,
        "reached": 15_000,
        "complaints": 90,
        "lessons": ["先试点", "先告知"],
        "plans_alike": ["C2025-0002", "C2025-0001"],
        "plans": [
            {"campaign": "C2025-0002", "rate": 100},
            {"campaign": "C2025-0001", "rate": 40},
        ],
    }
    assert ways(found)["make_commitment"].params == {"items": ["先试点", "先告知"]}


def test_rates_have_one_place_and_who_learned_nothing_offers_nothing():
    usual = [past(10, f"C2025-020{n}", reached=7_000, family="music") for n in range(9)]
    found = only(RULE, PLAN, context(results=(*usual, past(40, reached=7_000))))

    assert (found.facts["rate"], found.facts["usual"]) == (57.1, 14.3)
    assert found.facts["plans"] == [{"campaign": "C2025-0001", "rate": 57.1}]
    assert (found.facts["lessons"], list(found.ways_out)) == ([], [])


@pytest.mark.parametrize(
    ("complaints", "points"), [(None, 3), (0, 1), (10, 1), (11, 3), (20, 3), (21, 5)]
)
def test_the_risk_grade_knows_the_history(complaints, points):
    there = around(*([past(complaints)] if complaints is not None else []))
    known = history(PLAN, there)

    graded = grade(PLAN, there.policies, (), history=known.multiple if known else None)

    (line,) = [one for one in graded.lines if one["case"].startswith("history")]
    assert line["points"] == points


@pytest.mark.parametrize("seed", range(times(30)))
def test_as_counted_by_hand(seed):
    dice = random.Random(seed)
    results = tuple(
        past(
            dice.randint(0, 40),
            f"C2025-{n:04d}",
            reached=dice.choice([500, 999, 1_000, 4_000, 20_000]),
            family=dice.choice(["top-up", "music"]),
            channel=dice.choice(["sms", "own-hall"]),
            category=dice.choice(["promotion", "tariff"]),
        )
        for n in range(dice.randint(1, 15))
    )

    rates = sorted(
        Fraction(one.complaints * 10_000, one.reached)
        for one in results
        if one.category == "promotion" and one.reached >= 1_000
    )
    alike = [
        one
        for one in results
        if one.category == "promotion"
        and one.reached >= 1_000
        and (one.family == "top-up" or one.channel == "sms")
    ]
    cases = []
    if alike:
        middle = (rates[(len(rates) - 1) // 2] + rates[len(rates) // 2]) / 2
        total = Fraction(
            sum(one.complaints for one in alike) * 10_000, sum(one.reached for one in alike)
        )
        cases = ["often"] if total > 2 * middle else []
    assert cases_of(RULE, PLAN, context(results=results)) == cases
