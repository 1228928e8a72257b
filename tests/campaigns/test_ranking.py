"""The rank that leadership gives a plan: by page and API, told to its owners, read by checks."""

from __future__ import annotations

import datetime as dt

import pytest

from campaigns.models import Campaign
from common.models import AuditEvent, Change
from organization.models import Notice
from preflight.touched import touched_by
from tests.factories.campaigns import make_clash, make_coordinating

pytestmark = pytest.mark.django_db
WHY = {"reason": "The quarter's first aim."}


def test_leadership_ranks_by_api_and_takes_it_back(world, client_of):
    campaign = make_coordinating(world.planner)
    url = f"/api/v1/campaigns/{campaign.code}/rank/"

    ranked = client_of(world.leader).post(url, {"rank": 2, **WHY})

    assert (ranked.status_code, ranked.json()["rank"]) == (200, 2)
    assert client_of(world.rival).get(f"/api/v1/campaigns/{campaign.code}/").json()["rank"] == 2
    assert Notice.objects.get(user=world.planner, case="ranked").params["rank"] == 2
    assert AuditEvent.objects.get(action="rank").details["rank"] == 2
    taken_back = client_of(world.leader).post(url, {"rank": None, **WHY})
    assert (taken_back.status_code, taken_back.json()["rank"]) == (200, None)
    assert Notice.objects.filter(user=world.planner, case="unranked").count() == 1


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({**WHY}, "rank"),
        ({"rank": None, **WHY}, "rank"),
        ({"rank": 0, **WHY}, "rank"),
        ({"rank": 1000, **WHY}, "rank"),
        ({"rank": 1}, "reason"),
    ],
)
def test_what_is_no_rank_is_refused_at_its_field(world, client_of, body, attr):
    campaign = make_coordinating(world.planner)

    answer = client_of(world.leader).post(f"/api/v1/campaigns/{campaign.code}/rank/", body)

    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)
    assert Campaign.objects.get(pk=campaign.pk).rank is None


def test_both_sides_of_a_conflict_are_checked_again(world, client_of):
    campaign, other, _finding = make_clash(world)
    before = Change.objects.order_by("version").last().version

    client_of(world.leader).post(f"/api/v1/campaigns/{campaign.code}/rank/", {"rank": 1, **WHY})

    changes = Change.objects.filter(version__gt=before).order_by("version")
    assert set(touched_by(changes, today=dt.date.today())) == {campaign.code, other.code}


def test_the_page_asks_leadership_for_the_number(client, world):
    campaign = make_coordinating(world.planner)
    client.force_login(world.leader)

    page = client.get(f"/campaigns/{campaign.code}/").content.decode()
    assert 'name="rank"' in page
    client.post(f"/campaigns/{campaign.code}/do/rank/", {"rank": "3", **WHY})

    assert Campaign.objects.get(pk=campaign.pk).rank == 3
    for junk in ("x", "0", "-1", "9999999"):
        client.post(f"/campaigns/{campaign.code}/do/rank/", {"rank": junk, **WHY})
    assert Campaign.objects.get(pk=campaign.pk).rank == 3
