from __future__ import annotations

import pytest

from findings.enums import Severity
from preflight.rules.system_freeze import SystemFreeze
from tests.preflight.builders import (
    cases_of,
    context,
    day,
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


def test_a_placement_that_waits_for_customers_pushes_nothing():
    checked = plan(placements=(placement("own-hall", wave("2026-10-08", people(7))),))

    assert cases_of(RULE, checked, context(closed=closed("2026-10-08"))) == []
