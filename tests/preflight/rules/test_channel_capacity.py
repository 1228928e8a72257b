from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from findings.enums import Severity
from preflight.rules.channel_capacity import ChannelCapacity
from preflight.steps.capacity import day_with_room
from tests.preflight.builders import (
    CHANNELS,
    cases_of,
    context,
    day,
    only,
    other,
    people,
    placement,
    plan,
    wave,
    ways,
)

RULE = ChannelCapacity()


def limited(**limits: int):
    return {
        **CHANNELS,
        "sms": replace(CHANNELS["sms"], **limits),
        "own-hall": replace(CHANNELS["own-hall"], **limits),
    }


def sms(count: int, on: str = "2026-10-06", code: str = "C2026-0001", **more: object):
    make = plan if code == "C2026-0001" else other
    return make(
        code,
        audience=people(count),
        placements=(placement("sms", wave(on, people(count))),),
        **more,
    )


@pytest.mark.parametrize(
    ("theirs", "cases"),
    [
        pytest.param([], [], id="alone it fits"),
        pytest.param([sms(40, code="C2026-0002", state="approved")], [], id="exactly full"),
        pytest.param(
            [sms(41, code="C2026-0002", state="approved")],
            ["approved_day"],
            id="over with approved plans",
        ),
        pytest.param(
            [sms(41, code="C2026-0002")], ["pending_day"], id="over with plans in coordination"
        ),
        pytest.param([sms(41, "2026-10-07", code="C2026-0002")], [], id="on another day"),
        pytest.param(
            [sms(41, code="C2026-0002", state="ended")], [], id="an ended plan loads nothing"
        ),
    ],
)
def test_contacts_of_a_day(theirs, cases):
    assert (
        cases_of(RULE, sms(60), context(*theirs, channels=limited(capacity_per_day=100))) == cases
    )


def test_contacts_of_a_week():
    around = context(
        sms(50, "2026-10-09", code="C2026-0002", state="approved"),
        channels=limited(capacity_per_day=100, capacity_per_week=100),
    )

    found = only(RULE, sms(60), around)

    assert (found.case, found.severity, found.facts["day"]) == (
        "approved_week",
        Severity.BLOCKING,
        "2026-10-05",
    )
    assert (found.facts["load"], found.facts["capacity"], found.facts["over_by"]) == (110, 100, 10)


def test_facts_split_the_load():
    around = context(
        sms(30, code="C2026-0002", state="approved"),
        sms(20, code="C2026-0003"),
        channels=limited(capacity_per_day=100),
    )

    found = only(RULE, sms(60), around)

    assert (found.case, found.severity) == ("pending_day", Severity.WARNING)
    assert (found.facts["load_plan"], found.facts["load_approved"], found.facts["load"]) == (
        60,
        90,
        110,
    )
    assert found.facts["by_campaign"] == {"C2026-0001": 60, "C2026-0002": 30, "C2026-0003": 20}
    assert found.facts["by_department"] == {"consumer": 60, "enterprise": 50}


def test_ways_out_have_room():
    channels = {
        **limited(capacity_per_day=100),
        "app": replace(CHANNELS["app"], capacity_per_week=200),
    }
    around = context(sms(90, code="C2026-0002", state="approved"), channels=channels)

    found = ways(only(RULE, sms(60), around))

    moved = found["move_wave"]
    assert (moved.params["on"], moved.params["to"], moved.effect["load_after"]) == (
        day("2026-10-06"),
        day("2026-10-05"),
        90,
    )
    assert (found["change_channel"].params["to"], found["change_channel"].effect["room_left"]) == (
        "app",
        140,
    )


@pytest.mark.parametrize(
    ("per_day", "per_week", "there", "expected"),
    [
        pytest.param(100, None, 39, "2026-10-05", id="room to spare"),
        pytest.param(100, None, 40, "2026-10-05", id="fits exactly"),
        pytest.param(100, None, 41, "2026-10-07", id="one too many"),
        pytest.param(100, 190, 40, "2026-10-05", id="the week is exactly full with it"),
        pytest.param(100, 189, 40, "2026-10-04", id="one over: the week before"),
        pytest.param(59, None, 0, None, id="no day carries it"),
    ],
)
def test_next_day_with_room(per_day, per_week, there, expected):
    own = sms(60)
    around = context(
        sms(90, code="C2026-0002"),
        sms(there, "2026-10-05", code="C2026-0003"),
        channels=limited(capacity_per_day=per_day, capacity_per_week=per_week),
    )

    found = day_with_room(own, around, around.channels["sms"], own.placements[0].waves[0])

    assert found == (expected and day(expected))


