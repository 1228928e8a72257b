"""Whom a plan reaches and why not the others; which plans reach one customer."""

from __future__ import annotations

import pytest
from django.test import Client

from campaigns.control_group import control_hundredth
from campaigns.policies import CONTROL_PERCENT
from channels.models import Product
from common import clock
from common.models import AuditEvent
from customers.models import Customer, DoNotContact, Touch
from organization.enums import Role
from organization.models import Policy, Unit
from tests.factories.campaigns import day
from tests.factories.channels import make_product
from tests.factories.customers import hold, make_customers
from tests.factories.organization import make_user
from tests.preflight.companies import submitted

pytestmark = pytest.mark.django_db
SMS = [
    {
        "channel": "sms",
        "product": "recharge",
        "exclude": [{"list": ["P0002"]}],
        "waves": [
            {"on": day(12).isoformat(), "share": "0.5"},
            {"on": day(15).isoformat(), "share": "0.2"},
        ],
    }
]
ASKED = 40


@pytest.fixture
def reached(world):
    """A plan for forty persons, one left out for each reason."""
    customers = make_customers(ASKED, prefix="P")
    Product.objects.filter(code="recharge").update(exclusive_group="main")
    hold(customers[3], make_product("other-plan", exclusive_group="main"), ends_on=day(400))
    DoNotContact.objects.create(party=customers[4].party, contact_class="sms", since=day(-1))
    for number in range(4):
        Touch.objects.create(
            party=customers[5].party,
            happened_on=day(-1 - number),
            kind="contact",
            contact_class="sms",
            source="test",
            key=str(number),
        )
    Policy.objects.create(
        key=CONTROL_PERCENT, value="20", valid_from=day(1), changed_at=clock.now()
    )
    numbers = [one.number for one in customers]
    audience = {"include": [{"list": numbers}], "exclude": [{"list": numbers[:1]}]}
    theirs = {"owner_unit": "enterprise", "placements": SMS}
    submitted(world.rival, customers[5:6], **theirs)
    return submitted(world.planner, customers, audience=audience, placements=SMS)


def told(client, plan) -> dict[str, int]:
    answer = client.get(f"/api/v1/campaigns/{plan.code}/reach/").json()
    parts = {one["part"]: one["persons"] for one in answer["parts"]}
    assert sum(parts.values()) == answer["asked"] == ASKED
    return parts


def page(user, address: str, number: str = "", **data: str):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    if not number:
        return client.get(address)
    return client.post(address, {"number": number, "purpose": "A complaint", **data})


def test_totals_add_up_and_each_opens_to_its_list(
    world, reached, client_of, django_assert_max_num_queries
):
    client = client_of(world.planner)
    parts = told(client, reached)

    assert (parts["excluded"], parts["channel"], parts["consent"], parts["contract"]) == (
        1,
        1,
        1,
        1,
    )
    control = {
        one.number
        for one in Customer.objects.filter(number__startswith="P").select_related("party")
        if control_hundredth(one.party.number) < 20
    }
    address = f"/api/v1/campaigns/{reached.code}/reach/"
    lists = {
        part: {row["number"] for row in client.get(f"{address}{part}/customers/").json()["results"]}
        for part in parts
    }
    assert {part: len(found) for part, found in lists.items()} == parts
    assert len(set.union(*lists.values())) == ASKED
    assert lists["control"] <= control
    assert lists["excluded"] | lists["channel"] == {"P0001", "P0002"}
    assert control <= lists["control"].union(
        *(lists[part] for part in ("excluded", "channel", "consent", "contract"))
    )
    waves = client.get(address).json()["waves"]
    assert sum(one["reached"] for one in waves) == parts["reached"]
    csv = client.get(f"{address}share/customers/?format=csv")
    assert b"".join(csv.streaming_content).count(b"\n") == parts["share"] + 1
    assert AuditEvent.objects.filter(action="export_concerned", object_code=reached.code).exists()
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.planner)
    client.get(f"/campaigns/{reached.code}/reach/")  # whatever is remembered is remembered now
    with django_assert_max_num_queries(15):
        html = client.get(f"/campaigns/{reached.code}/reach/").content.decode()
    assert "In the control group" in html
    assert f"/campaigns/{reached.code}/reach/consent/" in html
    shown = page(world.planner, f"/campaigns/{reached.code}/reach/excluded/").content.decode()
    assert "P0001" in shown


def test_few_persons_are_not_told_to_who_cannot_open_the_list(world, reached, client_of):
    answer = client_of(world.leader).get(f"/api/v1/campaigns/{reached.code}/reach/").json()

    parts = {one["part"]: one["persons"] for one in answer["parts"]}
    assert parts["consent"] is None
    assert answer["asked"] == ASKED
    denied = client_of(world.leader).get(
        f"/api/v1/campaigns/{reached.code}/reach/consent/customers/"
    )
    assert denied.status_code == 403
    assert client_of(world.rival).get(f"/api/v1/campaigns/{reached.code}/reach/").status_code == 404
    assert "not told" in page(world.leader, f"/campaigns/{reached.code}/reach/").content.decode()


def test_each_person_is_told_what_the_totals_say(world, reached, client_of):
    client = client_of(world.planner)
    address = f"/api/v1/campaigns/{reached.code}/reach/"

    for place in (0, 1, 3, 4, 5, 8, 13, 21):
        number = f"P{place + 1:04}"
        asked = {"number": number, "purpose": "A complaint"}
        answer = client.post("/api/v1/reach/check/", asked).json()
        mine = next(one for one in answer["results"] if one["campaign"] == reached.code)
        reason = mine["left_out"]["code"] if mine["left_out"] else "reached"
        rows = client.get(f"{address}{reason}/customers/").json()
        assert number in {row["number"] for row in rows["results"]}
        assert (mine["next_on"] is None) == (reason != "reached")
        waves = [one["left_out"] is None for one in mine["waves"]]
        assert waves.count(True) == (reason == "reached")
        assert mine["may_take"] == (place not in {0, 3})
        event = AuditEvent.objects.filter(action="customers.reach").latest("id")
        assert (event.object_code, event.reason) == (number, "A complaint")


def test_a_phone_is_masked_on_record_counted_and_may_be_shared(world, reached):
    Customer.objects.filter(number__in=["P0010", "P0011"]).update(phone="13800138000")

    answer = page(world.planner, "/reach/", "138 0013 8000").content.decode()

    assert "Several customers share this phone" in answer
    event = AuditEvent.objects.get(action="customers.reach")
    assert event.object_code == "138****8000"
    Policy.objects.create(
        key="customers.lookups_per_hour", value="1", valid_from=day(0), changed_at=clock.now()
    )
    assert page(world.planner, "/reach/", "P0010").status_code == 429


def test_who_sees_no_customers_asks_nothing_and_a_branch_asks_for_its_own(world, reached):
    east, west = (Unit.objects.get(code=code) for code in ("branch-east", "branch-west"))
    manager = make_user(Role.ACCOUNT_MANAGER, east)
    Customer.objects.filter(number="P0009").update(unit=east)
    Customer.objects.filter(number="P0010").update(unit=west)

    assert page(world.viewer, "/reach/").status_code == 403
    assert page(world.planner, "/reach/").status_code == 200
    assert "No customer has this number" in page(manager, "/reach/", "P0010").content.decode()
    own = page(manager, "/reach/", "P0009").content.decode()
    assert "No plan in play asks for this customer." in own  # nothing is approved yet
    assert page(world.planner, "/reach/", "P0009", purpose="").status_code == 422
    assert page(world.planner, "/reach/", "P0009").status_code == 200
