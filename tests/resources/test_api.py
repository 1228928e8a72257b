import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from organization.enums import Role, UnitKind
from organization.tokens import issue_token
from resources.enums import Firmness
from resources.models import Movement, Stock
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_arrival, make_reservation, make_resource, make_stock

pytestmark = pytest.mark.django_db

DAY = dt.date(2027, 3, 1)
LISTS = [
    "resources/",
    "resources/arrivals/",
    "resources/stock/",
    "resources/reservations/",
    "resources/movements/",
]
URL = "/api/v1/resources/movements/"


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def world():
    east, west = (make_unit(code, kind=UnitKind.BRANCH) for code in ("branch-east", "branch-west"))
    leaflet = make_resource()
    make_stock(leaflet, east, 500)
    make_stock(leaflet, west, 300)
    make_reservation(leaflet, east, 200, campaign="C2027-0001", needed_by=DAY)
    make_reservation(
        leaflet, east, 90, campaign="C2027-0002", needed_by=DAY, firmness=Firmness.SOFT
    )
    make_arrival(leaflet, east, 40, DAY, is_confirmed=True)
    make_arrival(leaflet, east, 60, DAY)
    return east, west


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PLANNER, 200),
        (Role.RESOURCE_KEEPER, 200),
        (Role.AUDITOR, 403),
        (Role.FRONT_OFFICE, 403),
    ],
)
def test_lists_are_for_those_who_see_stock(path, role, status):
    world()

    assert client_of(make_user(role)).get(f"/api/v1/{path}").status_code == status


def test_stock_says_what_lies_there_and_what_is_promised():
    world()

    answer = (
        client_of(make_user(Role.PLANNER)).get("/api/v1/resources/stock/?unit=branch-east").json()
    )

    assert answer["count"] == 1
    assert answer["results"] == [
        {
            "resource": "leaflet-a4",
            "unit": "branch-east",
            "on_hand": 500,
            "reserved_hard": 200,
            "reserved_soft": 90,
            "arriving": 40,
            "free": 300,
        }
    ]


def test_branch_reads_its_own_stock_and_no_plan_before_its_approval():
    east, _west = world()
    client = client_of(make_user(Role.BRANCH_VIEWER, east))

    stock = client.get("/api/v1/resources/stock/").json()["results"]
    held = client.get("/api/v1/resources/reservations/").json()["results"]
    moved = client.get("/api/v1/resources/movements/").json()["results"]

    assert [(row["unit"], row["reserved_soft"]) for row in stock] == [("branch-east", None)]
    assert [row["campaign"] for row in held] == ["C2027-0001"]
    assert {row["unit"] for row in moved} == {"branch-east"}


def test_a_token_of_a_unit_reads_that_units_stock():
    east, _west = world()
    user = make_user(Role.RESOURCE_KEEPER)
    _token, key = issue_token(user=user, name="t", scopes=["all"], unit=east, actor=user)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")

    assert {row["unit"] for row in client.get("/api/v1/resources/stock/").json()["results"]} == {
        "branch-east"
    }


@pytest.mark.parametrize(
    "query",
    [
        "resources/?kind=planet",
        "resources/stock/?colour=red",
        "resources/reservations/?state=gone",
        "resources/movements/?since=x",
    ],
)
def test_unknown_filters_are_refused(query):
    assert client_of(make_user(Role.PLANNER)).get(f"/api/v1/{query}").status_code == 400


@pytest.mark.parametrize("path", LISTS)
def test_lists_cost_the_same_for_one_and_many(path):
    east, _west = world()
    client = client_of(make_user(Role.RESOURCE_KEEPER))

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/api/v1/{path}").status_code == 200
        return len(caught)

    queries()
    few = queries()
    for number in range(3):
        other = make_resource(f"thing-{number}")
        make_stock(other, east, 5)
        make_reservation(other, east, 2, campaign="C2027-0009", needed_by=DAY)

    assert queries() == few


@pytest.mark.parametrize(
    ("body", "quantities"),
    [
        ({"kind": "received", "quantity": 50}, [50]),
        ({"kind": "issued", "quantity": 50, "campaign": "C2027-0001"}, [-50]),
        ({"kind": "transfer", "to_unit": "branch-west", "quantity": 50}, [-50, 50]),
        ({"kind": "counted", "quantity": 490, "reason": "damp"}, [-10]),
        ({"kind": "counted", "quantity": 500, "reason": "yearly"}, []),
        ({"kind": "counted", "quantity": 199, "reason": "damp", "is_loss": True}, [-301]),
    ],
)
def test_keeper_enters_movements(body, quantities):
    world()

    response = client_of(make_user(Role.RESOURCE_KEEPER)).post(
        URL, {"resource": "leaflet-a4", "unit": "branch-east", **body}, format="json"
    )

    assert response.status_code == 201
    assert [row["quantity"] for row in response.json()] == quantities


@pytest.mark.parametrize(
    ("body", "status", "attr"),
    [
        ({"kind": "burnt"}, 400, "kind"),
        ({"quantity": -1}, 400, "quantity"),
        ({"quantity": 0}, 400, "quantity"),
        ({"quantity": 10**20}, 400, "quantity"),
        ({"quantity": "many"}, 400, "quantity"),
        ({"unit": "planet"}, 400, "unit"),
        ({"resource": "planet"}, 400, "resource"),
        ({"kind": "transfer"}, 400, "to_unit"),
        ({"to_unit": "branch-west"}, 400, "to_unit"),
        ({"kind": "transfer", "to_unit": "branch-east"}, 400, "to_unit"),
        ({"campaign": "C2027-0001"}, 400, "campaign"),
        ({"kind": "counted"}, 400, "reason"),
        ({"reason": "x" * 201}, 400, "reason"),
        ({"colour": "red"}, 400, "colour"),
        ({"kind": "issued", "quantity": 301, "reason": "fair"}, 409, "quantity"),
        ({"kind": "issued", "quantity": 1}, 400, "reason"),
        ({"kind": "issued", "quantity": 1, "campaign": "C9999-1"}, 400, "campaign"),
        ({"kind": "transfer", "to_unit": "branch-west", "quantity": 301}, 409, "quantity"),
        ({"kind": "counted", "quantity": 199, "reason": "damp"}, 409, "counted"),
    ],
)
def test_a_movement_that_cannot_be_is_refused_and_changes_nothing(body, status, attr):
    world()
    before = Movement.objects.count()

    response = client_of(make_user(Role.RESOURCE_KEEPER)).post(
        URL,
        {
            "kind": "received",
            "resource": "leaflet-a4",
            "unit": "branch-east",
            "quantity": 5,
            **body,
        },
        format="json",
    )

    assert (response.status_code, response.json()["errors"][0]["attr"]) == (status, attr)
    assert Movement.objects.count() == before


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PLANNER, 403), (Role.BRANCH_VIEWER, 403), (Role.AUDITOR, 403)]
)
def test_only_the_keeper_enters_movements(role, status):
    east, _west = world()
    body = {"kind": "received", "resource": "leaflet-a4", "unit": "branch-east", "quantity": 5}

    assert client_of(make_user(role, east)).post(URL, body, format="json").status_code == status


def test_a_retry_with_the_same_key_is_done_once():
    east, _west = world()
    client = client_of(make_user(Role.RESOURCE_KEEPER))
    body = {"kind": "received", "resource": "leaflet-a4", "unit": "branch-east", "quantity": 5}

    first, second = (
        client.post(URL, body, format="json", headers={"Idempotency-Key": "k1"}) for _ in range(2)
    )

    assert first.json() == second.json()
    assert Stock.objects.get(unit=east).on_hand == 505
