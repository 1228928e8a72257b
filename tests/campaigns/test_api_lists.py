"""Lists, revisions and differences; constant query counts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Initiative, PlanningCycle
from tests.factories.campaigns import (
    day,
    found,
    make_approved,
    make_checking,
    make_coordinating,
    make_draft,
    plan_json,
    run_check,
)

pytestmark = pytest.mark.django_db

URL = "/api/v1/campaigns/"


def codes(response):
    return [row["code"] for row in response.json()["results"]]


def test_filters(world, client_of):
    first = make_draft(
        world.planner, name="充值送", placements=[{"channel": "sms", "product": "music-pack"}]
    )
    second = make_checking(
        world.planner,
        name="存费送机",
        category="device",
        starts_on=day(20).isoformat(),
        external_code="BOSS-7",
    )
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
    assert [row["code"] for row in page["results"] + rest["results"]] == [
        plan.code for plan in plans
    ]
    assert codes(client.get(URL)) == [plan.code for plan in reversed(plans)]


def queries_of(client, url):
    """The statements of a call, but for the one that counts some of the caller's calls ahead."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len([one for one in captured if "common_callcount" not in one["sql"]])


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
        run_check(
            campaign, *(found(campaign, other, subject={"product": f"p{n}"}) for n in range(number))
        )
        user = type(world.planner).objects.get(pk=world.planner.pk)
        counts.append(queries_of(client_of(user), f"{URL}{campaign.code}/findings/"))

    assert counts[0] == counts[1]


def test_revisions_and_differences(world, client_of):
    client = client_of(world.planner)
    code = client.post(URL, plan_json(budget="5.00")).json()["code"]
    client.post(f"{URL}{code}/submit/", {})
    client.post(f"{URL}{code}/recall/", {})
    client.patch(
        f"{URL}{code}/",
        {"offers": [{"product": "recharge", "pay": "100.00", "get": "30.00"}], "flex_days": 3},
    )
    client.post(f"{URL}{code}/submit/", {})

    first = client.get(f"{URL}{code}/revisions/1/").json()
    changes = client.get(f"{URL}{code}/diff/?from=1&to=2").json()["changes"]

    assert (first["revision"], first["plan"]["offers"][0]["get"], first["audience_size"]) == (
        1,
        "50.00",
        3,
    )
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
        {
            "campaign",
            "name",
            "owner_unit",
            "starts_on",
            "ends_on",
            "products",
            "channels",
            "branches",
            "announced_at",
        }
    ]
    assert (shown[0]["campaign"], shown[0]["products"], shown[0]["channels"]) == (
        campaign.code,
        ["recharge"],
        ["social-outlet"],
    )
    assert rival.get(f"{URL}{campaign.code}/").status_code == 404
    assert client_of(world.viewer).get("/api/v1/intentions/").status_code == 403
    again = client_of(world.planner).post(f"{URL}{campaign.code}/announce/", {})
    assert again.json()["errors"][0]["code"] == "already-announced"


def test_cycles_and_initiatives(world, client_of):
    cycle = PlanningCycle.objects.create(
        code="2026-q4", kind="quarter", starts_on="2026-10-01", ends_on="2026-12-31"
    )
    Initiative.objects.create(code="keep", name="存量保有", owner_unit=world.consumer, cycle=cycle)
    client = client_of(world.planner)

    assert [row["code"] for row in client.get("/api/v1/planning-cycles/").json()["results"]] == [
        "2026-q4"
    ]
    assert [row["cycle"] for row in client.get("/api/v1/initiatives/").json()["results"]] == [
        "2026-q4"
    ]
    assert client.post(URL, plan_json(initiative="keep")).json()["initiative"] == "keep"


@pytest.mark.parametrize("query", ["colour=red", "limit=0", "cursor=x"])
@pytest.mark.parametrize(
    "address", ["intentions", "planning-cycles", "initiatives", "history", "check-runs", "findings"]
)
def test_lists_refuse_what_they_do_not_know(world, client_of, address, query):
    plan = make_coordinating(world.planner, owner_unit="consumer")
    prefix = (
        f"{URL}{plan.code}/" if address in {"history", "check-runs", "findings"} else "/api/v1/"
    )

    response = client_of(world.planner).get(f"{prefix}{address}/?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == query.split("=")[0]


def test_findings_are_paged_as_every_list(world, client_of):
    other = make_coordinating(world.rival, owner_unit="enterprise")
    plan = make_checking(world.planner)
    run_check(plan, *(found(plan, other, subject={"product": f"p{n}"}) for n in range(3)))
    client = client_of(world.planner)
    url, seen = f"{URL}{plan.code}/findings/?limit=2", []

    while url:
        page = client.get(url).json()
        seen.append([row["id"] for row in page["results"]])
        url = page["next"]

    assert page["count"] == 3
    assert [len(ids) for ids in seen] == [2, 1]
    assert len({one for ids in seen for one in ids}) == 3


def test_preview_is_not_a_campaign(world, client_of):
    from django.urls import Resolver404, resolve

    try:
        match = resolve("/api/v1/campaigns/preview/")
    except Resolver404:
        return
    assert not match.func.__module__.startswith("campaigns.")
