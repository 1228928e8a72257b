from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from findings.enums import Severity
from preflight.rules.channel_capacity import ChannelCapacity
from preflight.snapshot import PlanSnapshot
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
            [sms(41, code="C2026-0002", state="ended").ended(day("2026-10-05"))],
            [],
            id="a plan that ended the day before",
        ),
        pytest.param(
            [sms(41, code="C2026-0002", state="ended").ended(day("2026-10-06"))],
            ["approved_day"],
            id="a plan that ended on the day",
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
    parts = tuple(found.facts[f"load_{part}"] for part in ("plan", "approved", "pending"))
    assert (parts, found.facts["load"]) == ((60, 30, 20), 110)
    assert found.facts["by_campaign"] == {"C2026-0001": 60, "C2026-0002": 30, "C2026-0003": 20}
    assert found.facts["by_department"] == {"consumer": 60, "enterprise": 50}


def test_what_the_plan_alone_brings_is_not_approved():
    found = only(RULE, sms(160), context(channels=limited(capacity_per_day=100)))

    assert found.case == "approved_day"
    assert [found.facts[f"load_{part}"] for part in ("plan", "approved", "pending")] == [160, 0, 0]


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


def test_facts_are_said_to_one_place():
    """Two of three live in the west."""
    around = context(
        hall(500, "C2026-0002", audience=people(451, 600), state="approved"),
        channels=limited(capacity_per_day=150),
    )

    found = only(RULE, hall(2000, audience=people(451, 600)), around)

    numbers = ("load_plan", "load_approved", "load", "over_by", "by_campaign", "by_department")
    assert [found.facts[name] for name in numbers] == [
        133.3,
        33.3,
        166.7,
        16.7,
        {"C2026-0001": 133.3, "C2026-0002": 33.3},
        {"consumer": 133.3, "enterprise": 33.3},
    ]


def test_the_largest_load_is_named_first_and_of_equals_the_lower_code():
    around = context(
        sms(20, code="C2026-0005"),
        sms(70, code="C2026-0004"),
        sms(20, code="C2026-0003"),
        channels=limited(capacity_per_day=100),
    )

    found = only(RULE, sms(60), around)

    assert list(found.facts["by_campaign"].items()) == [
        ("C2026-0004", 70),
        ("C2026-0001", 60),
        ("C2026-0003", 20),
        ("C2026-0005", 20),
    ]


@pytest.mark.parametrize(
    ("first", "second", "worst"),
    [
        pytest.param(70, 70, "2026-10-06", id="of equals the earlier day"),
        pytest.param(70, 71, "2026-10-13", id="else the fuller one"),
    ],
)
def test_the_fullest_day_is_told(first, second, worst):
    waves = (wave("2026-10-13", people(second)), wave("2026-10-06", people(first), number=2))
    around = context(channels=limited(capacity_per_day=60))

    found = only(RULE, plan(placements=(placement("sms", *waves),)), around)

    assert (found.facts["day"], found.facts["days_over"]) == (worst, 2)


def test_channels_without_a_load_of_their_own_hide_no_other():
    full = sms(60)
    checked = replace(
        full, placements=(placement("another"), placement("hotline"), *full.placements)
    )

    assert cases_of(RULE, checked, context(channels=limited(capacity_per_day=59))) == [
        "approved_day"
    ]


@pytest.mark.parametrize(
    ("limits", "own", "case"),
    [
        pytest.param({"capacity_per_day": 80}, 60, "pending_day", id="too full"),
        pytest.param({"capacity_per_week": 100}, 55, "share", id="too large a share"),
    ],
)
def test_ways_out_are_looked_for_only_where_they_are_needed(limits, own, case):
    beside = sms(30, code="C2026-0002")

    for needs_ways_out in (True, False):
        around = context(beside, channels=limited(**limits), needs_ways_out=needs_ways_out)
        found = only(RULE, sms(own), around)
        assert (found.case, bool(found.ways_out)) == (case, needs_ways_out)


@pytest.mark.parametrize(
    ("own", "theirs", "cases"),
    [
        pytest.param(55, 24, [], id="79 per cent are not scarce"),
        pytest.param(55, 25, ["share"], id="80 per cent are"),
        pytest.param(50, 35, [], id="half of it is allowed"),
        pytest.param(51, 35, ["share"], id="more than half is too much"),
        pytest.param(40, 45, [], id="the others take more"),
        pytest.param(85, 0, [], id="nobody else asks for it"),
    ],
)
def test_a_department_takes_too_much_of_a_scarce_week(own, theirs, cases):
    beside = [sms(theirs, code="C2026-0002")] if theirs else []
    around = context(*beside, channels=limited(capacity_per_week=100))

    assert cases_of(RULE, sms(own), around) == cases


def test_the_share_of_a_department_is_that_of_all_its_plans_in_the_week():
    def ours(code: str, count: int, on: str):
        return sms(count, on, code=code, owner_unit="consumer")

    around = context(
        ours("C2026-0003", 20, "2026-10-08"),
        ours("C2026-0004", 90, "2026-10-13"),
        sms(30, code="C2026-0002"),
        channels=limited(capacity_per_week=100),
    )

    found = only(RULE, sms(40), around)

    assert (found.case, found.severity, found.facts["day"]) == (
        "share",
        Severity.WARNING,
        "2026-10-05",
    )
    assert [
        found.facts[name] for name in ("load", "load_department", "percent_department", "allowed")
    ] == [90, 60, 60, 50]


def test_the_share_of_the_fullest_week_is_told_whatever_its_days_carry():
    waves = (wave("2026-10-06", people(55)), wave("2026-10-13", people(56), number=2))
    around = context(
        sms(30, "2026-10-07", code="C2026-0002"),
        sms(40, "2026-10-14", code="C2026-0003"),
        channels=limited(capacity_per_day=57, capacity_per_week=100),
    )

    found = only(RULE, plan(placements=(placement("sms", *waves),)), around)

    assert (found.case, found.facts["day"], found.facts["load"]) == ("share", "2026-10-12", 96)


def test_a_department_alone_on_a_channel_takes_no_share_from_anybody():
    """Orders spread over 31, 28 and 21 days: sums that differ in the last place are the same."""

    def hall(number: int, orders: int, ends_on: str) -> PlanSnapshot:
        return plan(
            f"C2026-000{number}",
            starts_on="2026-10-01",
            ends_on=ends_on,
            branches=frozenset({"branch-east"}),
            placements=(placement("own-hall", expected_orders=orders),),
        )

    own = hall(1, 120, "2026-10-31")
    same = [hall(2, 100, "2026-10-28"), hall(3, 110, "2026-10-21")]
    theirs = replace(hall(4, 1, "2026-10-28"), owner_unit="enterprise")
    limits = limited(capacity_per_week=100)

    assert cases_of(RULE, own, context(*same, channels=limits)) == []
    assert cases_of(RULE, own, context(*same, theirs, channels=limits)) == ["share"]


def test_shares_are_said_to_one_place():
    week = {"starts_on": "2026-10-05", "ends_on": "2026-10-11"}
    around = context(
        hall(20, "C2026-0002", branches=frozenset({"branch-west"}), **week),
        channels=limited(capacity_per_week=100),
        policies={"capacity_department_share": Decimal("0.6127")},
    )

    found = only(RULE, hall(100, audience=people(451, 600), **week), around)

    assert (found.case, found.facts["branch"]) == ("share", "branch-west")
    assert [
        found.facts[name] for name in ("load", "load_department", "percent_department", "allowed")
    ] == [86.7, 66.7, 66.7, 61.3]
