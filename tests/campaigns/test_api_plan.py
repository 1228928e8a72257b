"""The contract's example, from the first POST to the calendar's states, exactly as clients write
it.
"""

from __future__ import annotations

import pytest

from campaigns.models import Campaign
from tests.factories.campaigns import day, make_draft, make_resource, plan_json, run_check

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(world):
    make_resource("leaflet-a4")
    source = make_draft(world.planner)
    source.working.submitted_at, source.working.submitted_by = source.created_at, world.planner
    from customers import bitmaps

    source.working.audience_set = bitmaps.store(bitmaps.BitMap([1]))
    source.working.save()
    return {
        "name": "国庆充值送",
        "category": "promotion",
        "owner_unit": "consumer",
        "branches": [],
        "external_code": "",
        "initiative": None,
        "starts_on": day(10).isoformat(),
        "ends_on": day(40).isoformat(),
        "objective": "…",
        "targets": [{"indicator": "orders", "value": "20000"}],
        "budget": "500000.00",
        "urgent": False,
        "flex_days": 7,
        "enrolment": "opt_in",
        "selling_points": ["充100送50"],
        "offers": [
            {
                "product": "recharge",
                "kind": "recharge_gift",
                "pay": "100.00",
                "get": "50.00",
                "get_kind": "balance",
                "get_value": "50.00",
                "payout_months": 0,
                "min_spend": "0.00",
                "lock_months": 0,
                "stackable": False,
                "exclusive_group": "",
                "description": "",
            }
        ],
        "participants": [
            {
                "unit": "product",
                "product": "music-pack",
                "enrolment": "opt_in",
                "targets": [],
                "cost_share": "0.30",
            }
        ],
        "audience": {
            "include": [
                {"segment": "prepaid-active"},
                {"filter": {"all": [{"field": "arpu", "op": "gte", "value": "30"}]}},
            ],
            "exclude": [{"segment": "do-not-disturb"}, {"campaign": source.code}],
        },
        "eligibility": None,
        "placements": [
            {
                "channel": "sms",
                "product": "recharge",
                "expected_orders": 3000,
                "exclude": [],
                "waves": [
                    {
                        "on": day(10).isoformat(),
                        "from": "10:00",
                        "until": "18:00",
                        "share": 0.5,
                        "to": "all",
                    },
                    {"on": day(17).isoformat(), "share": 0.5, "to": "all"},
                ],
            },
            {
                "channel": "social-outlet",
                "product": "recharge",
                "expected_orders": 12000,
                "waves": [],
            },
        ],
        "resource_requests": [
            {
                "resource": "leaflet-a4",
                "unit": "branch-east",
                "quantity": 20000,
                "needed_by": day(5).isoformat(),
            }
        ],
        "service_plan": {
            "contingency": "…",
            "script": "…",
            "training_on": day(3).isoformat(),
            "terms": "…",
            "exit_rule": "…",
        },
    }


def test_example_comes_back_as_it_was_written(world, example, client_of):
    response = client_of(world.planner).post("/api/v1/campaigns/", example)

    assert response.status_code == 201, response.json()
    body = response.json()
    assert body["state"] == "draft"
    assert body["revision"] == 0
    assert response["Location"].endswith(f"/api/v1/campaigns/{body['code']}/")
    same = {
        key: body[key] for key in example if key not in {"targets", "placements", "service_plan"}
    }
    assert same == {key: example[key] for key in same}
    assert body["targets"] == [{"indicator": "orders", "value": "20000.00"}]
    assert body["placements"][0]["waves"] == [
        example["placements"][0]["waves"][0],
        {"on": day(17).isoformat(), "from": None, "until": None, "share": 0.5, "to": "all"},
    ]
    assert body["service_plan"] == example["service_plan"] | {"scripts": []}


def test_whole_life_through_the_api(world, example, client_of):
    planner, head = client_of(world.planner), client_of(world.head)
    alone = example | {"participants": []}
    code = planner.post("/api/v1/campaigns/", alone).json()["code"]

    submitted = planner.post(f"/api/v1/campaigns/{code}/submit/", {})
    assert submitted.status_code == 202
    assert submitted.json()["campaign"] == code
    assert submitted.json()["state"] == "checking"
    waiting = planner.get(f"/api/v1/check-runs/{submitted.json()['check_run']}/").json()
    assert (waiting["state"], waiting["revision"], waiting["findings"]) == ("pending", 1, [])

    run_check(Campaign.objects.get(code=code), grade="B")
    run = planner.get(f"/api/v1/check-runs/{submitted.json()['check_run']}/").json()
    assert (run["state"], run["risk_grade"]) == ("done", "B")
    assert run["counts"] == {"blocking": 0, "warning": 0, "notice": 0}

    assert planner.post(f"/api/v1/campaigns/{code}/finalise/", {}).json()["state"] == "finalised"
    refused = planner.post(f"/api/v1/campaigns/{code}/approve/", {})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "no-permission")
    short = head.post(f"/api/v1/campaigns/{code}/approve/", {})
    assert (short.status_code, short.json()["errors"][0]["code"]) == (409, "short")
    planner.post(f"/api/v1/campaigns/{code}/recall/", {})
    planner.patch(f"/api/v1/campaigns/{code}/", {"resource_requests": []})
    planner.post(f"/api/v1/campaigns/{code}/submit/", {})
    run_check(Campaign.objects.get(code=code), grade="B")
    planner.post(f"/api/v1/campaigns/{code}/finalise/", {})
    approved = head.post(f"/api/v1/campaigns/{code}/approve/", {})
    assert approved.status_code == 200
    assert approved.json()["state"] == "approved"
    assert approved.json()["revision"] == 2
    withdrawn = head.post(f"/api/v1/campaigns/{code}/withdraw/", {"reason": "Changed our mind."})
    assert withdrawn.json()["state"] == "withdrawn"


def test_defaults_of_a_bare_draft(world, client_of):
    bare = {
        key: plan_json()[key] for key in ("name", "category", "owner_unit", "starts_on", "ends_on")
    }

    body = client_of(world.planner).post("/api/v1/campaigns/", bare).json()

    assert body["branches"] == body["offers"] == body["placements"] == []
    assert body["eligibility"] is None
    assert body["audience"] == {"include": [], "exclude": []}
    assert body["enrolment"] == "opt_in"
    assert body["budget"] is None


def test_value_of_balance_is_the_balance_and_of_anything_else_unknown(world, client_of):
    offers = [
        {"product": "recharge", "get": "50.00"},
        {"product": "recharge", "get": "5", "get_kind": "data"},
    ]

    body = client_of(world.planner).post("/api/v1/campaigns/", plan_json(offers=offers)).json()

    assert [offer["get_value"] for offer in body["offers"]] == ["50.00", None]


def test_submit_says_all_that_is_missing(world, client_of):
    client = client_of(world.planner)
    bare = plan_json(offers=[], audience=None, placements=[])
    code = client.post("/api/v1/campaigns/", bare).json()["code"]

    response = client.post(f"/api/v1/campaigns/{code}/submit/", {})

    assert response.status_code == 409
    assert [(error["code"], error["attr"]) for error in response.json()["errors"]] == [
        ("missing", "offers"),
        ("missing", "audience"),
        ("missing", "placements"),
    ]
    assert Campaign.objects.get(code=code).state == "draft"
