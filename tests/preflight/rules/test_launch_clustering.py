from __future__ import annotations

import datetime as dt

import pytest

from findings.enums import Severity
from organization.enums import ClosedKind
from preflight.parties import NOBODY
from preflight.rules.launch_clustering import LaunchClustering
from tests.preflight.builders import (
    cases_of,
    context,
    day,
    only,
    other,
    people,
    placement,
    plan,
    wave,
)

RULE = LaunchClustering()


def starting(count: int, on: str = "2026-10-04", **more: object):
    """So many promotions of others, 16 points each, that start on a day."""
    return [
        other(f"C2026-{n:04d}", starts_on=on, **{"ends_on": "2026-12-31", **more})
        for n in range(2, 2 + count)
    ]


@pytest.mark.parametrize(
    ("as_of", "cases"),
    [
        pytest.param("2026-10-04", ["company"], id="the last day of the week"),
        pytest.param("2026-10-05", [], id="the week is over"),
    ],
)
def test_a_week_that_is_over_crowds_nobody(as_of, cases):
    assert (
        cases_of(RULE, plan(starts_on="2026-10-01"), context(*starting(6), as_of=day(as_of)))
        == cases
    )


@pytest.mark.parametrize(
    ("others", "cases"),
    [
        pytest.param(starting(4), [], id="80 points are a branch's limit"),
        pytest.param(starting(5), ["branch"], id="96 points in each branch"),
        pytest.param(starting(6), ["company"], id="112 points in the company"),
        pytest.param(starting(6, "2026-10-05"), [], id="Monday is another week"),
        pytest.param(starting(6, "2026-09-28"), ["company"], id="Monday to Sunday are one week"),
        pytest.param(
            starting(6, branches=frozenset({"branch-west"})),
            ["company"],
            id="elsewhere, but in one company",
        ),
        pytest.param(starting(6, category="service"), [], id="small ones"),
        pytest.param(starting(6, origin="province"), ["company"], id="province plans count"),
        pytest.param(starting(6, state="ended"), ["company"], id="ended ones were launched too"),
    ],
)
def test_points_of_a_week(others, cases):
    assert (
        cases_of(
            RULE,
            plan(starts_on="2026-10-01", branches=frozenset({"branch-east"})),
            context(*others),
        )
        == cases
    )


def test_a_branch_without_customers_carries_launches_too():
    around = context(*starting(5), branches={"branch-new": NOBODY})

    found = only(RULE, plan(starts_on="2026-10-01"), around)

    assert (found.case, found.facts["crowded_branches"]) == ("branch", ["branch-new"])


def test_facts_add_up():
    pending, approved = (
        starting(4),
        [
            other(f"C2026-00{n}", starts_on="2026-10-02", state="approved", category="device")
            for n in (20, 21, 22)
        ],
    )

    found = only(RULE, plan(), context(*pending, *approved))

    assert found.severity == Severity.BLOCKING
    facts = found.facts
    assert (facts["week"], facts["points"], facts["limit"], facts["over_by"]) == (
        "2026-09-28",
        116,
        100,
        16,
    )
    parts = tuple(facts[f"points_{part}"] for part in ("plan", "approved", "pending"))
    assert parts == (16, 36, 64)
    assert sum(one["points"] for one in facts["plans"]) == 116
    assert facts["by_branch"] == {"branch-east": 116, "branch-west": 116}


def test_ways_out_are_the_nearest_weeks_with_room():
    later = starting(5, "2026-10-08")

    found = only(
        RULE,
        plan(starts_on="2026-10-01"),
        context(
            *starting(6),
            *[other(f"C2026-01{one.code[-2:]}", starts_on="2026-10-08") for one in later],
        ),
    )

    steps = [way for way in found.ways_out if way.kind == "shift_dates"]
    assert [way.params["starts_on"] for way in steps] == [day("2026-09-24"), day("2026-10-15")]
    assert steps[0].effect["points_after"] == 16


@pytest.mark.parametrize(
    ("policies", "cases"),
    [
        pytest.param({"launch_company_limit": 32}, [], id="the company is exactly full"),
        pytest.param({"launch_company_limit": 31}, ["company"], id="one point over"),
        pytest.param({"launch_branch_limit": 32}, [], id="each branch is exactly full"),
        pytest.param({"launch_branch_limit": 31}, ["branch"], id="one point over in each"),
    ],
)
def test_the_limits_are_policies(policies, cases):
    assert cases_of(RULE, plan(), context(*starting(1), policies=policies)) == cases


def test_a_crowded_branch_is_a_warning_about_the_fullest_one():
    east = other("C2026-0002", starts_on="2026-10-04", branches=frozenset({"branch-east"}))
    west = other(
        "C2026-0003",
        starts_on="2026-10-04",
        branches=frozenset({"branch-west"}),
        category="service",
    )
    policies = {"launch_branch_limit": 16}

    found = only(RULE, plan(category="service"), context(west, east, policies=policies))

    points = context().policies.launch_points("service")
    assert (found.case, found.severity) == ("branch", Severity.WARNING)
    assert found.facts["crowded_branches"] == ["branch-east"]
    assert found.facts["plans"] == [
        {"campaign": "C2026-0002", "points": 16},
        {"campaign": "C2026-0001", "points": points},
    ]
    assert found.facts["points"] == 16 + points


def test_counting_without_ways_out():
    found = only(RULE, plan(), context(*starting(6), needs_ways_out=False))

    assert found.ways_out == ()


