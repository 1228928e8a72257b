from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Campaign
from common import changelog, clock
from common.models import AuditEvent
from customers.bitmaps import load
from customers.models import Customer, Holding, Touch
from customers.touches import record_touches
from organization.enums import Role
from tests.factories.campaigns import make_checking, make_draft
from tests.factories.channels import make_channel, make_product
from tests.factories.customers import make_customers
from tests.factories.organization import make_unit
from tests.factories.resources import make_resource

pytestmark = pytest.mark.django_db
TOUCHES, HOLDINGS = "/api/v1/touches/", "/api/v1/holdings/"


def touch(key="1", **values):
    day = clock.today().isoformat()
    return {
        "source": "sms-gateway",
        "key": key,
        "happened_on": day,
        "contact_class": "sms",
        "number": "N0001",
        **values,
    }


def test_touches_are_recorded_once(client_of):
    make_customers(3)
    make_channel("sms")
    client = client_of(Role.PLANNER, scopes=["touches"])
    many = touch("2", numbers=["N0001", "N0003"], channel="sms")
    del many["number"]

    first = client.post(TOUCHES, {"touches": [touch(), many]}, format="json")
    again = client.post(
        TOUCHES, {"touches": [touch(), many, touch("3"), touch("3")]}, format="json"
    )

    assert (first.status_code, first.json()) == (201, {"created": 2, "known": 0})
    assert again.json() == {"created": 1, "known": 3}
    mass = Touch.objects.get(key="2")
    assert (len(load(mass.party_set_id)), mass.channel, mass.campaign) == (2, "sms", "")
    assert AuditEvent.objects.filter(action="customers.touches").count() == 2
    rows = client.get(TOUCHES).json()
    assert rows["count"] is None
    assert [(row["key"], row["number"], row["persons"]) for row in rows["results"]] == [
        ("3", "N0001", 1),
        ("2", None, 2),
        ("1", "N0001", 1),
    ]
    assert [row["key"] for row in client.get(f"{TOUCHES}?channel=sms").json()["results"]] == ["2"]
    assert [row["key"] for row in client.get(f"{TOUCHES}?number=N0001").json()["results"]] == [
        "3",
        "1",
    ]


@pytest.mark.parametrize(
    ("values", "attr", "code"),
    [
        pytest.param({"number": "nobody"}, "touches.1.number", "unknown", id="unknown number"),
        pytest.param(
            {"numbers": ["N0001"]}, "touches.1.number", "required", id="number and numbers"
        ),
        pytest.param({"campaign": "nope"}, "touches.1.campaign", "unknown", id="unknown plan"),
        pytest.param({"key": "1", "happened_on": "2026-01-02"}, "touches.1.key", "changed"),
        pytest.param({"channel": "nothing"}, "touches.1.channel", "unknown", id="unknown channel"),
        pytest.param({"happened_on": "2099-01-01"}, "touches.1.happened_on", "future", id="future"),
        pytest.param(
            {"happened_on": "yesterday"}, "touches.1.happened_on", "invalid", id="no date"
        ),
        pytest.param(
            {"contact_class": "pigeon"},
            "touches.1.contact_class",
            "invalid_choice",
            id="unknown class",
        ),
        pytest.param({"key": ""}, "touches.1.key", "blank", id="no key"),
        pytest.param({"party": 1}, "touches.1.party", "unknown", id="unknown field"),
        pytest.param({"key": "x\x00"}, "touches.1.key", "hidden_characters", id="NUL"),
    ],
)
def test_one_wrong_touch_records_none(client_of, values, attr, code):
    make_customers(1)

    response = client_of(Role.PLANNER).post(
        TOUCHES, {"touches": [touch(), touch(**{"key": "2", **values})]}, format="json"
    )

    assert response.status_code == 400
    assert (response.json()["errors"][0]["attr"], response.json()["errors"][0]["code"]) == (
        attr,
        code,
    )
    assert not Touch.objects.exists()


def test_what_was_told_is_not_told_otherwise(client_of):
    make_customers(2)
    client = client_of(Role.PLANNER)
    client.post(TOUCHES, {"touches": [touch()]}, format="json")

    for changes in ({"number": "N0002"}, {"is_service": True}, {"contact_class": "visit"}):
        again = client.post(TOUCHES, {"touches": [touch(**changes)]}, format="json")
        assert [error["code"] for error in again.json()["errors"]] == ["changed"]
    assert client.post(TOUCHES, {"touches": [touch()]}, format="json").json()["known"] == 1


