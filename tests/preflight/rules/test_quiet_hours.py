from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.enums import FindingClass, Severity
from preflight.rules.quiet_hours import QuietHours
from tests.preflight.builders import (
    TODAY,
    cases_of,
    context,
    findings,
    only,
    people,
    placement,
    plan,
    wave,
    ways,
)

RULE = QuietHours()


def at(text: str) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def sms(begins: str, ends: str, *, on: str = "2026-10-05", **more: object):
    """A plan with one wave of seven persons at these times."""
    one = wave(on, people(7), starts_at=at(begins), ends_at=at(ends))
    return plan(placements=(placement("sms", one, **more),))


@pytest.mark.parametrize(
    ("begins", "ends", "cases"),
    [
        pytest.param("07:59", "10:00", ["begins"], id="a minute before the hours"),
        pytest.param("08:00", "10:00", [], id="begins with the hours"),
        pytest.param("08:01", "10:00", [], id="a minute after they begin"),
        pytest.param("19:00", "20:59", [], id="a minute before they end"),
        pytest.param("19:00", "21:00", [], id="ends with the hours"),
        pytest.param("19:00", "21:01", ["ends"], id="a minute after they end"),
        pytest.param("20:59", "", [], id="begins a minute before they end"),
        pytest.param("21:00", "", ["begins"], id="begins when they end"),
        pytest.param("07:59", "", ["begins"], id="begins early and says no end"),
        pytest.param("", "21:01", ["ends"], id="ends late and says no beginning"),
        pytest.param("", "08:00", ["ends"], id="is over before they begin"),
        pytest.param("", "08:01", [], id="may begin with them"),
        pytest.param("06:00", "22:00", ["begins"], id="both ends outside are one finding"),
        pytest.param("07:59:59", "10:00", ["begins"], id="a second before the hours"),
        pytest.param("08:00:01", "10:00", [], id="a second after they begin"),
        pytest.param("19:00", "20:59:59", [], id="a second before they end"),
        pytest.param("19:00", "21:00:01", ["ends"], id="a second after they end"),
        pytest.param("", "", ["untimed"], id="no times: it cannot be ruled out"),
    ],
)
def test_quiet_hours(begins, ends, cases):
    assert cases_of(RULE, sms(begins, ends)) == cases


def test_harm_blocks_and_the_finding_names_the_wave():
    found = only(RULE, sms("07:00", "09:00", product="recharge"))

    assert (found.severity, found.finding_class) == (Severity.BLOCKING, FindingClass.HARM)
    assert found.subject == {
        "channel": "sms",
        "product": "recharge",
        "day": "2026-10-05",
        "wave": 1,
    }
    assert found.facts == {
        "persons": 7,
        "starts_at": "07:00",
        "ends_at": "09:00",
        "allowed_from": 8,
        "allowed_until": 21,
    }
    assert found.persons == people(7)


def test_each_wave_is_a_finding_of_its_own():
    night = {"starts_at": at("22:00"), "ends_at": at("23:00")}
    waves = (
        wave((TODAY - dt.timedelta(days=1)).isoformat(), people(5), number=9, **night),
        wave("2026-10-04", people(5), number=4, starts_at=at("10:00"), ends_at=at("12:00")),
        wave("2026-10-05", people(5), **night),
        wave("2026-10-05", people(6, 9), number=2, **night),
        wave("2026-10-12", people(5), number=3, starts_at=at("10:00"), ends_at=at("12:00")),
    )

    found = findings(RULE, plan(placements=(placement("sms", *waves),)))

    assert [one.subject["wave"] for one in found] == [1, 2]


@pytest.mark.parametrize(
    ("days", "cases"), [(-1, []), (0, ["begins"]), (1, ["begins"])], ids=["past", "today", "coming"]
)
def test_only_waves_that_can_still_be_moved(days, cases):
    on = (TODAY + dt.timedelta(days=days)).isoformat()

    assert cases_of(RULE, sms("06:00", "07:00", on=on)) == cases


@pytest.mark.parametrize(
    ("begins", "ends", "moved"),
    [
        pytest.param("07:30", "09:00", ("08:00", "09:30"), id="later, as long as it is"),
        pytest.param("20:00", "22:00", ("19:00", "21:00"), id="earlier, as long as it is"),
        pytest.param("05:00", "23:00", ("08:00", "21:00"), id="no longer than the hours"),
        pytest.param("22:00", "", ("08:00", ""), id="an open end stays open"),
        pytest.param("", "22:00", ("08:00", "21:00"), id="an open beginning is said"),
    ],
)
def test_the_way_out_keeps_the_day_and_solves(begins, ends, moved):
    found = only(RULE, sms(begins, ends))

    way = ways(found)["move_wave"]

    assert (way.campaign, way.effect) == ("C2026-0001", {"contacts": 7})
    assert (way.params["on"], way.params["to"]) == (dt.date(2026, 10, 5), dt.date(2026, 10, 5))
    assert (way.params["from"], way.params["until"]) == tuple(at(one) for one in moved)
    assert way.solves
    assert cases_of(RULE, sms(*moved)) == []


def test_the_hours_are_the_policies():
    early = context(policies={"contact_from_hour": 7})
    day_long = context(policies={"contact_from_hour": 0, "contact_until_hour": 24})

    assert cases_of(RULE, sms("07:00", "09:00"), early) == []
    assert cases_of(RULE, sms("00:00", "23:59"), day_long) == []


@given(
    begins=st.integers(0, 1438),
    length=st.integers(1, 1439),
    hours=st.tuples(st.integers(0, 12), st.integers(13, 24)),
)
def test_a_wave_breaks_the_rule_exactly_if_a_minute_of_it_is_outside(begins, length, hours):
    ends = min(begins + length, 1439)
    first, last = (60 * hour for hour in hours)
    times = [dt.time(*divmod(minute, 60)).isoformat("minutes") for minute in (begins, ends)]
    around = context(
        policies={"contact_from_hour": hours[0], "contact_until_hour": hours[1]},
    )

    found = findings(RULE, sms(*times), around)

    assert bool(found) == any(not first <= one < last for one in range(begins, ends))
    for one in found:
        params = one.ways_out[0].params
        moved = [params[name].isoformat("minutes") for name in ("from", "until")]
        assert findings(RULE, sms(*moved), around) == []
