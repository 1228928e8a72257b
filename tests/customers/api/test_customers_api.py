from __future__ import annotations

import datetime as dt
import json
from base64 import b64decode, urlsafe_b64encode
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import clock
from common.models import AuditEvent
from customers.bitmaps import store
from customers.models import Touch
from customers.numbers import bitmap_of_numbers
from organization.enums import Role
from tests.factories.channels import make_group, make_product
from tests.factories.customers import hold, make_customer, make_customers, make_grid
from tests.factories.organization import make_unit

pytestmark = pytest.mark.django_db
URL = "/api/v1/customers/"


@pytest.fixture
def branches():
    return make_unit("branch-east", kind="branch"), make_unit("branch-west", kind="branch")


def numbers(response):
    assert response.status_code == 200, response.content
    return [row["number"] for row in response.json()["results"]]


def test_list_is_masked(client_of, branches):
    make_customer(
        "C1", name="王小明", phone="13800138000", unit=branches[0], group=make_group("consumer")
    )
    make_customer("13900001111", name="李四")

    response = client_of(Role.PLANNER).get(URL)

    assert set(response.json()) == {"count", "next", "previous", "results"}
    assert response.json()["count"] == 2
    row = next(row for row in response.json()["results"] if row["number"] == "C1")
    assert (row["name"], row["phone"], row["unit"], row["group"], row["kind"]) == (
        "王**",
        "138****8000",
        "branch-east",
        "consumer",
        "person",
    )
    assert "13800138000" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=C1", ["C1"]),
        ("search=13800138000", None),
        ("search=1380013800", []),
        ("number=138-0013-8000", None),
        ("phone=13800138000", None),
        ("number=C2", ["C2"]),
        ("tier=gold", ["C2"]),
        ("unit=branch-east", ["C1"]),
        ("grid=G1", ["C1"]),
        ("kind=organisation", ["O1"]),
        ("limit=1", ["C1"]),
        ("ordering=-id", ["O1", "C2", "C1"]),
        ("ordering=number", None),
        ("search=%00", None),
        ("search=" + "x" * 41, None),
        ("name__icontains=a", None),
        ("ordering=phone", None),
        ("unit=nowhere", None),
        ("kind=robot", None),
        ("limit=0", None),
        ("limit=501", None),
    ],
)
def test_filters(client_of, branches, query, found):
    make_customer("C1", phone="13800138000", unit=branches[0], grid=make_grid("G1", branches[0]))
    make_customer("C2", tier="gold", unit=branches[1])
    make_customer("O1", kind="organisation")

    response = client_of(Role.PLANNER).get(f"{URL}?{query}")

    if found is None:
        assert response.status_code == 400
        assert response.json()["errors"][0]["attr"] == query.split("=")[0]
    else:
        assert numbers(response) == found


@pytest.mark.parametrize(
    ("role", "place", "seen"),
    [
        (Role.PLANNER, "department", ["C1", "C2", "C3"]),
        (Role.PLANNER, "branch", ["C1"]),
        (Role.ACCOUNT_MANAGER, "branch", ["C1"]),
        (Role.ACCOUNT_MANAGER, "department", []),
        (Role.SERVICE_MANAGER, "department", ["C1", "C2", "C3"]),
    ],
)
def test_who_sees_which_customers(client_of, branches, role, place, seen):
    (
        make_customer("C1", unit=make_unit("centre", kind="centre", parent=branches[0])),
        make_customer("C2", unit=branches[1]),
        make_customer("C3"),
    )
    client = client_of(role, branches[0] if place == "branch" else make_unit("consumer"))

    assert numbers(client.get(URL)) == seen
    assert client.get(f"{URL}C2/").status_code == (200 if "C2" in seen else 404)


@pytest.mark.parametrize(
    "role",
    [Role.LEADERSHIP, Role.ADMINISTRATOR, Role.BRANCH_VIEWER, Role.AUDITOR, Role.RESOURCE_KEEPER],
)
@pytest.mark.parametrize("path", ["", "C1/", "C1/trajectory/"])
def test_other_roles_are_refused(client_of, role, path):
    make_customer("C1")

    assert client_of(role).get(URL + path).status_code == 403