@pytest.mark.parametrize(
    ("on", "starts_on", "ends_on", "expected"),
    [
        pytest.param("2026-09-02", "2026-08-01", "2026-09-30", "2026-09-01", id="today"),
        pytest.param("2026-09-01", "2026-08-01", "2026-09-30", "2026-09-02", id="not yesterday"),
        pytest.param("2026-10-02", "2026-10-01", "2026-10-31", "2026-10-01", id="the first day"),
        pytest.param("2026-10-01", "2026-10-01", "2026-10-31", "2026-10-02", id="not before it"),
        pytest.param("2026-10-30", "2026-10-30", "2026-10-31", "2026-10-31", id="the last day"),
        pytest.param("2026-10-31", "2026-10-31", "2026-10-31", None, id="not after it"),
    ],
)
def test_room_is_looked_for_from_today_inside_the_window(on, starts_on, ends_on, expected):
    own = sms(60, on, starts_on=starts_on, ends_on=ends_on)
    around = context(channels=limited(capacity_per_day=100))

    found = day_with_room(own, around, around.channels["sms"], own.placements[0].waves[0])

    assert found == (expected and day(expected))


@pytest.mark.parametrize(
    ("limits", "on", "today", "cases"),
    [
        pytest.param({"capacity_per_day": 59}, "2026-10-07", "2026-10-06", 1, id="day to come"),
        pytest.param({"capacity_per_day": 59}, "2026-10-06", "2026-10-06", 1, id="today"),
        pytest.param({"capacity_per_day": 59}, "2026-10-05", "2026-10-06", 0, id="yesterday"),
        pytest.param({"capacity_per_week": 59}, "2026-10-05", "2026-10-11", 1, id="its Sunday"),
        pytest.param({"capacity_per_week": 59}, "2026-10-05", "2026-10-12", 0, id="last week"),
    ],
)
def test_what_is_over_is_not_judged_any_more(limits, on, today, cases):
    policies = {"capacity_department_share": Decimal(1)}
    around = context(channels=limited(**limits), as_of=day(today), policies=policies)

    assert len(cases_of(RULE, sms(60, on), around)) == cases


@pytest.mark.parametrize(("per_week", "left"), [(59, None), (60, 0), (61, 1)])
def test_another_channel_with_exactly_enough_room_will_do(per_week, left):
    channels = {
        **limited(capacity_per_day=59),
        "app": replace(CHANNELS["app"], capacity_per_week=per_week),
    }

    found = ways(only(RULE, sms(60), context(channels=channels)))

    change = found.get("change_channel")
    assert (change.effect["room_left"] if change else None) == left


def hall(orders: int, code: str = "C2026-0001", **more: object):
    make = plan if code == "C2026-0001" else other
    values = {"audience": people(1, 1000), "ends_on": "2026-10-10", **more}
    return make(code, placements=(placement("own-hall", expected_orders=orders),), **values)


@pytest.mark.parametrize(
    ("theirs", "cases"),
    [
        pytest.param([], [], id="500 a day over two branches"),
        pytest.param(
            [hall(5000, "C2026-0002", state="approved")], [], id="500 in each branch is full"
        ),
        pytest.param(
            [hall(5010, "C2026-0002", state="approved")], ["approved_day"], id="a transaction more"
        ),
        pytest.param(
            [hall(2510, "C2026-0002", branches=frozenset({"branch-east"}))],
            ["pending_day"],
            id="all in one branch",
        ),
        pytest.param(
            [hall(9000, "C2026-0002", starts_on="2026-10-11", ends_on="2026-10-20")],
            [],
            id="afterwards",
        ),
    ],
)
def test_transactions_per_day_and_branch(theirs, cases):
    assert (
        cases_of(RULE, hall(5000), context(*theirs, channels=limited(capacity_per_day=500)))
        == cases
    )


def test_orders_follow_where_people_live():
    found = only(
        RULE, hall(2000, audience=people(451, 600)), context(channels=limited(capacity_per_day=100))
    )

    assert (found.facts["load"], found.facts["branch"], found.facts["crowded_branches"]) == (
        133.3,
        "branch-west",
        ["branch-west"],
    )


def test_a_department_takes_too_much_of_a_scarce_week():
    around = context(sms(30, code="C2026-0002"), channels=limited(capacity_per_week=100))

    found = only(RULE, sms(55), around)

    assert (found.case, found.severity) == ("share", Severity.WARNING)
    assert (
        found.facts["load_department"],
        found.facts["percent_department"],
        found.facts["allowed"],
    ) == (55, 55, 50)
    assert (
        cases_of(
            RULE,
            sms(55),
            context(sms(20, code="C2026-0002"), channels=limited(capacity_per_week=100)),
        )
        == []
    )
