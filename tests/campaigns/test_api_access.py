"""Who sees what of a plan through the API."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from campaigns.models import Campaign
from organization.enums import Role, UnitKind
from organization.tokens import issue_token
from tests.factories.campaigns import make_approved, make_checking, make_draft, plan_json
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db

URL = "/api/v1/campaigns/"
PARTS = ["", "check-runs/", "findings/", "history/", "revisions/1/", "diff/?from=1&to=1"]


def codes(response):
    return [row["code"] for row in response.json()["results"]]


def test_anonymous_is_asked_who_he_is(world):
    campaign = make_draft(world.planner)

    assert APIClient().get(URL).status_code == 401
    assert APIClient().post(URL, plan_json()).status_code == 401
    assert APIClient().get(f"{URL}{campaign.code}/").status_code == 401


@pytest.mark.parametrize("who", ["rival", "viewer", "service", "admin"])
def test_drafts_of_others_are_not_there(world, client_of, who):
    campaign = make_draft(world.planner)
    client = client_of(getattr(world, who))

    for part in PARTS:
        assert client.get(f"{URL}{campaign.code}/{part}").status_code == 404, part
    assert client.patch(f"{URL}{campaign.code}/", {"name": "x"}).status_code == 404
    assert client.delete(f"{URL}{campaign.code}/").status_code == 404
    for step in ("submit", "approve", "withdraw", "copy"):
        assert client.post(f"{URL}{campaign.code}/{step}/", {}).status_code == 404, step
    assert codes(client.get(URL)) == []
    assert Campaign.objects.get().state == "draft"


@pytest.mark.parametrize("who", ["planner", "head", "leader"])
def test_own_unit_and_leadership_see_drafts(world, client_of, who):
    campaign = make_draft(world.planner)

    assert client_of(getattr(world, who)).get(f"{URL}{campaign.code}/").status_code == 200


def test_invited_participant_sees_the_draft(world, client_of):
    campaign = make_draft(
        world.planner, participants=[{"unit": "enterprise", "product": "music-pack"}]
    )

    assert client_of(world.rival).get(f"{URL}{campaign.code}/").status_code == 200


def test_budget_targets_and_audience_are_the_owners(world, client_of):
    participant = {
        "unit": "product",
        "product": "music-pack",
        "targets": [{"indicator": "orders", "value": "5"}],
    }
    campaign = make_checking(
        world.planner,
        budget="100.00",
        targets=[{"indicator": "orders", "value": "9"}],
        participants=[participant],
    )
    secret = {"budget", "targets", "audience", "eligibility"}

    own = client_of(world.head).get(f"{URL}{campaign.code}/").json()
    other = client_of(world.rival).get(f"{URL}{campaign.code}/").json()

    assert secret <= set(own)
    assert not secret & set(other)
    assert "targets" not in other["participants"][0]
    assert "exclude" not in other["placements"][0]
    assert other["audience_size"] == 3
    assert other["offers"] == own["offers"]


def test_inline_list_stays_with_its_owner(world, client_of):
    campaign = make_checking(world.planner, audience={"include": [{"list": ["N0001", "N0002"]}]})

    assert client_of(world.planner).get(f"{URL}{campaign.code}/").json()["audience"]["include"] == [
        {"list": ["N0001", "N0002"]}
    ]
    assert client_of(world.leader).get(f"{URL}{campaign.code}/").json()["audience"]["include"] == [
        {"list_size": 2}
    ]


def test_branch_sees_its_approved_schedule_alone(world, client_of):
    make_checking(world.planner)
    everywhere = make_approved(world.planner, world.head)
    here = make_approved(world.planner, world.head, branches=["branch-east"])
    make_approved(world.planner, world.head, branches=["branch-west"])
    both = make_approved(world.planner, world.head, branches=["branch-east", "branch-west"])
    centre = make_unit("centre-east-1", kind=UnitKind.CENTRE, parent=world.branch)
    client = client_of(world.viewer)

    assert sorted(codes(client.get(URL))) == [everywhere.code, here.code, both.code]
    assert sorted(codes(client_of(make_user(Role.BRANCH_VIEWER, centre)).get(URL))) == [
        everywhere.code,
        here.code,
        both.code,
    ]
    assert client.get(f"{URL}{here.code}/").status_code == 200
    assert client.get(f"{URL}{here.code}/findings/").status_code == 404


def test_plan_of_another_unit_may_be_read_not_written(world, client_of):
    campaign = make_checking(world.planner)
    client = client_of(world.rival)

    assert client.get(f"{URL}{campaign.code}/").status_code == 200
    assert client.patch(f"{URL}{campaign.code}/", {"name": "x"}).status_code == 403
    assert client.post(f"{URL}{campaign.code}/recall/", {}).status_code == 403


def test_writing_for_another_unit(world, client_of):
    response = client_of(world.rival).post(URL, plan_json())

    assert (response.status_code, response.json()["errors"][0]["attr"]) == (403, "owner_unit")
    assert client_of(world.viewer).post(URL, plan_json()).status_code == 403
    own = make_draft(world.planner)
    moved = client_of(world.planner).patch(f"{URL}{own.code}/", {"owner_unit": "enterprise"})
    assert moved.status_code == 403


def test_source_that_one_may_not_see_is_unknown(world, client_of):
    hidden = make_draft(world.rival, owner_unit="enterprise")
    open_to_all = make_checking(world.rival, owner_unit="enterprise")
    client = client_of(world.planner)

    def answer(code):
        return client.post(URL, plan_json(audience={"include": [{"campaign": code}]}))

    assert answer(hidden.code).json()["errors"][0]["code"] == "unknown"
    assert answer(make_draft(world.planner).code).status_code == 400  # nothing frozen yet
    assert answer(open_to_all.code).status_code == 201


def test_token_reaches_as_far_as_its_scopes(world):
    campaign = make_draft(world.planner)
    _token, key = issue_token(user=world.planner, name="reader", scopes=["read"], actor=None)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")

    assert client.get(f"{URL}{campaign.code}/").status_code == 200
    assert client.post(f"{URL}{campaign.code}/submit/", {}).status_code == 403
    assert client.post(URL, plan_json()).status_code == 403