def test_token_needs_the_scope(client_of):
    assert client_of(Role.PLANNER, scopes=["read", "plans"]).get(URL).status_code == 403
    assert client_of(Role.PLANNER, scopes=["customers"]).get(URL).status_code == 200


def test_detail_shows_holdings_and_masks_phones_in_attributes(client_of):
    customer = make_customer("C1", attributes={"备用电话": "13800138000", "套餐": "A"})
    hold(customer, make_product("music"), starts_on=dt.date(2027, 1, 1))

    body = client_of(Role.PLANNER).get(f"{URL}C1/").json()

    assert body["attributes"] == {"备用电话": "138****8000", "套餐": "A"}
    assert body["holdings"] == [
        {
            "number": "C1",
            "product": "music",
            "starts_on": "2027-01-01",
            "ends_on": None,
            "exclusive_group": "",
        }
    ]


@pytest.mark.parametrize("number", ["nobody", "a%00b", "%F0%9F%98%80"])
def test_unknown_number_is_404(client_of, number):
    assert client_of(Role.PLANNER).get(f"{URL}{number}/").status_code == 404
    assert client_of(Role.PLANNER).get(f"{URL}{number}/trajectory/").status_code == 404


def test_customer_whose_number_is_a_phone_is_named_by_the_party(client_of):
    customer = make_customer("13900001111")
    customer.party.number = "P-0000000001"
    customer.party.save()
    client = client_of(Role.PLANNER)

    found = client.post(f"{URL}lookup/", {"number": "139 0000 1111"}, format="json")
    assert numbers(found) == ["P-0000000001"]
    assert client.get(f"{URL}13900001111/").status_code == 404
    event = AuditEvent.objects.get(action="customers.lookup")
    assert (event.object_code, event.details) == ("139****1111", {"found": 1})
    assert client.get(f"{URL}P-0000000001/").json()["number"] == "P-0000000001"


