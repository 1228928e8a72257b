from __future__ import annotations

import datetime as dt

import pytest

from findings.enums import Severity, WayOutKind
from preflight.rules.system_freeze import SystemFreeze
from tests.preflight.builders import (
    cases_of,
    context,
    day,
    findings,
    only,
    people,
    placement,
    plan,
    wave,
    ways,
)

RULE = SystemFreeze()


def closed(*days: str, kind: str = "freeze"):
    return tuple((day(one), kind) for one in days)


@pytest.mark.parametrize(
    ("starts_on", "shut", "cases"),
    [
        pytest.param("2027-03-01", ["2027-03-01"], ["launch"], id="launch on a frozen day"),
        pytest.param("2027-03-01", ["2027-03-02"], [], id="frozen the day after"),
        pytest.param("2027-03-01", ["2027-03-10"], ["push"], id="a wave on a frozen day"),
    ],
)
def test_system_freeze(starts_on, shut, cases):
    checked = plan(
        starts_on=starts_on,
        ends_on="2027-03-31",
        placements=(placement("sms", wave("2027-03-10", people(7))),),
    )

    assert cases_of(RULE, checked, context(closed=closed(*shut))) == cases


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        pytest.param("freeze", Severity.BLOCKING, id="a freeze blocks"),
        pytest.param("bill_run", Severity.WARNING, id="a bill run warns"),
        pytest.param("blackout", Severity.WARNING, id="a blackout day warns"),
        pytest.param("short_staffed", Severity.WARNING, id="a short-staffed holiday warns"),
    ],
)
def test_severity_by_kind(kind, severity):
    assert only(RULE, plan(), context(closed=closed("2026-10-01", kind=kind))).severity == severity


def test_launch_and_push_on_one_day_are_one_finding():
    checked = plan(
        placements=(
            placement(
                "sms", wave("2026-10-01", people(7)), wave("2026-10-08", people(8, 9), number=2)
            ),
        )
    )
    shut = (*closed("2026-10-01"), *closed("2026-10-01", kind="bill_run"))

    found = only(RULE, checked, context(closed=shut))

    assert (found.case, found.subject, found.facts["persons"]) == (
        "launch_and_push",
        {"day": "2026-10-01"},
        7,
    )
    assert found.facts["kinds"] == ["bill_run", "freeze"]


def test_ways_out_lead_to_open_days():
    checked = plan(placements=(placement("sms", wave("2026-10-08", people(7))),))
    shut = closed("2026-10-01", "2026-10-02", "2026-10-08", "2026-10-09")

    launch, push = list(RULE.run(checked, context(closed=shut)))

    assert ways(launch)["shift_dates"].params == {
        "starts_on": day("2026-10-03"),
        "ends_on": day("2026-11-02"),
    }
    assert ways(push)["move_wave"].params == {
        "channel": "sms",
        "product": None,
        "wave": 1,
        "on": day("2026-10-08"),
        "to": day("2026-10-07"),
    }
    assert ways(push)["move_wave"].solves


@pytest.mark.parametrize(
    ("waves", "shut", "solves"),
    [
        pytest.param(["2026-10-08"], "2026-10-08", [True], id="the only push of the day"),
        pytest.param(
            ["2026-10-08", "2026-10-08"], "2026-10-08", [False, False], id="another one stays"
        ),
        pytest.param(["2026-10-01"], "2026-10-01", [False], id="the launch stays"),
    ],
)
def test_a_moved_wave_solves_only_what_it_alone_is_about(waves, shut, solves):
    dated = [wave(on, people(7), number=place) for place, on in enumerate(waves, 1)]
    checked = plan(placements=(placement("sms", *dated),))

    found = only(RULE, checked, context(closed=closed(shut)))

    assert [way.solves for way in found.ways_out if way.kind == WayOutKind.MOVE_WAVE] == solves


@pytest.mark.parametrize(
    ("shut", "values", "kinds"),
    [
        pytest.param("2026-10-01", {}, ["shift_dates"], id="a launch"),
        pytest.param("2026-10-01", {"state": "approved"}, [], id="a launch that is approved"),
        pytest.param("2026-10-01", {"origin": "province"}, [], id="a launch of the province"),
        pytest.param("2026-10-08", {}, ["move_wave"], id="a push alone"),
    ],
)
def test_only_a_launch_shifts_the_plan_and_only_where_its_owner_may(shut, values, kinds):
    checked = plan(placements=(placement("sms", wave("2026-10-08", people(7))),), **values)

    found = only(RULE, checked, context(closed=closed(shut)))

    assert [way.kind for way in found.ways_out] == kinds


@pytest.mark.parametrize(
    ("shut_days", "moved"),
    [
        pytest.param(1, 1, id="to the very next day"),
        pytest.param(2, 2, id="to the day after it"),
        pytest.param(30, 30, id="up to thirty days on"),
        pytest.param(31, None, id="and no further"),
    ],
)
def test_a_launch_is_shifted_to_the_next_open_day_of_thirty(shut_days, moved):
    first = day("2026-10-01")
    shut = [(first + dt.timedelta(days=by)).isoformat() for by in range(shut_days)]

    found = only(RULE, plan(), context(closed=closed(*shut)))

    offered = ways(found).get("shift_dates")
    assert (offered and offered.effect["days_moved"]) == moved
    assert found.facts.get("days_searched") == (None if moved else 30)


@pytest.mark.parametrize(
    ("shut_days", "moved", "left"),
    [
        pytest.param(30, "2026-10-31", None, id="the window has one open day"),
        pytest.param(31, None, 31, id="the window has none"),
    ],
)
def test_a_wave_is_moved_to_an_open_day_of_the_window_or_not_at_all(shut_days, moved, left):
    shut = [(day("2026-10-01") + dt.timedelta(days=by)).isoformat() for by in range(shut_days)]
    checked = plan(placements=(placement("sms", wave("2026-10-08", people(7))),))

    _launch, push = findings(RULE, checked, context(closed=closed(*shut)))

    offered = ways(push).get("move_wave")
    assert (offered and offered.params["to"].isoformat()) == moved
    assert push.facts.get("days_left") == left


@pytest.mark.parametrize(
    ("as_of", "cases"),
    [
        pytest.param("2026-10-09", [], id="over"),
        pytest.param("2026-10-08", ["push"], id="today"),
        pytest.param("2026-10-01", ["launch", "push"], id="all to come"),
    ],
)
def test_days_that_are_past_are_left_out(as_of, cases):
    checked = plan(placements=(placement("sms", wave("2026-10-08", people(7))),))
    around = context(closed=closed("2026-10-01", "2026-10-08"), as_of=day(as_of))

    assert cases_of(RULE, checked, around) == cases


def test_a_placement_that_waits_for_customers_pushes_nothing():
    checked = plan(placements=(placement("own-hall", wave("2026-10-08", people(7))),))

    assert cases_of(RULE, checked, context(closed=closed("2026-10-08"))) == []


def test_who_is_contacted_twice_on_a_closed_day_is_one_person():
    twice = plan(
        starts_on="2026-10-01",
        placements=(
            placement("sms", wave("2026-10-10", people(10))),
            placement("app", wave("2026-10-10", people(6, 15))),
        ),
    )

    found = only(RULE, twice, context(closed=((day("2026-10-10"), "freeze"),)))

    assert (found.facts["persons"], found.facts["contacts"]) == (15, 20)
