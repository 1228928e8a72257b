"""The errors that the contract promises: one shape, the right status, and nothing changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from common import clock
from demo.play import words as case
from tests.e2e.rest import Answer, Client, call
from tests.live import Product

Clients = Callable[[str], Client]
FIRST = case.first_day(clock.today())
SMALL = {
    "name": "小案",
    "category": "service",
    "owner_unit": "consumer",
    "starts_on": FIRST.isoformat(),
    "ends_on": (FIRST + dt.timedelta(days=6)).isoformat(),
}
MEGABYTE = "x" * 2**20
ALL_OF_IT = (
    "SELECT (SELECT count(*) FROM campaigns_campaign), (SELECT count(*) FROM common_auditevent"
    " WHERE object_type = 'campaign')"
)
OFFER = {"product": "recharge", "pay": "100.00", "get": "50.00"}


@pytest.fixture(scope="module")
def planner(clients: Clients) -> Client:
    return clients("planner.consumer")


@pytest.fixture(scope="module")
def draft(planner: Client) -> Iterator[str]:
    """A draft of the consumer department that nobody submits."""
    code = planner.plan(SMALL)
    yield code
    planner.call("DELETE", f"/campaigns/{code}/")


@pytest.fixture
def unchanged(settled_product: Product) -> Iterator[None]:
    """After the test as many plans and audit rows of plans are there as before."""
    settled_product.wait_for_quiet()
    before = settled_product.rows(ALL_OF_IT)
    yield
    assert settled_product.rows(ALL_OF_IT) == before


def refused(answer: Answer, status: int, code: str = "", attr: str | None = None) -> None:
    """One shape for all refusals; the code and the field where they are named."""
    assert answer.status == status, answer.text[:800]
    body = answer.json
    assert set(body) == {"type", "errors"}
    assert all(
        set(error) == {"code", "detail", "attr"} and error["detail"] for error in body["errors"]
    )
    assert not code or code in answer.codes, answer.text[:800]
    assert attr is None or attr in {error["attr"] for error in body["errors"]}, answer.text[:800]
    assert "Traceback" not in answer.text


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("change", "attr"),
    [
        pytest.param(
            {"starts_on": SMALL["ends_on"], "ends_on": SMALL["starts_on"]},
            "ends_on",
            id="reversed dates",
        ),
        pytest.param({"starts_on": "2027-02-30"}, "starts_on", id="no such day"),
        pytest.param({"starts_on": "1899-12-31"}, "starts_on", id="before all plans"),
        pytest.param({"ends_on": "9999-12-31"}, "ends_on", id="after all plans"),
        pytest.param({"category": "nonsense"}, "category", id="unknown category"),
        pytest.param({"owner_unit": "marketing"}, "owner_unit", id="unknown unit"),
        pytest.param({"owner_unit": 1}, "owner_unit", id="a database id"),
        pytest.param(
            {"offers": [OFFER | {"product": "no-such-thing"}]},
            "offers.0.product",
            id="unknown product",
        ),
        pytest.param(
            {"placements": [{"channel": "carrier-pigeon"}]},
            "placements.0.channel",
            id="unknown channel",
        ),
        pytest.param(
            {"audience": {"include": [{"segment": "nobody"}]}}, None, id="unknown segment"
        ),
        pytest.param(
            {"audience": {"exclude": [{"campaign": "C1999-0001"}]}}, None, id="unknown plan"
        ),
        pytest.param(
            {"audience": {"include": [{"list": ["no such customer"]}]}}, None, id="unknown customer"
        ),
        pytest.param(
            {
                "audience": {
                    "include": [
                        {"filter": {"all": [{"field": "shoe_size", "op": "eq", "value": 43}]}}
                    ]
                }
            },
            None,
            id="unknown field",
        ),
        pytest.param({"budget": "-1.00"}, "budget", id="negative money"),
        pytest.param({"budget": "NaN"}, "budget", id="no number"),
        pytest.param({"budget": "1e400"}, "budget", id="endless money"),
        pytest.param({"budget": "１００"}, "budget", id="full-width money"),
        pytest.param(
            {"offers": [OFFER | {"pay": "-100.00"}]}, "offers.0.pay", id="negative payment"
        ),
        pytest.param({"flex_days": 1.5}, "flex_days", id="half a day"),
        pytest.param({"flex_days": 10**30}, "flex_days", id="beyond all integers"),
        pytest.param({"name": ""}, "name", id="no name"),
        pytest.param({"name": MEGABYTE}, "name", id="a megabyte of name"),
        pytest.param({"objective": MEGABYTE}, "objective", id="a megabyte of text"),
        pytest.param({"name": "a\x00b"}, "name", id="NUL"),
        pytest.param({"name": "\u202eabc"}, "name", id="right to left"),
        pytest.param({"name": ["小案"]}, "name", id="a list for a text"),
        pytest.param({"state": "approved"}, "state", id="a state from outside"),
        pytest.param({"approved_by": "me"}, "approved_by", id="an unknown key"),
    ],
)
def test_bad_plan_is_refused_at_its_field(
    planner: Client, change: dict[str, Any], attr: str | None
) -> None:
    refused(planner.call("POST", "/campaigns/", SMALL | change), 400, attr=attr)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        pytest.param(b"{", "application/json", 400, id="half a body"),
        pytest.param(b"[]", "application/json", 400, id="a list"),
        pytest.param(b"", "application/json", 400, id="nothing"),
        pytest.param(b'{"name": "\xd0\xa1"', "application/json", 400, id="cut"),
        pytest.param(b'{"name": "\xff"}', "application/json", 400, id="no UTF-8"),
        pytest.param(b"[" * 5000 + b"]" * 5000, "application/json", 400, id="deep"),
        pytest.param(b"name=x", "application/x-www-form-urlencoded", 415, id="a form"),
        pytest.param(b"<plan/>", "text/xml", 415, id="XML"),
        pytest.param(
            b'{"name": "' + b"x" * (3 * 2**20) + b'"}',
            "application/json",
            413,
            id="three megabytes",
        ),
    ],
)
def test_body_that_is_no_plan_is_refused(
    planner: Client, body: bytes, content_type: str, status: int
) -> None:
    headers = {"Authorization": f"Token {planner.token}", "Content-Type": content_type}

    refused(call("POST", f"{planner.url}/api/v1/campaigns/", body=body, headers=headers), status)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("authorization", ["", "Token 0123456789", "Token", "Bearer x"])
def test_stranger_is_refused(planner: Client, authorization: str) -> None:
    headers = {"Content-Type": "application/json"} | (
        {"Authorization": authorization} if authorization else {}
    )

    answer = call(
        "POST", f"{planner.url}/api/v1/campaigns/", body=json.dumps(SMALL).encode(), headers=headers
    )

    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"]


def test_token_does_what_its_scopes_say(settled_product: Product, draft: str) -> None:
    output = settled_product.manage(
        "issue_token", "planner.consumer", "--name", "reader", "--scope", "read", "--days", "1"
    )
    reader = Client(settled_product.url, output.strip().splitlines()[-1])

    assert reader.call("GET", f"/campaigns/{draft}/").status == 200
    refused(reader.call("POST", "/campaigns/", SMALL), 403)
    refused(reader.call("PATCH", f"/campaigns/{draft}/", {"name": "anders"}), 403)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "who", ["planner.enterprise", "head.enterprise", "branch.east", "comms.editor"]
)
@pytest.mark.parametrize(
    ("method", "tail", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"name": "meins"}),
        ("DELETE", "", None),
        ("POST", "submit/", {}),
        ("POST", "withdraw/", {"reason": "x"}),
        ("GET", "findings/", None),
        ("GET", "check-runs/", None),
        ("GET", "history/", None),
        ("POST", "find-dates/", {"from": SMALL["starts_on"], "to": SMALL["ends_on"]}),
    ],
)
def test_draft_of_another_department_is_not_there(
    clients: Clients, draft: str, who: str, method: str, tail: str, body: Any
) -> None:
    refused(clients(who).call(method, f"/campaigns/{draft}/{tail}", body), 404)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("planner.enterprise", 400),
        ("head.consumer", 403),
        ("branch.east", 403),
        ("leader", 403),
        ("admin", 403),
    ],
)
def test_plan_is_written_by_planners_of_its_unit(clients: Clients, who: str, status: int) -> None:
    answer = clients(who).call("POST", "/campaigns/", SMALL)

    assert answer.status in {status, 403}, answer.text
    refused(answer, answer.status)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/campaigns/{draft}/", 405),
        ("POST", "/campaigns/{draft}/", 405),
        ("DELETE", "/campaigns/", 405),
        ("GET", "/campaigns/{draft}/submit/", 405),
        ("GET", "/campaigns/C1999-0001/", 404),
        ("GET", "/campaigns/{draft}/revisions/99/", 404),
        ("GET", "/campaigns/{draft}/check-runs/6f1de52f-51ba-49c4-9cd9-3ed5c1d3a9d1/", 404),
        ("GET", "/campaigns/{draft}/findings/6f1de52f-51ba-49c4-9cd9-3ed5c1d3a9d1/", 404),
        ("POST", "/campaigns/{draft}/conquer/", 404),
        ("GET", "/nothing/", 404),
        ("GET", "/campaigns/?nonsense=1", 400),
        ("GET", "/campaigns/?state=nonsense", 400),
        ("GET", "/campaigns/?owner_unit=nonsense", 400),
        ("GET", "/campaigns/?ordering=owner__password", 400),
        ("GET", "/campaigns/?limit=0", 400),
        ("GET", "/campaigns/?limit=501", 400),
        ("GET", "/campaigns/?cursor=nonsense", 400),
        ("GET", "/campaigns/?overlaps=2026-10-01", 400),
        ("GET", "/campaigns/?search=%00", 400),
        ("GET", "/calendar/?from=2026-10-31&to=2026-10-01", 400),
        ("GET", "/calendar/?from=2026-01-01&to=2027-12-31", 400),
        ("GET", "/calendar/?from=yesterday&to=today", 400),
        ("GET", "/calendar/?from=2026-10-01&to=2026-10-31&unit=nonsense", 400),
        ("GET", "/calendar/changes/?since=nonsense", 400),
        ("POST", "/campaigns/{draft}/finalise/", 409),
        ("POST", "/campaigns/{draft}/end/", 403),
        ("POST", "/campaigns/{draft}/resume/", 403),
        ("POST", "/campaigns/{draft}/submit/", 409),
    ],
)
def test_what_cannot_be_asked_is_refused(
    planner: Client, draft: str, method: str, path: str, status: int
) -> None:
    answer = planner.call(method, path.format(draft=draft), {} if method == "POST" else None)

    refused(answer, status)
    if status == 405:
        assert answer.headers["Allow"]


def test_other_kind_of_answer_is_refused(planner: Client) -> None:
    refused(planner.call("GET", "/campaigns/", Accept="text/xml"), 406)


def test_same_key_is_done_once(planner: Client, settled_product: Product) -> None:
    key = f"e2e-{dt.datetime.now().timestamp()}"
    count = "SELECT count(*) FROM campaigns_campaign"
    (before,) = settled_product.rows(count)[0]

    first = planner.call("POST", "/campaigns/", SMALL, Idempotency_Key=key)
    again = planner.call("POST", "/campaigns/", SMALL, Idempotency_Key=key)
    other = planner.call("POST", "/campaigns/", SMALL | {"name": "andere"}, Idempotency_Key=key)

    assert (first.status, again.status, first.json) == (201, 201, again.json)
    assert again.headers["Idempotent-Replayed"] == "true"
    refused(other, 409, "idempotency-key-reused")
    assert settled_product.rows(count) == [(before + 1,)]
    submitted = [
        planner.call("DELETE", f"/campaigns/{first.json['code']}/").status for _ in range(2)
    ]
    assert submitted == [204, 404]


def test_stale_change_is_refused(planner: Client) -> None:
    code = planner.plan(SMALL)
    read = planner.call("GET", f"/campaigns/{code}/")
    faster = planner.call(
        "PATCH", f"/campaigns/{code}/", {"objective": "先"}, If_Match=read.headers["ETag"]
    )

    refused(
        planner.call(
            "PATCH", f"/campaigns/{code}/", {"objective": "后"}, If_Match=read.headers["ETag"]
        ),
        412,
    )
    refused(planner.call("DELETE", f"/campaigns/{code}/", If_Match=read.headers["ETag"]), 412)

    assert planner.get(f"/campaigns/{code}/")["objective"] == "先"
    assert (
        planner.call("DELETE", f"/campaigns/{code}/", If_Match=faster.headers["ETag"]).status == 204
    )


def test_empty_audience_is_refused_at_submission(planner: Client) -> None:
    quiet = {"include": [{"segment": "do-not-disturb"}], "exclude": [{"segment": "do-not-disturb"}]}
    code = planner.plan(case.consumer_plan(FIRST) | {"audience": quiet})

    refused(planner.call("POST", f"/campaigns/{code}/submit/", {}), 409)

    assert planner.get(f"/campaigns/{code}/")["state"] == "draft"
    assert planner.call("DELETE", f"/campaigns/{code}/").status == 204


def test_plan_is_submitted_once_however_often_it_is_asked(
    planner: Client, give_up: Callable[[str, str], None]
) -> None:
    code = planner.plan(case.consumer_plan(FIRST))
    give_up("planner.consumer", code)

    first = planner.call("POST", f"/campaigns/{code}/submit/", {})
    second = planner.call("POST", f"/campaigns/{code}/submit/", {})

    assert first.status == 202
    refused(second, 409)
    planner.checked(code, first.json["check_run"])
    assert planner.get(f"/campaigns/{code}/check-runs/")["count"] == 1


def test_list_is_walked_page_by_page(planner: Client) -> None:
    page = planner.get("/campaigns/?limit=50&ordering=code&state=ended")
    seen = [one["code"] for one in page["results"]]
    while page["next"]:
        page = planner.get(page["next"].split("/api/v1")[1])
        seen += [one["code"] for one in page["results"]]

    assert len(seen) == len(set(seen)) == page["count"]
    assert seen == sorted(seen)


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_refusals_speak_the_clients_language(planner: Client, lang: str) -> None:
    answer = planner.call(
        "POST", "/campaigns/", SMALL | {"category": "nonsense"}, Accept_Language=lang
    )

    is_chinese = any("一" <= char <= "鿿" for char in answer.json["errors"][0]["detail"])
    assert is_chinese == (lang == "zh-hans")