def test_touches_are_told_of_ones_own_customers_only(client_of):
    east, west = make_unit("branch-east", kind="branch"), make_unit("branch-west", kind="branch")
    own, other = make_customers(2)
    Customer.objects.filter(pk=own.pk).update(unit=east)
    Customer.objects.filter(pk=other.pk).update(unit=west)
    manager = client_of(Role.ACCOUNT_MANAGER, east)

    told = manager.post(TOUCHES, {"touches": [touch(number=own.number)]}, format="json")
    refused = manager.post(TOUCHES, {"touches": [touch("2", number=other.number)]}, format="json")

    assert (told.status_code, refused.status_code) == (201, 400)
    assert refused.json()["errors"][0]["code"] == "unknown"


def test_touch_names_its_plan_by_either_code_and_never_a_draft(world):
    plan, draft = make_checking(world.planner), make_draft(world.planner)
    Campaign.objects.filter(pk=plan.pk).update(external_code="BOSS-77")

    def told(key, **values):
        return touch(key, happened_on=clock.today(), **values)

    for key, name in (("1", "BOSS-77"), ("2", plan.code)):
        record_touches(touches=[told(key, campaign=name)], actor=world.planner)
    again = record_touches(touches=[told("1", campaign=plan.code)], actor=world.planner)

    assert set(Touch.objects.values_list("campaign", flat=True)) == {plan.code}
    assert (again.created, again.known) == (0, 1)
    with pytest.raises(ValidationError):
        record_touches(touches=[told("3", campaign=draft.code)], actor=world.planner)


@pytest.mark.parametrize("body", [{}, {"touches": []}, {"touches": {}}, [], {"touches": [1]}])
def test_touches_of_another_shape(client_of, body):
    assert client_of(Role.PLANNER).post(TOUCHES, body, format="json").status_code == 400


def test_a_retry_with_the_same_idempotency_key_gets_the_same_answer(client_of):
    make_customers(1)
    client = client_of(Role.PLANNER)

    answers = [
        client.post(
            TOUCHES, {"touches": [touch()]}, format="json", headers={"Idempotency-Key": "k"}
        )
        for _ in range(2)
    ]

    assert [answer.json() for answer in answers] == [{"created": 1, "known": 0}] * 2


def test_branch_sees_the_touches_of_its_customers(client_of):
    east, west = make_unit("branch-east", kind="branch"), make_unit("branch-west", kind="branch")
    first, second = make_customers(2)
    for customer, unit in ((first, east), (second, west)):
        customer.unit = unit
        customer.save()
        Touch.objects.create(
            source="a",
            key=customer.number,
            happened_on=clock.today(),
            contact_class="sms",
            party=customer.party,
        )

    rows = client_of(Role.ACCOUNT_MANAGER, east).get(TOUCHES).json()["results"]

    assert [row["number"] for row in rows] == ["N0001"]


def test_touches_cost_the_same_for_many(client_of):
    client = client_of(Role.PLANNER)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(TOUCHES)
        return len(queries)

    for customer in make_customers(4):
        Touch.objects.create(
            source="a",
            key=customer.number,
            happened_on=clock.today(),
            contact_class="sms",
            party=customer.party,
        )
        last = cost()
    assert cost() == last


def holding(**values):
    return {
        "number": "N0001",
        "product": "flat-69",
        "starts_on": "2027-01-01",
        "ends_on": "2027-12-31",
        **values,
    }


def test_holdings_are_upserted(client_of):
    make_customers(2)
    make_product("flat-69", exclusive_group="flat")
    client = client_of(Role.PLANNER)

    first = client.post(
        HOLDINGS, {"holdings": [holding(), holding(number="N0002", starts_on=None)]}, format="json"
    )
    version = changelog.current_version("customers")
    again = client.post(
        HOLDINGS, {"holdings": [holding(), holding(number="N0002", starts_on=None)]}, format="json"
    )
    changed = client.post(
        HOLDINGS,
        {"holdings": [holding(ends_on=None), holding(ends_on="2028-12-31")]},
        format="json",
    )

    assert first.json() == {"created": 2, "changed": 0, "unchanged": 0}
    assert again.json() == {"created": 0, "changed": 0, "unchanged": 2}
    assert version == 1
    assert changed.json() == {"created": 0, "changed": 1, "unchanged": 1}
    row = Holding.objects.get(customer__number="N0001")
    assert (row.ends_on, row.exclusive_group) == (dt.date(2028, 12, 31), "flat")
    assert client.get(f"{HOLDINGS}?held_on=2028-06-01").json()["count"] == 1
    assert (
        client.get(f"{HOLDINGS}?held_on=2027-06-01&product=flat-69&number=N0002").json()["count"]
        == 1
    )


