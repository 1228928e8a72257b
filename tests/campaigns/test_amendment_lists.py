"""Where an open amendment stands beside its plan, and where the plan stands alone."""

from __future__ import annotations

import pytest

from calendars.selection import calendar_of
from calendars.week_load import weeks_between
from campaigns.commands import change_state
from campaigns.models import Campaign
from common import clock
from common.models import Change
from comms.forms import PlanForm
from preflight.loading import load
from preflight.readers import of_texts
from tests.factories import comms as texts
from tests.factories.campaigns import make_approved, run_check

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(world):
    """A plan and its amendment in coordination."""
    plan = make_approved(world.planner, world.head)
    draft = change_state(campaign_id=plan.pk, name="amend", actor=world.planner).copy
    run_check(change_state(campaign_id=draft.pk, name="submit", actor=world.planner).campaign)
    return plan, Campaign.objects.get(pk=draft.pk)


def test_the_calendar_shows_a_plan_once_as_it_is_in_force(world, pair):
    plan, _amendment = pair
    first = plan.in_force.starts_on

    (week,) = weeks_between(first, first)

    assert list(calendar_of(world.leader)) == [plan]
    assert (week.launches, week.points.pending) == (1, 0)


def test_the_list_says_what_is_amended_and_the_search_finds_it(world, pair, client):
    plan, amendment = pair
    client.force_login(world.planner)
    client.cookies["django_language"] = "en"

    listed = client.get("/campaigns/").content.decode()
    found = client.get("/search/", {"q": amendment.code}, follow=True).content.decode()

    assert listed.count(f"Amends {plan.code}") == 1
    assert amendment.code in found


def test_words_are_about_the_plan_and_count_for_its_amendment(world, pair, client, client_of):
    plan, amendment = pair
    editor = texts.make_editor()
    draft = texts.make_draft(editor, plan)
    client.force_login(editor)
    body = {"campaigns": [amendment.code]}
    address = f"/api/v1/communication-plans/{draft.plan.code}/"

    offered = PlanForm(user=editor).fields["campaigns"].queryset
    refused = client_of(editor).patch(address, body, format="json")
    told = of_texts(Change(kind="comms", operation="draft", code=draft.code))
    read = load(amendment.working, clock.today()).context
    shown = client.get(f"/campaigns/{amendment.code}/comms/").content.decode()

    assert list(offered) == [plan]
    assert refused.status_code == 400
    assert set(told) == set(pair)
    assert [one.code for one in read.drafts] == [draft.code]
    assert [one.code for one in read.communications] == [draft.plan.code]
    assert draft.code in shown
