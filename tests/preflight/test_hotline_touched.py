"""Who is checked again when something of the hotline changes, and how what is entered is read."""

from __future__ import annotations

import datetime as dt

import pytest

from channels import commands
from channels.models import CallRate, HotlineCalls, HotlineRoster
from common import clock, jobs
from common.models import Change
from findings.enums import Severity
from findings.models import Finding
from organization.models import ClosedDay, WorkDay
from preflight import touched
from preflight.hotline_facts import CallsBack
from preflight.lists import lists_for
from tests.factories.campaigns import day
from tests.factories.customers import make_customers
from tests.preflight.builders import plan
from tests.preflight.companies import submitted

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SINCE = dt.date(2026, 1, 1)


def sms_on(on: dt.date) -> list[dict[str, object]]:
    return [{"channel": "sms", "product": "recharge", "waves": [{"on": on.isoformat()}]}]


def type_of(on: dt.date) -> str:
    return WEEK[on.weekday()]


@pytest.fixture
def codes(world) -> dict[str, str]:
    """Plans that text people on two days of different types, one that calls them, and one that
    waits for customers.
    """
    customers = make_customers(5, prefix="P")
    placed = {
        "first": sms_on(day(12)),
        "second": sms_on(day(13)),
        "calling": [{**sms_on(day(12))[0], "channel": "outbound-call"}],
        "waiting": [{"channel": "own-hall", "product": "recharge", "waves": []}],
    }
    return {
        submitted(world.planner, customers, check=False, placements=placements).code: name
        for name, placements in placed.items()
    }


def touched_since(version: int, codes: dict[str, str]) -> set[str]:
    changes = Change.objects.filter(version__gt=version).order_by("version")
    return {codes[code] for code in touched.touched_by(changes, today=clock.today())}


def newest() -> int:
    return Change.objects.order_by("-version").values_list("version", flat=True)[0]


def test_a_change_of_the_hotline_touches_the_plans_of_its_days_and_no_others(world, codes):
    WorkDay.objects.create(on=day(12), kind="holiday", name="节")
    ClosedDay.objects.create(on=day(13), kind="bill_run")
    twelfth, thirteenth = {"first", "calling"}, {"second"}
    cases = [
        (HotlineRoster(day_type=type_of(day(12)), valid_from=SINCE, h10=9), twelfth),
        (HotlineCalls(day_type=type_of(day(12)), valid_from=day(12), h10=9), twelfth),
        (HotlineCalls(day_type=type_of(day(12)), valid_from=day(13), h10=9), set()),
        (HotlineRoster(day_type=type_of(day(13)), valid_from=SINCE, h10=9), thirteenth),
        (HotlineRoster(day_type=type_of(day(14)), valid_from=SINCE, h10=9), set()),
        (HotlineRoster(day_type="holiday", valid_from=SINCE, h10=9), twelfth),
        (HotlineRoster(day_type="bill_run", valid_from=SINCE, h10=9), thirteenth),
        (HotlineRoster(day_type="make_up", valid_from=SINCE, h10=9), set()),
    ]
    for row, expected in cases:
        before = newest()
        commands.save_hotline_day(row=row, actor=world.service)
        assert touched_since(before, codes) == expected, row
        before = newest()
        commands.remove_hotline_day(row=row, actor=world.service)
        assert touched_since(before, codes) == expected, row
    before = newest()
    rate = CallRate(contact_class="call", calls_per_ten_thousand=9, h10=1)
    commands.save_call_rate(rate=rate, actor=world.service)
    assert touched_since(before, codes) == {"calling"}


def test_lists_are_read_as_far_as_they_hold_and_an_old_one_is_no_empty_one():
    old = HotlineRoster.objects.create(
        day_type="mon", valid_from=SINCE, valid_until=dt.date(2026, 1, 31), h09=4
    )
    CallRate.objects.create(contact_class="sms", calls_per_ten_thousand=125, h09=1, h10=3)
    one = plan()

    read = lists_for(one, one.starts_on, one.ends_on, as_of=one.starts_on).hotline

    assert not read.calls
    assert not read.is_entered
    (row,) = read.roster
    assert (row.day_type, row.valid_until, row.hours) == ("mon", old.valid_until, old.hours)
    assert not row.holds_on(one.starts_on)
    parts = (*(None,) * 9, 1, 3, *(None,) * 13)
    assert read.calls_back == {"sms": CallsBack(125, parts)}
    assert sum(read.calls_back["sms"].hours) * 10_000 == 125


def test_what_the_service_manager_enters_is_found_and_goes_again(world):
    """From the command over the change log to the finding, and back when agents are rostered."""
    texting = submitted(world.planner, make_customers(20, prefix="P"), placements=sms_on(day(12)))
    kind = type_of(day(12))
    calls = HotlineCalls(day_type=kind, valid_from=SINCE, h10=100)
    roster = HotlineRoster(day_type=kind, valid_from=SINCE, h10=5)
    rate = CallRate(contact_class="sms", calls_per_ten_thousand=500, h10=1)

    def found() -> list[str]:
        jobs.drain()
        rows = Finding.objects.filter(
            campaigns=texting, rule="hotline-capacity", state="open", severity=Severity.BLOCKING
        )
        return [one.case for one in rows]

    assert found() == []
    for row in (calls, roster):
        commands.save_hotline_day(row=row, actor=world.service)
    commands.save_call_rate(rate=rate, actor=world.service)
    assert found() == ["never_clears"]
    roster.h10 = 60
    commands.save_hotline_day(row=roster, actor=world.service)
    assert found() == []