def weeks_offered(checked, around) -> list[tuple[int, str]]:
    """How many weeks away and on which day the plan may start instead, in the order offered."""
    found = only(RULE, checked, around)
    assert all(way.effect["limit"] == found.facts["limit"] for way in found.ways_out)
    return [
        (way.effect["weeks_moved"], way.params["starts_on"].isoformat()) for way in found.ways_out
    ]


def full_weeks(*mondays: str, points: int = 6):
    """Weeks in which so many promotions of other units start in the west."""
    return [
        other(f"C2026-{week}{n:03d}", starts_on=monday, branches=frozenset({"branch-west"}))
        for week, monday in enumerate(mondays, start=1)
        for n in range(points)
    ]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param("2026-09-23", [(1, "2026-10-08"), (1, "2026-09-24")], id="from tomorrow on"),
        pytest.param("2026-09-24", [(1, "2026-10-08"), (1, "2026-09-24")], id="today"),
        pytest.param("2026-09-25", [(1, "2026-10-08")], id="not yesterday"),
    ],
)
def test_of_two_weeks_as_near_the_later_comes_first_and_none_in_the_past(today, expected):
    own = plan(starts_on="2026-10-01")
    around = context(*full_weeks("2026-09-28"), as_of=day(today))

    assert weeks_offered(own, around) == expected


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        pytest.param(32, [(1, "2026-10-08")], id="exactly full with it"),
        pytest.param(31, [(2, "2026-10-15")], id="one point over"),
    ],
)
def test_room_under_the_limit_of_the_company(company, expected):
    own = plan(starts_on="2026-10-01")
    others = [*full_weeks("2026-09-28"), *full_weeks("2026-10-05", points=1)]
    policies = {"launch_company_limit": company}

    assert (
        weeks_offered(own, context(*others, as_of=day("2026-10-01"), policies=policies)) == expected
    )


@pytest.mark.parametrize(
    ("branches", "branch", "expected"),
    [
        pytest.param({"branch-west"}, 32, [(1, "2026-10-08")], id="exactly full with it"),
        pytest.param({"branch-west"}, 31, [(2, "2026-10-15")], id="one point over"),
        pytest.param({"branch-east"}, 31, [(1, "2026-10-08")], id="in another branch"),
        pytest.param((), 31, [(2, "2026-10-15")], id="in one of all branches"),
    ],
)
def test_room_under_the_limit_of_the_plans_branches(branches, branch, expected):
    own = plan(starts_on="2026-10-01", branches=frozenset(branches))
    others = [*full_weeks("2026-09-28"), *full_weeks("2026-10-05", points=1)]
    policies = {"launch_branch_limit": branch}

    assert (
        weeks_offered(own, context(*others, as_of=day("2026-10-01"), policies=policies)) == expected
    )


def test_the_nearer_week_comes_first_and_the_own_week_never():
    own = plan(starts_on="2026-10-01")
    around = context(*full_weeks("2026-09-28", "2026-09-21"))

    assert weeks_offered(own, around) == [(1, "2026-10-08"), (2, "2026-09-17")]


@pytest.mark.parametrize(
    ("day_shut", "expected"),
    [
        pytest.param("2026-10-08", "2026-10-15", id="the launch meets a closed day"),
        pytest.param("2026-10-10", "2026-10-15", id="a wave meets one"),
        pytest.param("2026-10-09", "2026-10-08", id="nothing of the plan does"),
    ],
)
@pytest.mark.parametrize("kind", ClosedKind.values)
def test_no_week_in_which_launch_or_waves_meet_a_closed_day(day_shut, kind, expected):
    texting = placement("sms", wave("2026-10-03", people(7)))
    around = context(*starting(6), closed=((day(day_shut), kind),))

    found = only(RULE, plan(starts_on="2026-10-01", placements=(texting,)), around)

    later = [way for way in found.ways_out if way.effect["days_moved"] > 0]
    assert [way.params["starts_on"] for way in later] == [day(expected)]


def test_a_plan_that_cannot_move_is_offered_no_other_week():
    assert weeks_offered(plan(origin="province"), context(*full_weeks("2026-09-28"))) == []


@pytest.mark.parametrize(("full", "expected"), [(7, [(8, "2026-11-26")]), (8, [])])
def test_weeks_are_looked_at_up_to_two_months_away(full, expected):
    own = plan(starts_on="2026-10-01")
    mondays = [(day("2026-09-28") + dt.timedelta(weeks=n)).isoformat() for n in range(full + 1)]

    around = context(*full_weeks(*mondays), as_of=day("2026-10-01"))

    assert weeks_offered(own, around) == expected


def test_the_fullest_of_several_crowded_branches_is_named():
    east = [
        other(f"C2026-000{n}", starts_on="2026-10-02", branches=frozenset({"branch-east"}))
        for n in (2, 3)
    ]
    west = other("C2026-0004", starts_on="2026-10-02", branches=frozenset({"branch-west"}))

    facts = only(RULE, plan(), context(*east, west, policies={"launch_branch_limit": 31})).facts

    assert facts["crowded_branches"] == ["branch-east", "branch-west"]
    assert (facts["points"], facts["by_branch"]) == (48, {"branch-east": 48, "branch-west": 32})


def test_a_full_branch_in_which_the_plan_does_not_run_leaves_its_week_free():
    own = plan(starts_on="2026-10-01", branches=frozenset({"branch-east"}))
    others = [*full_weeks("2026-09-28"), *full_weeks("2026-10-05", points=2)]
    around = context(*others, as_of=day("2026-10-01"), policies={"launch_branch_limit": 31})

    assert weeks_offered(own, around) == [(1, "2026-10-08")]