@pytest.mark.parametrize(
    ("values", "attr", "code"),
    [
        ({"number": "nobody"}, "holdings.1.number", "unknown"),
        ({"product": "nothing"}, "holdings.1.product", "unknown"),
        ({"ends_on": "2026-01-01"}, "holdings.1.ends_on", "dates_reversed"),
        ({"starts_on": "2027-13-01"}, "holdings.1.starts_on", "invalid"),
        ({"price": "1"}, "holdings.1.price", "unknown"),
    ],
)
def test_one_wrong_holding_changes_nothing(client_of, values, attr, code):
    make_customers(1)
    make_product("flat-69")

    response = client_of(Role.PLANNER).post(
        HOLDINGS, {"holdings": [holding(), holding(**values)]}, format="json"
    )

    assert response.status_code == 400
    assert (response.json()["errors"][0]["attr"], response.json()["errors"][0]["code"]) == (
        attr,
        code,
    )
    assert not Holding.objects.exists()


@pytest.mark.parametrize(
    ("role", "scopes", "url", "method", "status"),
    [
        (Role.LEADERSHIP, ["all"], TOUCHES, "post", 403),
        (Role.LEADERSHIP, ["all"], TOUCHES, "get", 403),
        (Role.PLANNER, ["read"], TOUCHES, "post", 403),
        (Role.HEAD, ["all"], TOUCHES, "post", 403),
        (Role.HEAD, ["all"], TOUCHES, "get", 200),
        (Role.ACCOUNT_MANAGER, ["all"], HOLDINGS, "post", 403),
        (Role.HEAD, ["all"], HOLDINGS, "get", 200),
        (Role.LEADERSHIP, ["all"], HOLDINGS, "get", 403),
        (Role.PLANNER, ["touches"], HOLDINGS, "post", 403),
        (Role.PLANNER, ["all"], HOLDINGS, "delete", 405),
        (Role.PLANNER, ["all"], TOUCHES + "?colour=red", "get", 400),
        (Role.PLANNER, ["all"], HOLDINGS + "?held_on=soon", "get", 400),
    ],
)
def test_permissions(client_of, role, scopes, url, method, status):
    assert (
        getattr(client_of(role, scopes=scopes), method)(
            url, {} if method == "post" else None, format="json"
        ).status_code
        == status
    )


def test_every_kind_of_touch_is_told_with_its_words(client_of):
    make_customers(1)
    make_unit("care")
    make_resource("thermos", kind="gift")
    gift = {
        "kind": "benefit_given",
        "unit": "care",
        "resource": "thermos",
        "benefit_kind": "goods",
        "occasion": "mid_autumn",
        "value": "32.00",
    }
    told = [touch(number="N0001", **gift), touch("2", number="N0001", kind="complaint")]
    for one in told:
        del one["contact_class"]
    client = client_of(Role.PLANNER)

    answers = [client.post(TOUCHES, {"touches": told}, format="json").json() for _ in range(2)]
    rows = client.get(TOUCHES).json()["results"]

    assert answers == [{"created": 2, "known": 0}, {"created": 0, "known": 2}]
    assert {name: rows[1][name] for name in gift} == gift
    assert (rows[0]["kind"], rows[0]["contact_class"]) == ("complaint", "none")
    assert [row["kind"] for row in client.get(f"{TOUCHES}?kind=complaint").json()["results"]] == [
        "complaint"
    ]
    assert len(client.get(f"{TOUCHES}?unit=care").json()["results"]) == 1


@pytest.mark.parametrize(
    ("values", "attr", "code"),
    [
        ({"kind": "benefit_given"}, "benefit_kind", "required"),
        ({"kind": "contact", "contact_class": None}, "contact_class", "required"),
        ({"unit": "nowhere"}, "unit", "unknown"),
        ({"resource": "nothing"}, "resource", "unknown"),
        ({"source": "jiepai"}, "source", "taken"),
        ({"value": "-1"}, "value", "min_value"),
        ({"kind": "party"}, "kind", "invalid_choice"),
        (
            {
                "kind": "benefit_given",
                "benefit_kind": "goods",
                "numbers": ["N0001"],
                "number": None,
            },
            "number",
            "required",
        ),
    ],
)
def test_a_wrong_word_of_a_touch_is_said_at_its_place(client_of, values, attr, code):
    make_customers(1)
    one = {name: value for name, value in touch(**values).items() if value is not None}

    response = client_of(Role.PLANNER).post(TOUCHES, {"touches": [one]}, format="json")

    errors = {(error["attr"], error["code"]) for error in response.json()["errors"]}
    assert (response.status_code, (f"touches.0.{attr}", code) in errors) == (400, True)


def test_a_contact_of_a_plan_is_its_owners(world, client_of):
    plan = make_checking(world.planner)

    client_of(Role.PLANNER).post(TOUCHES, {"touches": [touch(campaign=plan.code)]}, format="json")

    assert Touch.objects.get().unit == plan.owner_unit.code
