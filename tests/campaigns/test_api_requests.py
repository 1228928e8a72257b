"""Repeated, stale and cached requests; what may change when."""

from __future__ import annotations

import pytest

from campaigns.models import Campaign
from common.models import AuditEvent
from tests.factories.campaigns import day, make_checking, make_draft, make_finding, plan_json

pytestmark = pytest.mark.django_db

URL = "/api/v1/campaigns/"


def test_same_key_gets_the_same_answer(world, client_of):
    client, key = client_of(world.planner), {"Idempotency-Key": "create-1"}

    first = client.post(URL, plan_json(), headers=key)
    second = client.post(URL, plan_json(), headers=key)
    other = client.post(URL, plan_json(name="Something else"), headers=key)
    by_another = client_of(world.head).post(URL, plan_json(), headers=key)

    assert (second.status_code, second.json()) == (201, first.json())
    assert second["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.json()["errors"][0]["code"]) == (409, "idempotency-key-reused")
    assert by_another.status_code == 403
    assert Campaign.objects.count() == 1


def test_submitting_twice_makes_one_run(world, client_of):
    campaign = make_draft(world.planner)
    client, url = client_of(world.planner), f"{URL}{campaign.code}/submit/"

    first = client.post(url, {}, headers={"Idempotency-Key": "s"})
    replay = client.post(url, {}, headers={"Idempotency-Key": "s"})
    without_key = client.post(url, {})

    assert replay.json() == first.json()
    assert (without_key.status_code, without_key.json()["errors"][0]["code"]) == (
        409,
        "wrong-state",
    )
    assert campaign.check_runs.count() == 1


def test_stale_change_is_refused(world, client_of):
    campaign = make_draft(world.planner)
    client, url = client_of(world.planner), f"{URL}{campaign.code}/"
    read = client.get(url)["ETag"]

    assert client.patch(url, {"name": "First"}, headers={"If-Match": read}).status_code == 200
    stale = client.patch(url, {"name": "Second"}, headers={"If-Match": read})
    assert (stale.status_code, stale.json()["errors"][0]["code"]) == (412, "stale")
    assert client.delete(url, headers={"If-Match": read}).status_code == 412
    assert client.post(f"{url}submit/", {}, headers={"If-Match": read}).status_code == 412
    assert Campaign.objects.get().name == "First"
    assert (
        client.patch(
            url, {"name": "Third"}, headers={"If-Match": client.get(url)["ETag"]}
        ).status_code
        == 200
    )


def test_unchanged_reads_answer_304(world, client_of):
    campaign = make_draft(world.planner)
    client = client_of(world.planner)

    for url in (URL, f"{URL}{campaign.code}/"):
        etag = client.get(url)["ETag"]
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
        client.patch(f"{URL}{campaign.code}/", {"name": f"changed {url[-5:]}"})
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    "change", [{"name": "New"}, {"objective": "New"}, {"contacts": "New"}, {"notes": "New"}]
)
def test_words_may_change_after_submission(world, client_of, change):
    campaign = make_checking(world.planner)

    response = client_of(world.planner).patch(f"{URL}{campaign.code}/", change)

    assert response.status_code == 200
    assert response.json()["revision"] == 1
    assert change.items() <= response.json().items()


@pytest.mark.parametrize(
    "change",
    [
        {"budget": "5.00"},
        {"starts_on": day(11).isoformat()},
        {"offers": []},
        {"owner_unit": "consumer"},
    ],
)
def test_nothing_else_may_change_after_submission(world, client_of, change):
    campaign = make_checking(world.planner)
    client = client_of(world.planner)

    response = client.patch(f"{URL}{campaign.code}/", change | {"name": "New"})

    assert response.status_code == 409
    assert [(error["code"], error["attr"]) for error in response.json()["errors"]] == [
        ("submitted", next(iter(change)))
    ]
    assert Campaign.objects.get().name == campaign.name
    assert client.delete(f"{URL}{campaign.code}/").status_code == 409


def test_deleting_a_draft(world, client_of):
    campaign = make_draft(world.planner)

    assert client_of(world.planner).delete(f"{URL}{campaign.code}/").status_code == 204
    assert not Campaign.objects.exists()
    assert AuditEvent.objects.filter(action="delete", object_code=campaign.code).count() == 1


def test_a_draft_that_was_withdrawn_stays(world, client_of):
    campaign = make_draft(world.planner)
    client = client_of(world.planner)
    client.post(f"{URL}{campaign.code}/withdraw/", {})

    assert client.delete(f"{URL}{campaign.code}/").json()["errors"][0]["code"] == "wrong-state"
    assert Campaign.objects.exists()


@pytest.mark.parametrize("who", ["head", "leader"])
def test_who_sees_a_draft_but_does_not_write_plans_leaves_it(world, client_of, who):
    campaign = make_draft(world.planner)

    assert client_of(getattr(world, who)).delete(f"{URL}{campaign.code}/").status_code == 403
    assert Campaign.objects.exists()


def test_draft_that_was_submitted_is_withdrawn_not_deleted(world, client_of):
    campaign = make_checking(world.planner)
    client = client_of(world.planner)
    client.post(f"{URL}{campaign.code}/recall/", {})

    assert client.delete(f"{URL}{campaign.code}/").json()["errors"][0]["code"] == "was-submitted"


@pytest.mark.parametrize("state", ["open", "accepted", "resolved"])
def test_draft_that_a_check_found_something_about_is_not_deleted(world, client_of, state):
    campaign = make_draft(world.planner)
    finding = make_finding(campaign, state=state)

    answer = client_of(world.planner).delete(f"{URL}{campaign.code}/")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "was-submitted")
    assert Campaign.objects.filter(pk=campaign.pk).exists()
    finding.delete()
    assert client_of(world.planner).delete(f"{URL}{campaign.code}/").status_code == 204


def test_copy_is_a_new_draft(world, client_of):
    campaign = make_checking(world.planner, budget="5.00", service_plan={"script": "…"})

    response = client_of(world.planner).post(f"{URL}{campaign.code}/copy/", {})

    assert response.status_code == 201
    assert response["Location"].endswith(f"{URL}{response.json()['code']}/")
    copy, original = response.json(), client_of(world.planner).get(f"{URL}{campaign.code}/").json()
    assert copy["code"] != campaign.code
    assert (copy["state"], copy["revision"], copy["audience_size"]) == ("draft", 0, None)
    for part in ("name", "offers", "placements", "audience", "budget", "service_plan", "starts_on"):
        assert copy[part] == original[part]
    assert Campaign.objects.get(code=campaign.code).state == "checking"


def test_unknown_steps_and_methods(world, client_of):
    campaign = make_draft(world.planner)
    client = client_of(world.planner)

    assert client.post(f"{URL}{campaign.code}/amend_it/", {}).status_code == 404
    assert client.post(f"{URL}{campaign.code}/lapse/", {}).status_code == 404
    assert client.get(f"{URL}{campaign.code}/submit/").status_code == 405
    assert client.put(f"{URL}{campaign.code}/", plan_json()).status_code == 405
    assert client.post(f"{URL}{campaign.code}/submit/", {"force": True}).status_code == 400
