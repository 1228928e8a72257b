"""Who sees what of a plan through the API; repeated, stale and cached requests; constant query counts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from campaigns.models import Campaign, Initiative, PlanningCycle
from common.models import AuditEvent
from organization.enums import Role, UnitKind
from organization.tokens import issue_token
from tests.factories.campaigns import day, found, make_approved, make_checking, make_coordinating, make_draft, plan_json, run_check
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
    campaign = make_draft(world.planner, participants=[{"unit": "enterprise", "product": "music-pack"}])

    assert client_of(world.rival).get(f"{URL}{campaign.code}/").status_code == 200


def test_budget_targets_and_audience_are_the_owners(world, client_of):
    participant = {"unit": "product", "product": "music-pack", "targets": [{"indicator": "orders", "value": "5"}]}
    campaign = make_checking(world.planner, budget="100.00", targets=[{"indicator": "orders", "value": "9"}], participants=[participant])
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

    assert client_of(world.planner).get(f"{URL}{campaign.code}/").json()["audience"]["include"] == [{"list": ["N0001", "N0002"]}]
    assert client_of(world.leader).get(f"{URL}{campaign.code}/").json()["audience"]["include"] == [{"list_size": 2}]


def test_branch_sees_its_approved_schedule_alone(world, client_of):
    make_checking(world.planner)
    everywhere = make_approved(world.planner, world.head)
    here = make_approved(world.planner, world.head, branches=["branch-east"])
    make_approved(world.planner, world.head, branches=["branch-west"])
    both = make_approved(world.planner, world.head, branches=["branch-east", "branch-west"])
    centre = make_unit("centre-east-1", kind=UnitKind.CENTRE, parent=world.branch)
    client = client_of(world.viewer)

    assert sorted(codes(client.get(URL))) == [everywhere.code, here.code, both.code]
    assert sorted(codes(client_of(make_user(Role.BRANCH_VIEWER, centre)).get(URL))) == [everywhere.code, here.code, both.code]
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


# Repeated, stale and cached requests


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
    assert (without_key.status_code, without_key.json()["errors"][0]["code"]) == (409, "wrong-state")
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
    assert client.patch(url, {"name": "Third"}, headers={"If-Match": client.get(url)["ETag"]}).status_code == 200


def test_unchanged_reads_answer_304(world, client_of):
    campaign = make_draft(world.planner)
    client = client_of(world.planner)

    for url in (URL, f"{URL}{campaign.code}/"):
        etag = client.get(url)["ETag"]
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
        client.patch(f"{URL}{campaign.code}/", {"name": f"changed {url[-5:]}"})
        assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("change", [{"name": "New"}, {"objective": "New"}, {"contacts": "New"}, {"notes": "New"}])
def test_words_may_change_after_submission(world, client_of, change):
    campaign = make_checking(world.planner)

    response = client_of(world.planner).patch(f"{URL}{campaign.code}/", change)

    assert response.status_code == 200
    assert response.json()["revision"] == 1
    assert change.items() <= response.json().items()


@pytest.mark.parametrize("change", [{"budget": "5.00"}, {"starts_on": day(11).isoformat()}, {"offers": []}, {"owner_unit": "consumer"}])
def test_nothing_else_may_change_after_submission(world, client_of, change):
    campaign = make_checking(world.planner)
    client = client_of(world.planner)

    response = client.patch(f"{URL}{campaign.code}/", change | {"name": "New"})

    assert response.status_code == 409
    assert [(error["code"], error["attr"]) for error in response.json()["errors"]] == [("submitted", next(iter(change)))]
    assert Campaign.objects.get().name == campaign.name
    assert client.delete(f"{URL}{campaign.code}/").status_code == 409


def test_deleting_a_draft(world, client_of):
    campaign = make_draft(world.planner)

    assert client_of(world.planner).delete(f"{URL}{campaign.code}/").status_code == 204
    assert not Campaign.objects.exists()
    assert AuditEvent.objects.filter(action="delete", object_code=campaign.code).count() == 1


def test_draft_that_was_submitted_is_withdrawn_not_deleted(world, client_of):
    campaign = make_checking(world.planner)
    client = client_of(world.planner)
    client.post(f"{URL}{campaign.code}/recall/", {})

    assert client.delete(f"{URL}{campaign.code}/").json()["errors"][0]["code"] == "was-submitted"


def test_copy_is_a_new_draft(world, client_of):
    campaign = make_checking(world.planner, budget="5.00", service_plan={"script": "…"})

    response = client_of(world.planner).post(f"{URL}{campaign.code}/copy/", {})

    assert response.status_code == 201
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


# Lists


def test_filters(world, client_of):
    first = make_draft(world.planner, name="充值送", placements=[{"channel": "sms", "product": "music-pack"}])
    second = make_checking(world.planner, name="存费送机", category="device", starts_on=day(20).isoformat(), external_code="BOSS-7")
    client = client_of(world.planner)

    def ask(query):
        return set(codes(client.get(f"{URL}?{query}")))

    assert ask("state=draft") == {first.code}
    assert ask("state=draft&state=checking") == {first.code, second.code}
    assert ask("category=device") == {second.code}
    assert ask("owner_unit=enterprise") == set()
    assert ask("channel=sms") == {first.code}
    assert ask("product=music-pack") == {first.code}
    assert ask("product=recharge") == {first.code, second.code}
    assert ask(f"starts_after={day(10)}") == {second.code}
    assert ask(f"starts_before={day(20)}") == {first.code}
    assert ask(f"ends_after={day(40)}") == set()
    assert ask(f"overlaps={day(1)}..{day(10)}") == {first.code}
    assert ask(f"overlaps={day(40)}..{day(50)}") == {first.code, second.code}
    assert ask("search=送机") == {second.code}
    assert ask("search=boss-7") == {second.code}
    assert ask(f"search={first.code}") == {first.code}
    assert ask("updated_since=2000-01-01T00:00:00Z") == {first.code, second.code}


def test_paging_and_ordering(world, client_of):
    plans = [make_draft(world.planner, starts_on=day(10 + n).isoformat()) for n in range(3)]
    client = client_of(world.planner)

    page = client.get(f"{URL}?limit=2&ordering=starts_on").json()
    rest = client.get(page["next"]).json()

    assert page["count"] == 3
    assert [row["code"] for row in page["results"] + rest["results"]] == [plan.code for plan in plans]
    assert codes(client.get(URL)) == [plan.code for plan in reversed(plans)]


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["planner", "rival", "leader", "viewer"])
def test_list_costs_the_same_for_one_plan_and_for_three(world, client_of, who):
    user = getattr(world, who)

    def add():
        make_draft(world.planner)
        make_approved(world.planner, world.head)
        make_coordinating(world.planner, found("C0000-0000", severity="warning"))

    add()
    one = queries_of(client_of(type(user).objects.get(pk=user.pk)), URL)
    add()
    add()
    three = queries_of(client_of(type(user).objects.get(pk=user.pk)), URL)

    assert three == one


def test_findings_cost_the_same_for_one_and_for_three(world, client_of):
    counts = []
    for number in (1, 3):
        other = make_coordinating(world.rival, owner_unit="enterprise")
        campaign = make_checking(world.planner)
        run_check(campaign, *(found(campaign, other, subject={"product": f"p{n}"}) for n in range(number)))
        user = type(world.planner).objects.get(pk=world.planner.pk)
        counts.append(queries_of(client_of(user), f"{URL}{campaign.code}/findings/"))

    assert counts[0] == counts[1]


def test_revisions_and_differences(world, client_of):
    client = client_of(world.planner)
    code = client.post(URL, plan_json(budget="5.00")).json()["code"]
    client.post(f"{URL}{code}/submit/", {})
    client.post(f"{URL}{code}/recall/", {})
    client.patch(f"{URL}{code}/", {"offers": [{"product": "recharge", "pay": "100.00", "get": "30.00"}], "flex_days": 3})
    client.post(f"{URL}{code}/submit/", {})

    first = client.get(f"{URL}{code}/revisions/1/").json()
    changes = client.get(f"{URL}{code}/diff/?from=1&to=2").json()["changes"]

    assert (first["revision"], first["plan"]["offers"][0]["get"], first["audience_size"]) == (1, "50.00", 3)
    assert {(one["path"], one["from"], one["to"]) for one in changes} == {
        ("flex_days", 0, 3),
        ("offers.0.get", "50.00", "30.00"),
        ("offers.0.get_value", "50.00", "30.00"),
        ("offers.0.kind", "recharge_gift", ""),
    }
    assert "budget" not in client_of(world.rival).get(f"{URL}{code}/revisions/1/").json()["plan"]
    for query in ("from=1&to=9", "from=1", "from=x&to=2", "from=99999999999&to=1"):
        assert client.get(f"{URL}{code}/diff/?{query}").status_code == 400
    assert client.get(f"{URL}{code}/revisions/7/").status_code == 404
    assert client.get(f"{URL}{code}/revisions/99999999999999/").status_code == 404
    actions = [row["action"] for row in client.get(f"{URL}{code}/history/").json()["results"]]
    assert actions == ["submit", "change", "recall", "submit", "create"]


def test_intentions_say_no_more_than_they_must(world, client_of):
    campaign = make_draft(world.planner, budget="5.00")
    rival = client_of(world.rival)
    assert rival.get("/api/v1/intentions/").json()["results"] == []

    assert client_of(world.planner).post(f"{URL}{campaign.code}/announce/", {}).status_code == 200
    shown = rival.get("/api/v1/intentions/").json()["results"]

    assert [set(row) for row in shown] == [
        {"campaign", "name", "owner_unit", "starts_on", "ends_on", "products", "channels", "branches", "announced_at"}
    ]
    assert (shown[0]["campaign"], shown[0]["products"], shown[0]["channels"]) == (campaign.code, ["recharge"], ["social-outlet"])
    assert rival.get(f"{URL}{campaign.code}/").status_code == 404
    assert client_of(world.viewer).get("/api/v1/intentions/").status_code == 403
    again = client_of(world.planner).post(f"{URL}{campaign.code}/announce/", {})
    assert again.json()["errors"][0]["code"] == "already-announced"


def test_cycles_and_initiatives(world, client_of):
    cycle = PlanningCycle.objects.create(code="2026-q4", kind="quarter", starts_on="2026-10-01", ends_on="2026-12-31")
    Initiative.objects.create(code="keep", name="存量保有", owner_unit=world.consumer, cycle=cycle)
    client = client_of(world.planner)

    assert [row["code"] for row in client.get("/api/v1/planning-cycles/").json()["results"]] == ["2026-q4"]
    assert [row["cycle"] for row in client.get("/api/v1/initiatives/").json()["results"]] == ["2026-q4"]
    assert client.post(URL, plan_json(initiative="keep")).json()["initiative"] == "keep"


def test_preview_is_not_a_campaign(world, client_of):
    from django.urls import Resolver404, resolve

    try:
        match = resolve("/api/v1/campaigns/preview/")
    except Resolver404:
        return
    assert not match.func.__module__.startswith("campaigns.")
