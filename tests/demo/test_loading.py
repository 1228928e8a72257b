"""Loading twice gives the same company; the command loads only into an empty database."""

from __future__ import annotations

import datetime as dt
import hashlib
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import override_settings

from campaigns.models import Campaign, Wave
from common import clock
from customers.models import Customer, Holding, PartyLink
from demo.people import PEOPLE, demo_password, load_people
from demo.scenario import Scenario
from organization.models import User, WorkDay
from organization.public_holidays import work_days
from tests.demo.conftest import small_company
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.database


def digest() -> str:
    """What people would notice if it differed, without keys and passwords."""
    rows = [
        *Customer.objects.order_by("number").values_list(
            "number", "name", "phone", "tier", "arpu", "grid__code", "party__ordinal"
        ),
        *PartyLink.objects.order_by("organisation__number", "person__number", "kind").values_list(
            "organisation__number", "person__number", "kind"
        ),
        *Holding.objects.order_by("customer__number", "product__code").values_list(
            "customer__number", "product__code", "ends_on"
        ),
        *Campaign.objects.order_by("code").values_list(
            "code", "name", "state", "working__starts_on", "working__audience_set__digest"
        ),
        *Wave.objects.order_by(
            "placement__version__campaign__code", "placement__position", "position"
        ).values_list("on", "share"),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.django_db
def test_two_loads_on_one_day_give_the_same_company():
    found = []
    for _ in range(2):
        with small_company(dt.date(2026, 11, 22)):
            found.append(digest())

    assert found[0] == found[1]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "today",
    [dt.date(2027, 1, 1), dt.date(2028, 2, 29), dt.date(2027, 9, 24), dt.date(2027, 10, 1)],
    ids=str,
)
def test_the_company_can_be_loaded_on_any_day(today):
    with small_company(today) as scenario:
        plans = Campaign.objects.filter(amends=None)
        coming = plans.exclude(state__in=["ended", "evaluated"])

        assert coming.count() == 84
        assert scenario.national_day > today
        assert not coming.filter(state="coordinating", working__starts_on__lte=today).exists()


@pytest.mark.django_db
def test_load_demo_refuses_a_company_that_is_there():
    make_user(username="somebody")

    with pytest.raises(CommandError, match="only into an empty one"):
        call_command("load_demo")
    call_command("load_demo", "--if-empty")

    assert User.objects.count() == 1


@pytest.mark.django_db
def test_load_demo_refuses_too_few_customers():
    with pytest.raises(CommandError, match="1500"):
        call_command("load_demo", "--customers", "10", stdout=StringIO())


def test_demo_password_is_the_one_that_the_environment_names(monkeypatch):
    monkeypatch.setenv("JIEPAI_DEMO_PASSWORD", "named")
    assert demo_password() == "named"

    monkeypatch.delenv("JIEPAI_DEMO_PASSWORD")
    assert len(demo_password()) >= 12
    assert demo_password() != demo_password()


@pytest.mark.django_db
@pytest.mark.parametrize(("is_demo", "status"), [(True, 302), (False, 200)])
def test_the_demo_password_signs_in_only_in_demo_mode(client, is_demo, status):
    scenario = Scenario(today=clock.today(), customers=2000, seed=1)
    codes = {code for person in PEOPLE for code, _ in person.roles}
    units = {code: make_unit(code=code) for code in sorted(codes)}
    load_people(scenario, units, password="the demo's password")

    with override_settings(JIEPAI_DEMO=is_demo):
        reply = client.post(
            "/accounts/login/", {"login": "leader", "password": "the demo's password"}
        )

    assert reply.status_code == status


@pytest.mark.parametrize(
    ("day", "name", "is_official"),
    [
        pytest.param("2026-10-01", "国庆节", True, id="the feast itself"),
        pytest.param("2026-10-04", "国庆节", True, id="a weekend inside it"),
        pytest.param("2026-10-07", "国庆节", True, id="a day off in exchange for a worked weekend"),
        pytest.param("2026-10-10", "调休上班", True, id="the weekend day that is worked for it"),
        pytest.param("2028-10-01", "国庆节", False, id="before the year's notice is out"),
    ],
)
def test_work_days(day, name, is_official):
    rows: dict[str, WorkDay] = {row.on.isoformat(): row for row in work_days(range(2025, 2030))}

    assert (rows[day].name, rows[day].is_official) == (name, is_official)


def test_nothing_of_the_demo_happened_after_now():
    with time_machine.travel("2026-12-01T08:00:00+08:00", tick=False):
        told = Scenario(today=clock.today())

        assert told.at(told.today, 14) == clock.now()
        assert told.at(told.day(-1), 14) < clock.now()
        assert told.at(told.today, 7) < clock.now()
