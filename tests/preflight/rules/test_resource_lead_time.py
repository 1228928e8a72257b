from __future__ import annotations

import datetime as dt
import random

import pytest

from findings.enums import Severity
from organization.enums import DayKind
from organization.models import WorkDay
from organization.workdays import DayTable
from preflight.context import Context
from preflight.rules.resource_lead_time import ResourceLeadTime
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import RequestLine
from resources.availability import Supply
from tests.preflight.builders import TODAY, cases_of, context, day, findings, only, plan, ways
from tests.preflight.rules.test_resource_shortage import OWN, shelves, there
from tests.seeds import times

RULE = ResourceLeadTime()
# Tuesday 1 September 2026 is the day of the run; five working days later is Tuesday the 8th.
IN_FIVE_DAYS = "2026-09-08"
# The holiday takes Thursday and Friday out, and Saturday is worked for it.
SPECIAL = {
    day("2026-09-03"): DayKind.HOLIDAY,
    day("2026-09-04"): DayKind.HOLIDAY,
    day("2026-09-05"): DayKind.MAKE_UP,
}


def request(
    quantity: int = 100,
    unit: str = "branch-east",
    *,
    resource: str = "leaflet",
    by: str = IN_FIVE_DAYS,
    lead: int = 5,
) -> RequestLine:
    return RequestLine(
        resource=resource, unit=unit, quantity=quantity, needed_by=day(by), lead_days=lead
    )


def asking(*requests: RequestLine, **more: object) -> PlanSnapshot:
    return plan(requests=requests, **more)


def with_days(special: dict[dt.date, DayKind], **more: object) -> Context:
    rows = {on: WorkDay(on=on, kind=kind, name="x") for on, kind in special.items()}
    return context(workdays=DayTable(rows), **more)


@pytest.mark.parametrize(
    ("by", "case"),
    [
        pytest.param("2026-09-07", "late", id="a day too late"),
        pytest.param("2026-09-08", "in_time", id="to be ordered today"),
        pytest.param("2026-09-09", "in_time", id="a day left"),
        pytest.param("2026-09-12", "in_time", id="Saturday counts back from Friday"),
    ],
)
def test_what_is_missing_is_ordered_in_time_or_not(by, case):
    assert cases_of(RULE, asking(request(by=by))) == [case]


@pytest.mark.parametrize(
    ("by", "case"),
    [
        pytest.param("2026-09-08", "late", id="one working day fewer"),
        pytest.param("2026-09-09", "in_time", id="two lost, one won"),
    ],
)
def test_holidays_and_make_up_days_count(by, case):
    assert cases_of(RULE, asking(request(by=by)), with_days(SPECIAL)) == [case]


@pytest.mark.parametrize(
    ("supply", "cases"),
    [
        pytest.param(there(100), [], id="all of it lies there"),
        pytest.param(there(99), ["late"], id="one is missing"),
        pytest.param(there(coming=((100, "2026-09-02"),)), [], id="it comes by then"),
        pytest.param(there(coming=((100, "2026-09-03"),)), ["late"], id="it comes a day later"),
        pytest.param(there(100, held=((1, "C2026-0002"),)), ["late"], id="another plan holds it"),
        pytest.param(there(100, held=((1, "C2026-0001"),)), [], id="this plan holds it"),
        pytest.param(there(100, asked=((1, "C2026-0002"),)), [], id="only asked for by another"),
    ],
)
def test_only_what_is_missing_has_to_be_ordered(supply, cases):
    around = context(supplies={("leaflet", "branch-east"): supply})

    assert cases_of(RULE, asking(request(by="2026-09-02")), around) == cases


def test_what_is_not_ordered_is_never_late():
    assert cases_of(RULE, asking(request(by="2026-09-02", lead=0))) == []


