from __future__ import annotations

import datetime as dt
import random

import pytest

from findings.enums import Severity
from preflight.context import Context, MomentFacts
from preflight.rules.moments import Moments
from preflight.snapshot import PlanSnapshot
from tests.preflight.builders import (
    TODAY,
    cases_of,
    context,
    day,
    findings,
    only,
    people,
    plan,
    ways,
)
from tests.seeds import times

RULE = Moments()
STUDENTS = people(101, 200)


def moment(
    starts_on: str,
    ends_on: str,
    kind: str = "chance",
    *,
    code: str = "term",
    group: str | None = "campus",
) -> MomentFacts:
    return MomentFacts(
        code=code, kind=kind, starts_on=day(starts_on), ends_on=day(ends_on), group=group
    )


def around(*moments: MomentFacts, **more: object) -> Context:
    return context(moments=moments, groups={"campus": STUDENTS}, **more)


def checked(starts_on: str = "2026-10-01", ends_on: str = "2026-10-31", **more: object):
    return plan(starts_on=starts_on, ends_on=ends_on, **{"audience": people(1, 150), **more})


@pytest.mark.parametrize(
    ("starts_on", "cases"),
    [
        pytest.param("2026-10-04", [], id="the day before"),
        pytest.param("2026-10-05", ["collides"], id="its first day"),
        pytest.param("2026-10-09", ["collides"], id="its last day"),
        pytest.param("2026-10-10", [], id="the day after"),
    ],
)
def test_a_launch_collides_with_quiet_days(starts_on, cases):
    quiet = moment("2026-10-05", "2026-10-09", "quiet")

    assert cases_of(RULE, checked(starts_on), around(quiet)) == cases


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "cases"),
    [
        pytest.param("2026-09-16", "2026-09-20", [], id="fifteen days before it"),
        pytest.param("2026-09-16", "2026-09-21", ["early"], id="fourteen days before it"),
        pytest.param("2026-09-16", "2026-10-04", ["early"], id="the day before it"),
        pytest.param("2026-09-16", "2026-10-05", [], id="until its first day"),
        pytest.param("2026-10-09", "2026-10-31", [], id="from its last day on"),
        pytest.param("2026-10-10", "2026-10-31", ["late"], id="the day after it"),
        pytest.param("2026-10-23", "2026-10-31", ["late"], id="fourteen days after it"),
        pytest.param("2026-10-24", "2026-10-31", [], id="fifteen days after it"),
    ],
)
def test_a_plan_misses_a_chance(starts_on, ends_on, cases):
    chance = moment("2026-10-05", "2026-10-09")

    assert cases_of(RULE, checked(starts_on, ends_on), around(chance)) == cases


def test_how_near_is_a_policy_of_the_day_of_the_launch():
    chance, late = moment("2026-10-05", "2026-10-09"), checked("2026-10-20")
    held = context(policies={"moment_near_days": 10}).policies

    assert cases_of(RULE, late, around(chance, policies={"moment_near_days": 10})) == []
    assert cases_of(RULE, late, around(chance, later_policies=((day("2026-10-20"), held),))) == []
    assert cases_of(RULE, late, around(chance, later_policies=((day("2026-10-21"), held),))) == [
        "late"
    ]


@pytest.mark.parametrize(
    ("audience", "group", "cases"),
    [
        pytest.param(people(1, 100), "campus", [], id="nobody of the group"),
        pytest.param(people(1, 101), "campus", ["late"], id="one of the group"),
        pytest.param(people(1, 100), None, ["late"], id="everybody's moment"),
        pytest.param(people(1, 101), "household", [], id="a group without anybody"),
    ],
)
def test_only_moments_of_whom_the_plan_addresses_count(audience, group, cases):
    chance = moment("2026-09-20", "2026-09-25", group=group)

    assert cases_of(RULE, checked(audience=audience), around(chance)) == cases


def test_facts_name_the_moment_its_people_and_by_how_much_it_is_missed():
    found = only(RULE, checked(), around(moment("2026-09-20", "2026-09-25")))

    assert (found.severity, found.subject) == (Severity.NOTICE, {"moment": "term"})
    assert found.facts == {
        "persons": 50,
        "organisations": 0,
        "days": 6,
        "limit": 14,
        "starts_on": "2026-09-20",
        "ends_on": "2026-09-25",
        "launch_on": "2026-10-01",
        "group": "campus",
    }


def test_the_way_out_meets_the_chance_and_leaves_quiet_days():
    chance = moment("2026-09-20", "2026-09-25")
    quiet = moment("2026-09-24", "2026-09-25", "quiet", code="exam")

    way = ways(only(RULE, checked(), around(chance, quiet)))["shift_dates"]

    assert way.params["starts_on"] == day("2026-09-23")
    assert findings(RULE, checked().moved(way.params["starts_on"]), around(chance, quiet)) == []


def test_a_day_that_is_closed_or_past_is_no_way_out():
    chance = moment("2026-09-20", "2026-09-25")
    closed = tuple((day(f"2026-09-{n}"), "freeze") for n in (24, 25))
    there = around(chance, closed=closed, holidays=frozenset({day("2026-09-23")}))

    assert ways(only(RULE, checked(), there))["shift_dates"].params["starts_on"] == day(
        "2026-09-22"
    )
    assert ways(only(RULE, checked(), around(chance, as_of=day("2026-09-26")))) == {}


@pytest.mark.parametrize("fixed", [{"state": "approved"}, {"origin": "province"}])
def test_a_plan_that_stands_fast_is_not_moved(fixed):
    there = around(moment("2026-09-20", "2026-09-25"))

    assert ways(only(RULE, checked(**fixed), there)) == {}


def by_hand(one: PlanSnapshot, held: MomentFacts) -> str:
    """Day by day: on which days of the moment the plan runs, and how far the nearest one is."""
    moments = [held.starts_on + dt.timedelta(n) for n in range(60)]
    moments = [on for on in moments if on <= held.ends_on]
    runs = [one.starts_on + dt.timedelta(n) for n in range(60)]
    runs = [on for on in runs if on <= one.ends_on]
    if held.kind == "quiet":
        return "collides" if one.starts_on in moments else ""
    if set(moments) & set(runs):
        return ""
    gap = min(abs((a - b).days) for a in moments for b in runs)
    return ("late" if runs[0] > moments[-1] else "early") if gap <= 14 else ""


@pytest.mark.parametrize("seed", range(times(40)))
def test_as_counted_by_hand(seed):
    dice = random.Random(seed)

    def span() -> dict[str, dt.date]:
        first = TODAY + dt.timedelta(days=dice.randint(0, 60))
        return {"starts_on": first, "ends_on": first + dt.timedelta(days=dice.randint(0, 20))}

    held = [
        MomentFacts(code=f"m{n}", kind=dice.choice(["chance", "quiet"]), group=None, **span())
        for n in range(8)
    ]
    window = {name: on.isoformat() for name, on in span().items()}
    one = checked(**window)

    found = {draft.subject["moment"]: draft.case for draft in findings(RULE, one, around(*held))}

    assert found == {m.code: case for m in held if (case := by_hand(one, m))}