def test_trajectory_joins_single_and_mass_touches(client_of):
    today = clock.today()
    first, second = make_customers(2)
    Touch.objects.create(
        source="a", key="1", happened_on=today, contact_class="call", party=first.party
    )
    Touch.objects.create(
        source="a",
        key="2",
        happened_on=today - dt.timedelta(days=400),
        contact_class="call",
        party=first.party,
    )
    both, _unknown = bitmap_of_numbers([first.number, second.number])
    Touch.objects.create(
        source="a",
        key="3",
        happened_on=today - dt.timedelta(days=2),
        contact_class="sms",
        campaign="C2027-0001",
        party_set=store(both),
    )
    client = client_of(Role.PLANNER)

    body = client.get(f"{URL}N0001/trajectory/").json()

    assert [(event["contact_class"], event["campaign"]) for event in body["results"]] == [
        ("call", ""),
        ("sms", "C2027-0001"),
    ]
    assert client.get(f"{URL}N0002/trajectory/").json()["count"] == 1
    page = client.get(f"{URL}N0001/trajectory/?limit=1").json()
    assert (len(page["results"]), page["previous"]) == (1, None)
    assert client.get(page["next"]).json()["results"][0]["contact_class"] == "sms"


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        ("from=2027-02-30", "from"),
        ("from=2027-02-01&to=2027-01-01", "to"),
        ("from=2020-01-01&to=2027-01-01", "from"),
        ("limit=0", "limit"),
        ("cursor=x", "cursor"),
        ("colour=red", "colour"),
        ("from=0001-01-01", "from"),
    ],
)
def test_trajectory_refuses(client_of, query, attr):
    make_customer("C1")

    response = client_of(Role.PLANNER).get(f"{URL}C1/trajectory/?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == attr


def test_list_costs_the_same_for_many(client_of, branches):
    client = client_of(Role.PLANNER)
    values = {
        "unit": branches[0],
        "group": make_group("consumer"),
        "grid": make_grid("G1", branches[0]),
    }

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    make_customers(1, **values)
    cost()
    one = cost()
    make_customers(3, prefix="M", **values)
    assert cost() == one


def walk(client, url):
    """All pages on from an address, and the address of the last."""
    pages = []
    while url:
        last, page = url, client.get(url).json()
        pages.append(numbers_of(page))
        url = page["next"]
        assert len(pages) < 20
    return pages, last


def numbers_of(page):
    return [row["number"] for row in page["results"]]


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_pages_neither_repeat_nor_lose_customers_of_equal_or_unknown_age(client_of, sign, limit):
    days = [
        None,
        dt.date(2024, 1, 1),
        None,
        dt.date(2020, 1, 1),
        dt.date(2024, 1, 1),
        None,
        None,
        dt.date(2024, 1, 1),
    ]
    for number, day in enumerate(days):
        make_customer(f"N{number}", joined_on=day)
    client = client_of(Role.PLANNER)

    pages, last = walk(client, f"{URL}?ordering={sign}joined_on&limit={limit}")
    forward = [number for page in pages for number in page]
    backward, url = [], client.get(last).json()["previous"]
    while url:
        page = client.get(url).json()
        backward[:0] = numbers_of(page)
        url = page["previous"]

    known = ["N3", "N1", "N4", "N7", "N0", "N2", "N5", "N6"]  # an unknown day counts as the latest
    assert forward == (known if sign == "" else known[::-1])
    assert backward == forward[: len(forward) - len(pages[-1])]


def test_wishes_are_recorded_with_who_and_why(client_of):
    make_customer("C1")
    client = client_of(Role.SERVICE_MANAGER)
    wish = {"kind": "do_not_contact", "is_given": True, "reason": "客户投诉"}

    listed = client.post(f"{URL}C1/wishes/", wish, format="json").json()
    again = client.post(f"{URL}C1/wishes/", wish, format="json")
    off = client.post(f"{URL}C1/wishes/", {**wish, "is_given": False}, format="json").json()

    assert [
        (row["contact_class"], row["reason"], row["source"]) for row in listed["do_not_contact"]
    ] == [("", "客户投诉", "person")]
    assert again.status_code == 409
    assert off == client.get(f"{URL}C1/wishes/").json() == {"do_not_contact": [], "consent": []}
    assert client.post(f"{URL}C1/wishes/", {"kind": "consent"}, format="json").status_code == 400
    assert (
        client_of(Role.PRODUCT_MANAGER).post(f"{URL}C1/wishes/", wish, format="json").status_code
        == 403
    )


def test_cursors_hold_no_number_and_are_ours_alone(client_of):
    for phone in ("13911110001", "13911110002", "13911110003"):
        make_customer(phone)
    client = client_of(Role.PLANNER)

    following = client.get(f"{URL}?limit=1").json()["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    shown = cursor + b64decode(cursor.partition(":")[0] + "==").decode()
    assert "1391111" not in shown
    assert client.get(following).status_code == 200
    for own in (["13", "0", False], [None, "0", False]):
        made = urlsafe_b64encode(json.dumps(own).encode()).decode()
        assert client.get(URL, {"cursor": made}).status_code == 400
    assert client.get(URL, {"cursor": cursor + "x"}).status_code == 400


@pytest.mark.parametrize(
    "cursor",
    [
        "zzz",
        "cD0x",
        "WzFd",
        "bnVsbA==",
        "W251bGwsICJ4IiwgZmFsc2Vd",
        "WyJcdTAwMDAiLCAiMSIsIGZhbHNlXQ==",
        "é",
    ],
)
def test_cursor_that_is_none(client_of, cursor):
    response = client_of(Role.PLANNER).get(URL, {"cursor": cursor, "ordering": "joined_on"})

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == ["cursor"]


@pytest.mark.parametrize("query", ["group=nothing", "grid=nothing", "unit=nothing", "kind=robot"])
def test_list_refuses_values_that_do_not_exist(client_of, query):
    response = client_of(Role.PLANNER).get(f"{URL}?{query}")

    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == [query.split("=")[0]]


def test_grids(client_of, branches):
    make_grid("G1", branches[0]), make_grid("G2", branches[1])
    client = client_of(Role.BRANCH_VIEWER, branches[0])

    assert [
        row["code"] for row in client.get("/api/v1/grids/?unit=branch-west").json()["results"]
    ] == ["G2"]
    assert client.get("/api/v1/grids/?unit=x").status_code == 400
    assert client_of(Role.AUDITOR).get("/api/v1/grids/").status_code == 403
