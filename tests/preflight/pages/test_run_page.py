"""The page and the calls that say what a check stood on, and ask it again."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.test import Client

from findings.models import KeptRun
from organization.commands import change_policy
from preflight.context import Context
from preflight.reading import BESIDES
from preflight.run_words import INPUTS
from tests.factories.campaigns import day
from tests.factories.customers import make_customers
from tests.preflight.companies import offers, submitted

pytestmark = pytest.mark.django_db
WAVES = [{"channel": "sms", "product": "recharge", "waves": [{"on": day(12).isoformat()}]}]


@pytest.fixture
def run(world):
    customers = make_customers(5, prefix="P")
    theirs = {"owner_unit": "enterprise", "offers": offers("30.00"), "placements": WAVES}
    submitted(world.rival, customers, **theirs)
    change_policy(
        key="preflight.clash_near_days",
        value="20",
        valid_from=day(3),
        reason="Holidays are near.",
        actor=world.leader,
    )
    return submitted(world.planner, customers, placements=WAVES).check_runs.latest("created_at")


def address(run, end: str = "") -> str:
    return f"/campaigns/{run.campaign.code}/checks/{run.pk}/{end}"


def call(run, end: str) -> str:
    return f"/api/v1/campaigns/{run.campaign.code}/check-runs/{run.pk}/{end}/"


def test_the_findings_link_to_what_the_check_stood_on(world, run, django_assert_max_num_queries):
    client = Client()
    client.force_login(world.planner)
    assert address(run) in client.get(f"/campaigns/{run.campaign.code}/findings/").content.decode()

    with django_assert_max_num_queries(15):
        html = client.get(address(run), headers={"accept-language": "en"}).content.decode()

    assert "SMS a person may get within the window: <strong>4</strong>" in " ".join(html.split())
    assert "Contacts made" in html
    assert "Ask the same again" in html
    answer = client.post(address(run, "replay/"), headers={"accept-language": "en"})
    assert "the check found the same" in answer.content.decode()


def test_calls_tell_rule_by_rule_and_ask_again(world, run, client_of):
    told = client_of(world.planner).get(call(run, "inputs")).json()

    clash = next(one for one in told["rules"] if one["rule"] == "offer-clash")
    near = next(one for one in clash["policies"] if one["key"] == "preflight.clash_near_days")
    assert (near["value"], near["later"]) == (
        "15",
        [{"from": day(3).isoformat(), "value": "20"}],
    )
    assert clash["findings"]
    plans = next(one for one in clash["inputs"] if one["name"] == "plans")
    assert 0 < plans["version"] <= told["data_version"] == run.calendar_version
    assert len(told["plans"]) == 1
    again = client_of(world.planner).post(call(run, "replay")).json()
    assert again == {
        "is_same": True,
        "same": len(run.fingerprints),
        "missing": 0,
        "otherwise": [],
    }


def test_only_who_may_have_it_checked_asks_again_and_only_what_is_kept(world, run, client_of):
    assert client_of(world.rival).get(call(run, "inputs")).status_code == 404
    assert client_of(world.leader).get(call(run, "inputs")).status_code == 200
    assert client_of(world.leader).post(call(run, "replay")).status_code == 403
    KeptRun.objects.all().delete()

    gone = client_of(world.planner).post(call(run, "replay"))

    assert (gone.status_code, gone.json()["errors"][0]["code"]) == (409, "not-kept")
    assert client_of(world.planner).get(call(run, "inputs")).json()["can_be_replayed"] is False


def test_every_part_of_a_context_has_its_words():
    named = {one.name for one in fields(Context)} - BESIDES

    assert named == set(INPUTS)
