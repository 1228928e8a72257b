from __future__ import annotations

import datetime as dt

import pytest

from campaigns.commands import change_state
from campaigns.models import PlanningCycle
from common import clock
from tests.factories.campaigns import make_coordinating, make_draft

pytestmark = pytest.mark.django_db

URL = "/campaigns/cycles/"


@pytest.fixture
def cycle(db):
    today = clock.today()
    return PlanningCycle.objects.create(
        code="now",
        kind="quarter",
        starts_on=today - dt.timedelta(days=5),
        ends_on=today + dt.timedelta(days=80),
        submit_by=today,
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_cycle_shows_the_plans_that_begin_in_it(page, world, cycle, language):
    plan = make_coordinating(world.planner)

    context = page(world.rival, language=language).get(URL).context

    (row,) = context["cycles"]
    assert (row.is_now, row.is_chosen, row.count) == (True, True, 1)
    assert [one.code for one, _step in context["plans"]] == [plan.code]


def test_intention_shows_nothing_but_the_five_things(page, world):
    plan = make_draft(
        world.planner, budget="98765.00", objective="秘密目标", branches=["branch-east"]
    )
    hidden = make_draft(world.planner, name="未公布")
    change_state(campaign_id=plan.pk, name="announce", actor=world.planner)

    response = page(world.rival).get(URL)

    text = response.content.decode()
    assert [row.campaign.code for row in response.context["intentions"]] == [plan.code]
    assert (
        response.context["intentions"][0].products,
        response.context["intentions"][0].channels,
    ) == ("recharge", "social-outlet")
    assert "98,765" not in text
    assert "秘密目标" not in text
    assert hidden.name not in text
    assert f"/campaigns/{plan.code}/" not in text


def test_drafts_of_others_are_not_in_a_cycle(page, world, cycle):
    make_draft(world.planner)

    assert page(world.rival).get(URL).context["plans"] == []


def test_cycles_are_closed_to_branches(page, world):
    assert page(world.viewer).get(URL).status_code == 403


def test_another_cycle_is_chosen_by_the_address(page, world, cycle):
    PlanningCycle.objects.create(
        code="year",
        kind="year",
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on + dt.timedelta(days=200),
    )
    client = page(world.planner)

    assert client.get(URL).context["chosen"].code == "now"
    assert client.get(f"{URL}?cycle=year").context["chosen"].code == "year"
    assert client.get(f"{URL}?cycle=nonsense").context["chosen"].code == "now"


def test_page_without_cycles_says_so(page, world):
    assert b"No planning cycle is open" in page(world.planner).get(URL).content
