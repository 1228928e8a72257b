from __future__ import annotations

import pytest

from customers.models import Segment
from organization.enums import Role
from tests.factories.customers import make_customer, make_customers
from tests.factories.organization import make_unit

pytestmark = pytest.mark.django_db
URL = "/api/v1/segments/"


def leaf(field, op, value):
    return {"field": field, "op": op, "value": value}


GOLD = {"field": "tier", "op": "eq", "value": "gold"}


@pytest.fixture
def planner(client_of):
    return client_of(Role.PLANNER, make_unit("consumer"))


def test_segment_is_made_listed_changed_and_counted(planner, exact_counts):
    make_customers(2, tier="gold")
    make_customer("ORG", kind="organisation", tier="gold")

    made = planner.post(
        URL,
        {"code": "gold", "name": "金卡", "owner_unit": "consumer", "filter": {"all": [GOLD]}},
        format="json",
    )

    assert made.status_code == 201
    assert made["Location"].endswith("/api/v1/segments/gold/")
    assert (made.json()["persons"], made.json()["organisations"], made.json()["kind"]) == (
        2,
        1,
        "filter",
    )
    assert planner.get(URL).json()["results"][0]["filter"] == {"all": [GOLD]}
    changed = planner.patch(
        f"{URL}gold/", {"name": "点名", "list": ["N0001"]}, format="json"
    ).json()
    assert (changed["name"], changed["kind"], changed["filter"], changed["persons"]) == (
        "点名",
        "list",
        None,
        1,
    )
    assert planner.get(f"{URL}gold/").json()["persons"] == 1


