"""The case of Feiteng through REST, exactly as the contract writes it: two departments' programs, a
head's, a branch's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from common import clock
from demo.play import words as case
from tests.e2e.counting import shared_by_prepaid_and_firms
from tests.e2e.promising import promise_by_rest
from tests.e2e.rest import Client
from tests.live import Product

Clients = Callable[[str], Client]
GiveUp = Callable[[str, str], None]
DAY = dt.timedelta(days=1)
ENTRY_KEYS = {"campaign", "name", "category", "owner_unit", "branches", "channels"} | {
    *("starts_on", "ends_on", "state", "revision", "updated_at", "url"),
}


def example(first: dt.date) -> dict[str, Any]:
    """The plan of the contract, word for word but for its dates and for the campaign that it leaves
    out.
    """

    def on(days: int) -> str:
        return (first + days * DAY).isoformat()

    return {
        "name": "国庆充值送",
        "category": "promotion",
        "owner_unit": "consumer",
        "branches": [],
        "external_code": "",
        "initiative": None,
        "starts_on": on(0),
        "ends_on": on(30),
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
                {
                    "filter": {
                        "all": [
                            {"field": "arpu", "op": "gte", "value": "30"},
                            {"field": "grid", "op": "in", "value": ["G0101"]},
                        ]
                    }
                },
            ],
            "exclude": [{"segment": "do-not-disturb"}],
        },
        "eligibility": None,
        "placements": [
            {
                "channel": "sms",
                "product": "recharge",
                "expected_orders": 3000,
                "exclude": [],
                "waves": [
                    {"on": on(0), "from": "10:00", "until": "18:00", "share": 0.5, "to": "all"},
                    {"on": on(7), "share": 0.5, "to": "all"},
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
                "needed_by": on(-6),
            }
        ],
        "service_plan": {
            "contingency": "…",
            "script": "…",
            "training_on": on(-11),
            "terms": "…",
            "exit_rule": "…",
        },
    }


def clash_with(client: Client, code: str, other: str) -> dict[str, dict[str, Any]]:
    """The open clashes between two plans by severity."""
    found = [
        one
        for one in client.findings(code)
        if one["rule"] == "offer-clash" and other in one["campaigns"]
    ]
    return {one["severity"]: one for one in found}


def apply(
    client: Client, code: str, finding: dict[str, Any], kind: str, **extra: str
) -> dict[str, Any]:
    """Take the way out of a kind that changes this plan, and wait for the new check."""
    way = next(one for one in finding["ways_out"] if (one["kind"], one["campaign"]) == (kind, code))
    answer = client.post(
        f"/campaigns/{code}/findings/{finding['id']}/apply/",
        {"way_out": way["id"], **extra},
        status=202,
    )
    return client.checked(code, answer["check_run"])


def test_plan_of_the_contract_is_taken_and_given_back(clients: Clients, give_up: GiveUp) -> None:
    planner, neighbour = clients("planner.consumer"), clients("planner.enterprise")
    plan = example(case.first_day(clock.today()))

    created = planner.call("POST", "/campaigns/", plan)
    campaign = Client.expect(201, created)
    code = campaign["code"]
    give_up("planner.consumer", code)

    assert created.headers["Location"].endswith(f"/api/v1/campaigns/{code}/")
    assert campaign["state"] == "draft"
    assert {one["name"]: one["allowed"] for one in campaign["transitions"]} | {
        "submit": True,
        "approve": False,
    } == {one["name"]: one["allowed"] for one in campaign["transitions"]}
    read = planner.call("GET", f"/campaigns/{code}/")
    again = read.json
    assert {
        key: again[key] for key in plan if key not in {"placements", "audience", "participants"}
    } == {
        key: value
        for key, value in plan.items()
        if key not in {"placements", "audience", "participants"}
    } | {
        "targets": again["targets"],
        "offers": again["offers"],
        "service_plan": again["service_plan"],
    }
    assert again["offers"][0].items() >= plan["offers"][0].items()
    assert again["service_plan"].items() >= plan["service_plan"].items()
    assert again["audience"]["include"][1]["filter"]["all"][1] == {
        "field": "grid",
        "op": "in",
        "value": ["G0101"],
    }
    waves = again["placements"][0]["waves"]
    assert [
        (wave["on"], wave["from"], wave["until"], float(wave["share"]), wave["to"])
        for wave in waves
    ] == [
        (plan["starts_on"], "10:00", "18:00", 0.5, "all"),
        ((case.first_day(clock.today()) + 7 * DAY).isoformat(), None, None, 0.5, "all"),
    ]
    assert (
        planner.call("GET", f"/campaigns/{code}/", If_None_Match=read.headers["ETag"]).status == 304
    )

    submitted = planner.post(f"/campaigns/{code}/submit/", status=202)
    assert (submitted["campaign"], submitted["state"]) == (code, "checking")
    run = planner.checked(code, submitted["check_run"])
    assert set(run) >= {
        "state",
        "revision",
        "started_at",
        "finished_at",
        "risk_grade",
        "counts",
        "findings",
    }
    assert (run["revision"], set(run["counts"])) == (1, {"blocking", "warning", "notice"})
    theirs = neighbour.get(f"/campaigns/{code}/")
    assert not {"budget", "targets", "audience"} & set(theirs)


def test_case_through_rest(clients: Clients, give_up: GiveUp, settled_product: Product) -> None:
    first = case.first_day(clock.today())
    consumer, enterprise = clients("planner.consumer"), clients("planner.enterprise")
    since = clients("branch.east").get("/calendar/changes/")["next"]
    other = consumer.plan(case.consumer_plan(first))
    give_up("planner.consumer", other)
    consumer.submit(other)
    plan = case.enterprise_plan(first)
    foreseen = enterprise.post("/campaigns/preview/", plan)
    code = enterprise.plan(plan)
    give_up("planner.enterprise", code)
    run = enterprise.submit(code)

    # The same finding on both sides, with the numbers that a count by hand gives.
    mine, theirs = (
        clash_with(enterprise, code, other)["blocking"],
        clash_with(consumer, other, code)["blocking"],
    )
    facts = mine["facts"]
    assert mine["id"] == theirs["id"]
    assert (
        facts["shared_persons"]
        == theirs["facts"]["shared_persons"]
        == shared_by_prepaid_and_firms(settled_product)
    )
    assert (facts["rate_own"], facts["rate_other"], facts["gap_points"]) == (0.3, 0.5, 20)
    assert (theirs["facts"]["rate_own"], theirs["facts"]["rate_other"]) == (0.5, 0.3)
    assert facts["public_channels"] == ["social-outlet"]
    assert all(name in mine["message"] for name in ("充100送50", f"{facts['shared_persons']:,}"))
    assert run["counts"]["blocking"] >= 1
    assert any(
        one["rule"] == "offer-clash" and one["facts"]["shared_persons"] == facts["shared_persons"]
        for one in foreseen["findings"]
    )
    concerned = enterprise.get(f"/campaigns/{code}/findings/{mine['id']}/customers/?limit=5")
    assert concerned["count"] == facts["shared_persons"]
    assert all("*" in row["name"] for row in concerned["results"])
    assert enterprise.call("POST", f"/campaigns/{code}/finalise/", {}).status == 409

    # Out of it: the blocking part closes, the outlet is still seen, until there are words for it.
    before = enterprise.get(f"/campaigns/{code}/")
    apply(enterprise, code, mine, "exclude_shared")
    after = enterprise.get(f"/campaigns/{code}/")
    assert (before["revision"], after["revision"]) == (1, 2)
    assert before["audience_size"] - after["audience_size"] == facts["shared_persons"]
    left = clash_with(enterprise, code, other)
    assert set(left) == {"warning"}
    apply(enterprise, code, left["warning"], "attach_script", text=case.SCRIPT)
    assert clash_with(enterprise, code, other) == {}
    changed = enterprise.get(f"/campaigns/{code}/diff/?from=1&to=2")
    assert "audience" in str(changed)
    # Each revision was checked; a neighbour that moves meanwhile may have one checked once more.
    runs = enterprise.get(f"/campaigns/{code}/check-runs/")["results"]
    assert {one["revision"] for one in runs} == {1, 2, 3}

    # Approved by others than its planner, once what it needs is promised.
    assert enterprise.call("POST", f"/campaigns/{code}/finalise/", {}).status == 409
    promise_by_rest(clients, code)
    assert enterprise.post(f"/campaigns/{code}/finalise/")["state"] == "finalised"
    assert enterprise.call("POST", f"/campaigns/{code}/approve/", {}).status == 403
    states = [clients(who).post(f"/campaigns/{code}/approve/")["state"] for who in approvers(after)]
    assert states[-1] == "approved"
    assert [
        one["action"] for one in enterprise.get(f"/campaigns/{code}/history/")["results"]
    ].count("approve") == len(states)

    # The branch sees it, and not the neighbour's plan, which is not approved.
    branch = clients("branch.east")
    path = f"/calendar/?from={plan['starts_on']}&to={plan['ends_on']}"
    settled_product.wait_for_quiet()  # what is checked again moves the calendar's token
    calendar = branch.call("GET", path)
    entries = {one["campaign"]: one for one in calendar.json["entries"]}
    entry = entries[code]
    assert other not in entries
    assert set(entry) >= ENTRY_KEYS
    assert (entry["state"], entry["revision"], entry["starts_on"], entry["ends_on"]) == (
        "approved",
        3,
        plan["starts_on"],
        plan["ends_on"],
    )
    assert set(calendar.json["days"][0]) >= {
        "on",
        "holiday",
        "working",
        "launches",
        "live",
        "push_contacts",
    }
    assert branch.call("GET", path, If_None_Match=calendar.headers["ETag"]).status == 304
    news = branch.get(f"/calendar/changes/?since={since}")
    assert code in str(news)
    assert other not in str(news)
    clients("head.enterprise").post(f"/campaigns/{code}/withdraw/", {"reason": "e2e"})
    gone = branch.get(f"/calendar/changes/?since={news['next']}")
    assert code in str(gone)
    assert code not in {one["campaign"] for one in branch.get(path)["entries"]}


def approvers(campaign: dict[str, Any]) -> list[str]:
    """Who has to sign for the plan's grade: the head; for C the service manager; for D
    leadership.
    """
    return [
        "head.enterprise",
        *({"C": ["service.manager"], "D": ["leader"]}.get(campaign["risk_grade"], [])),
    ]


def test_better_dates_are_ranked(clients: Clients, give_up: GiveUp) -> None:
    planner, first = clients("planner.enterprise"), case.first_day(clock.today())
    code = planner.plan(case.enterprise_plan(first))
    give_up("planner.enterprise", code)

    found = planner.post(
        f"/campaigns/{code}/find-dates/",
        {"from": first.isoformat(), "to": (first + 10 * DAY).isoformat()},
    )

    starts = found["starts"]
    assert len(starts) == 11
    weights = [
        (bool(one["hindrances"]), one["counts"]["blocking"], one["counts"]["warning"])
        for one in starts
    ]
    assert weights == sorted(weights)