def test_facts_name_the_day_and_the_units_that_are_late():
    found = only(
        RULE,
        asking(
            request(60, by="2026-09-04"),
            request(80, "branch-west", by="2026-09-03"),
            request(10, "branch-north", by="2026-09-30"),
        ),
        context(supplies={("leaflet", "branch-west"): Supply(on_hand=30)}),
    )

    assert (found.severity, found.subject) == (Severity.BLOCKING, {"resource": "leaflet"})
    assert found.facts["order_by"] == "2026-08-27"
    assert found.facts["needed_by"] == "2026-09-03"
    assert found.facts["lead_days"] == 5
    assert found.facts["short_by"] == 110
    assert found.facts["requested"] == 140
    assert found.facts["units"] == ["branch-east", "branch-west"]
    assert found.facts["by_branch"]["branch-east"] == {
        "requested": 60,
        "short_by": 60,
        "needed_by": "2026-09-04",
        "order_by": "2026-08-28",
    }


def test_what_can_still_be_ordered_is_a_notice():
    found = only(RULE, asking(request(by="2026-09-30")))

    assert (found.severity, found.facts["order_by"]) == (Severity.NOTICE, "2026-09-23")
    assert set(ways(found)) == {"reorder"}
    assert ways(found)["reorder"].params == {
        "resource": "leaflet",
        "unit": "branch-east",
        "quantity": 100,
        "by": day("2026-09-23"),
    }


def test_each_resource_is_a_finding_of_its_own():
    asked = asking(request(), request(resource="phone", lead=20))

    assert [(one.subject["resource"], one.case) for one in findings(RULE, asked)] == [
        ("leaflet", "in_time"),
        ("phone", "late"),
    ]


def test_moved_as_proposed_everything_can_be_ordered():
    asked = asking(request(by="2026-09-04"), request(unit="branch-west", by="2026-09-02"))

    way = ways(only(RULE, asked))["shift_dates"]

    assert way.params["starts_on"] == asked.starts_on + dt.timedelta(days=6)
    assert cases_of(RULE, asked.moved(way.params["starts_on"])) == ["in_time"]
    a_day_less = way.params["starts_on"] - dt.timedelta(days=1)
    assert cases_of(RULE, asked.moved(a_day_less)) == ["late"]


@pytest.mark.parametrize("fixed", [{"state": "approved"}, {"origin": "province"}])
def test_a_plan_that_stands_fast_is_not_moved(fixed):
    around = shelves(there(0, held=((100, OWN),)))

    found = only(RULE, asking(request(by="2026-09-02"), **fixed), around)

    assert set(ways(found)) == {"reorder"}


def counted_back(by: dt.date, lead: int, special: dict[dt.date, DayKind]) -> dt.date:
    """The order day, by walking through all days and keeping those on which people work."""
    before = [by - dt.timedelta(days=n) for n in range(1, 200)]
    worked = [
        one
        for one in before
        if special.get(one) == DayKind.MAKE_UP
        or (one.weekday() < 5 and special.get(one) != DayKind.HOLIDAY)
    ]
    return worked[lead - 1]


@pytest.mark.parametrize("seed", range(times(40)))
def test_as_counted_by_hand(seed):
    dice = random.Random(seed)
    special = {
        TODAY + dt.timedelta(days=dice.randint(-60, 60)): dice.choice(list(DayKind))
        for _ in range(20)
    }
    by, lead = TODAY + dt.timedelta(days=dice.randint(0, 40)), dice.randint(1, 30)

    found = only(RULE, asking(request(by=by.isoformat(), lead=lead)), with_days(special))

    expected = counted_back(by, lead, special)
    assert found.facts["order_by"] == expected.isoformat()
    assert found.case == ("late" if expected < TODAY else "in_time")
    for way in found.ways_out:
        if way.kind == "shift_dates":
            days = (way.params["starts_on"] - plan().starts_on).days
            moved = by + dt.timedelta(days=days)
            assert counted_back(moved, lead, special) >= TODAY