@pytest.mark.parametrize(
    ("body", "attr", "code"),
    [
        pytest.param({"filter": GOLD}, "name", "required", id="no name"),
        pytest.param({"name": "x"}, "filter", "invalid", id="neither filter nor list"),
        pytest.param({"name": "x", "filter": GOLD, "list": ["N1"]}, "filter", "invalid", id="both"),
        pytest.param({"name": "x", "list": ["nobody"]}, "list", "unknown", id="unknown number"),
        pytest.param({"name": "x", "list": []}, "list", "empty", id="empty list"),
        pytest.param({"name": "x", "list": ["N"] * 10_001}, "list", "max_length", id="long list"),
        pytest.param({"name": "x", "list": "N1"}, "list", "not_a_list", id="text for list"),
        pytest.param(
            {"name": "x", "filter": {"all": [{**GOLD, "op": "gte"}]}},
            "filter.all.0.op",
            "unknown",
            id="wrong op",
        ),
        pytest.param({"name": "x", "filter": []}, "filter", "invalid", id="list for filter"),
        pytest.param(
            {"name": "x", "filter": GOLD, "owner_unit": "nowhere"},
            "owner_unit",
            "does_not_exist",
            id="unknown unit",
        ),
        pytest.param(
            {"name": "x", "filter": GOLD, "code": "Bad Code"}, "code", "invalid", id="bad code"
        ),
        pytest.param(
            {"name": "x", "filter": GOLD, "code": "taken"}, "code", "unique", id="code taken"
        ),
        pytest.param(
            {"name": "x", "filter": GOLD, "kind": "list"}, "kind", "unknown", id="read-only field"
        ),
        pytest.param(
            {"name": "x\u202e", "filter": GOLD}, "name", "hidden_characters", id="hidden characters"
        ),
        pytest.param({"name": "x" * 81, "filter": GOLD}, "name", "max_length", id="long name"),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(planner, body, attr, code):
    Segment.objects.create(code="taken", name="t", kind="filter", definition=GOLD)

    response = planner.post(URL, body, format="json")

    assert response.status_code == 400, response.content
    assert (response.json()["errors"][0]["attr"], response.json()["errors"][0]["code"]) == (
        attr,
        code,
    )
    assert Segment.objects.count() == 1


@pytest.mark.parametrize("query", ["colour=red", "kind=x", "ordering=definition", "limit=0"])
def test_unknown_filters_are_refused(planner, query):
    assert planner.get(f"{URL}?{query}").status_code == 400


def test_preview_counts_without_storing(planner, exact_counts):
    make_customers(3, tier="gold")

    assert planner.post(f"{URL}preview/", {"filter": GOLD}, format="json").json() == {
        "persons": 3,
        "fewer_than": None,
        "organisations": 0,
    }
    assert planner.post(f"{URL}preview/", {"list": ["N0001", "N0002"]}, format="json").json() == {
        "persons": 2,
        "fewer_than": None,
        "organisations": 0,
    }
    assert planner.post(f"{URL}preview/", {}, format="json").status_code == 400
    assert not Segment.objects.exists()


def test_preview_tells_no_small_number_and_no_masked_value(planner):
    make_customers(3, tier="gold")
    one = make_customer("ONE", name="王秀梅")

    few = planner.post(f"{URL}preview/", {"filter": GOLD}, format="json").json()
    none = planner.post(
        f"{URL}preview/", {"filter": {**GOLD, "value": "none"}}, format="json"
    ).json()
    assert few == none == {"persons": None, "fewer_than": 20, "organisations": 0}
    for text in ("秀", "x"):
        named = {"all": [leaf("number", "eq", one.number), leaf("name", "contains", text)]}
        refused = planner.post(f"{URL}preview/", {"filter": named}, format="json")
        assert [error["code"] for error in refused.json()["errors"]] == ["masked"]
        for body in ({"name": "s", "filter": named},):
            assert planner.post(URL, body, format="json").status_code == 400


def test_preview_counts_only_the_customers_that_the_caller_may_see(client_of):
    east, west = make_unit("east", kind="branch"), make_unit("west", kind="branch")
    make_customers(25, prefix="E", tier="gold", unit=east, name="王秀梅")
    make_customers(30, prefix="W", tier="gold", unit=west)
    manager = client_of(Role.ACCOUNT_MANAGER, east)

    def persons(**body):
        return manager.post(f"{URL}preview/", body, format="json").json().get("persons")

    assert persons(filter=GOLD) == 25
    assert persons(filter=leaf("name", "contains", "秀")) == 25
    assert persons(filter=leaf("number", "eq", "W0001")) == 0
    assert persons(list=["E0001"]) == 1
    assert manager.post(f"{URL}preview/", {"list": ["W0001"]}, format="json").status_code == 400


def test_preview_needs_the_scope_of_customers(client_of):
    make_customers(25, tier="gold")
    reader = client_of(Role.PLANNER, make_unit("consumer"), scopes=["read", "plans"])

    assert reader.post(f"{URL}preview/", {"filter": GOLD}, format="json").status_code == 403
    made = reader.post(
        URL, {"name": "金卡", "filter": GOLD, "owner_unit": "consumer"}, format="json"
    )
    assert made.status_code == 201
    assert made.json()["persons"] is None


@pytest.mark.parametrize("code", ["fields", "preview"])
def test_segment_cannot_stand_at_another_address(planner, code):
    response = planner.post(URL, {"code": code, "name": "g", "filter": GOLD}, format="json")

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == ["code"]


def test_fields_say_what_a_filter_may_ask(planner):
    make_customer("A", attributes={"合同": "月付"})

    body = planner.get(f"{URL}fields/").json()
    fields = {field["name"]: field for field in body["results"]}

    assert {
        "number",
        "name",
        "kind",
        "group",
        "tier",
        "arpu",
        "joined_on",
        "unit",
        "grid",
        "products",
        "attributes.合同",
    } <= set(fields)
    assert "between" in fields["arpu"]["ops"]
    assert {"value": "consumer", "label": "consumer"} in fields["unit"]["choices"]
    assert (body["count"], body["next"]) == (len(fields), None)
    assert len(planner.get(f"{URL}fields/?limit=3").json()["results"]) == 3
    assert planner.get(f"{URL}fields/?colour=red").status_code == 400


@pytest.mark.parametrize(
    ("role", "method", "path", "status"),
    [
        (Role.AUDITOR, "get", "", 403),
        (Role.BRANCH_VIEWER, "post", "preview/", 403),
        (Role.SERVICE_MANAGER, "get", "", 200),
        (Role.SERVICE_MANAGER, "post", "", 403),
        (Role.PLANNER, "patch", "theirs/", 403),
        (Role.PLANNER, "patch", "nothing/", 404),
        (Role.PLANNER, "get", "nothing/", 404),
        (Role.PLANNER, "delete", "theirs/", 405),
    ],
)
def test_permissions(client_of, role, method, path, status):
    Segment.objects.create(
        code="theirs", name="t", kind="filter", definition=GOLD, owner_unit=make_unit("enterprise")
    )
    client = client_of(role, make_unit("consumer"))

    response = getattr(client, method)(
        URL + path, {"name": "x", "filter": GOLD} if method != "get" else None, format="json"
    )

    assert response.status_code == status
    assert Segment.objects.get().name == "t"


def test_strangers_are_asked_to_sign_in():
    from rest_framework.test import APIClient

    assert APIClient().get(URL).status_code == 401
