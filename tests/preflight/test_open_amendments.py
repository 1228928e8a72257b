"""An open amendment beside its plan: what both say counts once in the checks of others."""

from __future__ import annotations

import pytest

from preflight.channel_load import loads
from preflight.open_amendments import adding, launching
from preflight.rules.contact_pressure import ContactPressure
from preflight.rules.launch_clustering import LaunchClustering
from tests.preflight.builders import (
    CHANNELS,
    cases_of,
    context,
    only,
    other,
    people,
    placement,
    plan,
    wave,
)

PLAN, AMENDMENT = "C2026-0002", "C2026-0002-A1"


def sending(code: str, *waves, state: str = "approved", **more):
    return other(code, state=state, placements=(placement("sms", *waves),), **more)


def amendment(*waves, **more):
    return sending(AMENDMENT, *waves, state="coordinating", **more)


def contacts(plans):
    return {
        one.code: [(wave.on.isoformat(), len(wave.persons)) for _placement, wave in one.waves()]
        for one in plans
    }


@pytest.mark.parametrize(
    ("changed", "added"),
    [
        pytest.param([wave("2026-10-05", people(10))], [], id="unchanged"),
        pytest.param([wave("2026-10-05", people(6))], [], id="fewer persons"),
        pytest.param([wave("2026-10-05", people(1, 14))], [("2026-10-05", 4)], id="more persons"),
        pytest.param([wave("2026-10-05", people(11, 13))], [("2026-10-05", 3)], id="others"),
        pytest.param([wave("2026-10-06", people(10))], [("2026-10-06", 10)], id="another day"),
    ],
)
def test_an_amendment_adds_what_its_plan_does_not_do_anyway(changed, added):
    there = sending(PLAN, wave("2026-10-05", people(10)))

    found = adding([there, amendment(*changed)])

    assert contacts(found) == {PLAN: [("2026-10-05", 10)], AMENDMENT: added}


def test_another_channel_is_another_contact_and_two_waves_of_a_day_are_taken_together():
    there = sending(PLAN, wave("2026-10-05", people(5)), wave("2026-10-05", people(6, 9), number=2))
    called = other(AMENDMENT, placements=(placement("app", wave("2026-10-05", people(9))),))

    assert contacts(adding([there, called]))[AMENDMENT] == [("2026-10-05", 9)]
    assert contacts(adding([there, amendment(wave("2026-10-05", people(9)))]))[AMENDMENT] == []


def test_an_amendment_without_its_plan_stands_for_itself():
    alone = amendment(wave("2026-10-05", people(10)))

    assert adding([alone]) == (alone,)
    assert launching([alone]) == [alone]


def test_nobody_is_pressed_by_a_contact_that_is_only_said_twice():
    own = plan(audience=people(10), placements=(placement("sms", wave("2026-10-06", people(10))),))
    there = sending(PLAN, wave("2026-10-05", people(10)))
    twice = amendment(wave("2026-10-05", people(10)))
    limits = {"pressure_sms_limit": 2}

    assert cases_of(ContactPressure(), own, context(*adding([there, twice]), policies=limits)) == []
    assert cases_of(ContactPressure(), own, context(there, twice, policies=limits)) != []


def test_a_counter_gets_the_orders_of_a_plan_once():
    own = plan(placements=(placement("own-hall", expected_orders=31),), ends_on="2026-10-31")
    there = other(PLAN, placements=(placement("own-hall", expected_orders=310),), state="approved")
    more = other(AMENDMENT, placements=(placement("own-hall", expected_orders=403),))
    around = context(there, more, branches={"branch-east": people(9)})

    found = loads(own, CHANNELS["own-hall"], around)
    days = {
        code: max(load for slot, load in one.items() if not slot.is_week)
        for code, one in found.items()
    }

    assert days == {own.code: 1.0, PLAN: 10.0, AMENDMENT: pytest.approx(3.0)}
    as_before = other(AMENDMENT, placements=(placement("own-hall", expected_orders=310),))
    again = loads(own, CHANNELS["own-hall"], context(there, as_before, branches=around.branches))
    assert again[AMENDMENT] == {}
    itself = loads(more, CHANNELS["own-hall"], context(branches=around.branches))
    assert max(itself[AMENDMENT].values()) > 13


def test_a_week_holds_a_plan_and_its_amendment_once():
    own = plan(starts_on="2026-10-05", ends_on="2026-10-31")
    there = other(PLAN, starts_on="2026-10-07", ends_on="2026-10-31", state="approved")
    same = other(AMENDMENT, starts_on="2026-10-09", ends_on="2026-10-31")
    limits = {"launch_company_limit": 40, "launch_branch_limit": 20}

    found = only(
        LaunchClustering(),
        own,
        context(there, same, policies=limits | {"launch_company_limit": 31}),
    )
    assert (found.facts["points"], found.facts["points_pending"]) == (32, 0)
    moved = other(AMENDMENT, starts_on="2026-10-14", ends_on="2026-10-31")
    later = plan(starts_on="2026-10-12", ends_on="2026-10-31")
    found = only(
        LaunchClustering(),
        later,
        context(there, moved, policies=limits | {"launch_company_limit": 31}),
    )
    assert (found.facts["points"], found.facts["points_pending"]) == (32, 16)
