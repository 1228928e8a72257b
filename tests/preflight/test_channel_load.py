"""What plans load onto a channel, in days, weeks and branches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from preflight.channel_load import (
    Slot,
    branch_shares,
    filled,
    loads,
    push_load,
    staffed_load,
    whole_weeks,
)
from tests.preflight.builders import CHANNELS, context, day, other, people, placement, plan, wave

HOMES = {"branch-east": people(1, 500), "branch-west": people(501, 1000)}


def week(monday: str, branch: str = "") -> Slot:
    return Slot(day=day(monday), is_week=True, branch=branch)


def hall(orders: int, code: str = "C2026-0001", **more: object):
    """A plan that expects orders in its halls, unless said from people of the east."""
    values = {"audience": people(1, 500), **more}
    return plan(code, placements=(placement("own-hall", expected_orders=orders),), **values)


@pytest.mark.parametrize(
    ("first", "last", "monday", "sunday"),
    [
        pytest.param("2026-10-05", "2026-10-11", "2026-10-05", "2026-10-11", id="a whole week"),
        pytest.param("2026-10-08", "2026-10-08", "2026-10-05", "2026-10-11", id="one day"),
        pytest.param("2026-10-11", "2026-10-12", "2026-10-05", "2026-10-18", id="over a Sunday"),
    ],
)
def test_whole_weeks_run_from_monday_to_sunday(first, last, monday, sunday):
    found = whole_weeks(day(first), day(last))

    assert (found[0], found[-1]) == (day(monday), day(sunday))
    assert len(found) == (found[-1] - found[0]).days + 1


@pytest.mark.parametrize(
    ("branches", "persons", "shares"),
    [
        pytest.param((), (301, 600), {"branch-east": 2 / 3, "branch-west": 1 / 3}, id="by homes"),
        pytest.param(("branch-west",), (301, 600), {"branch-west": 1}, id="only where it runs"),
        pytest.param((), (1, 9), {"branch-east": 1}, id="none where nobody lives"),
        pytest.param(
            ("branch-east", "branch-new"), (1, 9), {"branch-east": 1}, id="a branch without people"
        ),
        pytest.param(
            (), (2001, 2009), {"branch-east": 1 / 2, "branch-west": 1 / 2}, id="evenly if unknown"
        ),
        pytest.param(
            ("branch-east", "branch-new", "branch-west", "branch-old"),
            (2001, 2009),
            dict.fromkeys(("branch-east", "branch-new", "branch-west", "branch-old"), 1 / 4),
            id="evenly over all it runs in",
        ),
    ],
)
def test_orders_fall_on_the_branches_by_where_those_who_may_take_it_live(branches, persons, shares):
    checked = plan(audience=people(*persons), branches=frozenset(branches))

    assert branch_shares(checked, HOMES) == shares


def test_contacts_of_one_day_and_of_one_week_add_up():
    checked = plan(
        placements=(
            placement("sms", wave("2026-10-05", people(7)), wave("2026-10-05", people(5))),
            placement("sms", wave("2026-10-11", people(3)), wave("2026-10-12", people(2))),
            placement("app", wave("2026-10-05", people(90))),
        )
    )

    assert push_load(checked, "sms") == {
        Slot(day=day("2026-10-05")): 12,
        Slot(day=day("2026-10-11")): 3,
        Slot(day=day("2026-10-12")): 2,
        week("2026-10-05"): 15,
        week("2026-10-12"): 2,
    }


def test_expected_orders_are_spread_over_the_window_its_first_and_last_day_included():
    checked = hall(
        200, starts_on="2026-10-01", ends_on="2026-10-10", audience=people(376, 875)
    )  # a quarter lives in the east

    found = staffed_load(
        checked, "own-hall", whole_weeks(checked.starts_on, checked.ends_on), HOMES
    )

    days = {slot.day for slot in found if not slot.is_week}
    assert (min(days), max(days), len(days)) == (day("2026-10-01"), day("2026-10-10"), 10)
    assert found[Slot(day=day("2026-10-01"), branch="branch-east")] == 5
    assert found[Slot(day=day("2026-10-10"), branch="branch-west")] == 15
    assert {slot: load for slot, load in found.items() if slot.is_week} == {
        week("2026-09-28", "branch-east"): 20,
        week("2026-09-28", "branch-west"): 60,
        week("2026-10-05", "branch-east"): 30,
        week("2026-10-05", "branch-west"): 90,
    }


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "load"),
    [
        pytest.param("2026-09-20", "2026-09-29", 0, id="over before the week"),
        pytest.param("2026-09-26", "2026-10-05", 10, id="its last day is the Monday"),
        pytest.param("2026-10-03", "2026-10-12", 70, id="runs through the week"),
        pytest.param("2026-10-11", "2026-10-20", 10, id="its first day is the Sunday"),
        pytest.param("2026-10-12", "2026-10-21", 0, id="begins after the week"),
    ],
)
def test_a_week_counts_the_days_on_which_the_other_plan_runs(starts_on, ends_on, load):
    own = hall(50, starts_on="2026-10-07", ends_on="2026-10-08")
    beside = hall(100, "C2026-0002", starts_on=starts_on, ends_on=ends_on)

    found = loads(own, CHANNELS["own-hall"], context(beside))

    assert found["C2026-0002"].get(week("2026-10-05", "branch-east"), 0) == load


def test_a_plan_on_another_day_loads_nothing_onto_this_one():
    own = plan(placements=(placement("sms", wave("2026-10-06", people(60))),))
    around = context(
        other(placements=(placement("sms", wave("2026-10-14", people(9))),), state="approved"),
        other("C2026-0003", placements=(placement("sms", wave("2026-10-07", people(5))),)),
    )
    facts = replace(CHANNELS["sms"], capacity_per_day=100, capacity_per_week=100)

    found = filled(loads(own, facts, around), own, facts, around)

    assert [(one.slot, one.own, one.approved, one.pending) for one in found] == [
        (Slot(day=day("2026-10-06")), 60, 0, 0),
        (week("2026-10-05"), 60, 0, 5),
    ]
