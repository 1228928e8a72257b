"""Deliveries by the API, from the announcement to the receipt."""

from __future__ import annotations

import datetime as dt

import pytest
from rest_framework.test import APIClient

from common import clock
from common.models import AuditEvent
from organization.enums import Role, UnitKind
from resources.models import Arrival, Stock
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_arrival, make_resource, make_stock

pytestmark = pytest.mark.django_db

URL = "/api/v1/resources/arrivals/"


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def keeper():
    return client_of(make_user(Role.RESOURCE_KEEPER))


@pytest.fixture
def clerk(east):
    return client_of(make_user(Role.BRANCH_VIEWER, east))


@pytest.fixture
def east():
    return make_unit("branch-east", kind=UnitKind.BRANCH)


@pytest.fixture
def leaflet(east):
    resource = make_resource()
    make_stock(resource, east, 500)
    return resource


def in_days(days):
    return (clock.today() + dt.timedelta(days=days)).isoformat()


def announced(keeper, leaflet, **changes):
    body = {
        "resource": leaflet.code,
        "unit": "branch-east",
        "quantity": 100,
        "expected_on": in_days(7),
    }
    return keeper.post(URL, {**body, **changes}, format="json")


def test_a_delivery_is_announced_changed_received_and_taken_back(keeper, clerk, leaflet):
    made = announced(keeper, leaflet, note="第二批")
    address = made["Location"]

    changed = keeper.patch(address, {"is_confirmed": True}, format="json")
    short = clerk.post(f"{address}confirm/", {"received": 90}, format="json")
    came = clerk.post(f"{address}confirm/", {"received": 90, "note": "少一箱"}, format="json")
    twice = clerk.post(f"{address}confirm/", {"received": 90, "note": "少一箱"}, format="json")

    assert (made.status_code, made.json()["received"], made.json()["note"]) == (201, None, "第二批")
    assert (changed.json()["is_confirmed"], changed.json()["quantity"]) == (True, 100)
    assert (short.status_code, short.json()["errors"][0]["attr"]) == (400, "note")
    assert (came.json()["received"], twice.status_code) == (90, 409)
    assert Stock.objects.get(unit__code="branch-east").on_hand == 590

    undone = clerk.post(f"{address}undo/", {"reason": "数错"}, format="json")

    assert (undone.json()["received"], undone.json()["received_at"]) == (None, None)
    assert Stock.objects.get(unit__code="branch-east").on_hand == 500
    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True)) == [
        "announce_arrival",
        "change_arrival",
        "confirm_arrival",
        "undo_receipt",
    ]


def test_a_delivery_that_will_not_come_is_cancelled_with_a_reason(keeper, leaflet):
    address = announced(keeper, leaflet)["Location"]

    assert keeper.post(f"{address}cancel/", {"reason": ""}, format="json").status_code == 400
    assert keeper.post(f"{address}cancel/", {"reason": "停产"}, format="json").status_code == 204
    assert keeper.get(address).status_code == 404


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": "１２"}, "quantity"),
        ({"expected_on": in_days(-1)}, "expected_on"),
        ({"expected_on": "2099-01-01"}, "expected_on"),
        ({"unit": "nowhere"}, "unit"),
        ({"received": 3}, "received"),
    ],
)
def test_wrong_announcement_is_refused_at_its_field(keeper, leaflet, changes, attr):
    answer = announced(keeper, leaflet, **changes)

    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)
    assert not Arrival.objects.exists()


def test_a_branch_sees_its_own_deliveries_and_announces_none(clerk, leaflet, east):
    west = make_unit("branch-west", kind=UnitKind.BRANCH)
    own = make_arrival(leaflet, east, 5, expected_on=clock.today())
    other = make_arrival(leaflet, west, 5, expected_on=clock.today())

    rows = clerk.get(URL).json()["results"]

    assert [row["id"] for row in rows] == [str(own.key)]
    assert clerk.get(f"{URL}{other.key}/").status_code == 404
    assert clerk.post(f"{URL}{other.key}/confirm/", {"received": 5}).status_code == 404
    assert announced(clerk, leaflet).status_code == 403
    assert clerk.patch(f"{URL}{own.key}/", {"quantity": 6}, format="json").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [("is_received=false", 2), ("is_received=true", 0), ("expected_before={today}", 1)],
)
def test_list_is_narrowed(keeper, leaflet, east, query, found):
    make_arrival(leaflet, east, 5, expected_on=clock.today())
    make_arrival(leaflet, east, 5, expected_on=clock.today() + dt.timedelta(days=9))

    answer = keeper.get(f"{URL}?{query.format(today=clock.today())}")

    assert answer.json()["count"] == found
