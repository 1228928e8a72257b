"""One thing has one number, whichever page or answer tells it: on small random companies."""

from __future__ import annotations

import random

import pytest

from campaigns.commands import change_state
from common import clock, jobs
from organization.enums import Role
from organization.models import Policy, Unit
from preflight.policies import PREFIX
from tests.factories.campaigns import day, make_checking, make_resource, make_stock
from tests.factories.customers import make_customers
from tests.factories.organization import make_user
from tests.numbers import (
    assert_crowded_weeks_weigh_the_same,
    assert_newest_checks_are_on_record,
    assert_open_findings_are_counted_alike,
    assert_pages_and_api_tell_the_same,
    assert_shortages_are_those_of_the_stock_board,
    assert_the_feed_tells_what_the_calendar_shows,
)
from tests.preflight.companies import SERVICE
from tests.seeds import times

pytestmark = pytest.mark.django_db
CATEGORIES = ("promotion", "group", "tariff", "data")


def random_company(world, chance: random.Random) -> None:
    """Six to nine plans of two departments within two weeks, over some of the same customers; one
    is withdrawn again, so that others are checked a second time.
    """
    customers = make_customers(40, prefix="R")
    Policy.objects.create(
        key=PREFIX + "launch_company_limit",
        value="30",
        valid_from=day(-30),
        changed_at=clock.now(),
    )
    leaflet = make_resource()
    for unit in Unit.objects.filter(code__in=["branch-east", "branch-west"]):
        make_stock(leaflet, unit, chance.randint(10, 60))
    plans = []
    for n in range(chance.randint(6, 9)):
        author, unit = chance.choice([(world.planner, "consumer"), (world.rival, "enterprise")])
        first = chance.randint(8, 18)
        some = chance.sample(customers, chance.randint(5, 40))
        waves = [{"on": day(first + chance.randint(0, 5)).isoformat(), "share": 1}]
        plans.append(
            make_checking(
                author,
                name=f"案{n}",
                owner_unit=unit,
                category=chance.choice(CATEGORIES),
                starts_on=day(first).isoformat(),
                ends_on=day(first + chance.randint(6, 40)).isoformat(),
                offers=[
                    {
                        "product": "recharge",
                        "kind": "recharge_gift",
                        "pay": "100.00",
                        "get": f"{chance.choice([20, 30, 50, 80])}.00",
                    }
                ],
                audience={"include": [{"list": [one.number for one in some]}], "exclude": []},
                placements=[
                    {"channel": "sms", "waves": waves},
                    {"channel": "social-outlet", "product": "recharge", "expected_orders": 10},
                ],
                service_plan=chance.choice([SERVICE, {}]),
                resource_requests=[
                    {
                        "resource": "leaflet-a4",
                        "unit": unit,
                        "quantity": chance.randint(5, 30),
                        "needed_by": day(first - 1).isoformat(),
                    }
                    for unit in chance.sample(["branch-east", "branch-west"], chance.randint(0, 2))
                ],
            )
        )
        if chance.random() < 0.5:
            jobs.drain()
    jobs.drain()
    gone = chance.choice(plans)
    change_state(campaign_id=gone.pk, name="withdraw", actor=gone.author, reason="不做了")
    jobs.drain()


@pytest.mark.parametrize("seed", range(times(2)))
def test_every_reader_of_a_random_company_tells_the_same(world, seed):
    random_company(world, random.Random(seed))
    today = clock.today()

    assert assert_open_findings_are_counted_alike(world.leader, today) >= 5
    assert_newest_checks_are_on_record(world.leader)
    assert_pages_and_api_tell_the_same(world.leader)
    assert_crowded_weeks_weigh_the_same(today)
    for viewer in (world.leader, world.planner, world.rival):
        assert assert_the_feed_tells_what_the_calendar_shows(viewer, today)
    assert_shortages_are_those_of_the_stock_board(make_user(Role.RESOURCE_KEEPER, None))
