"""The API of master data: every kind is listed, read, added, changed, and refused with reasons."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from psycopg2.errors import UniqueViolation
from rest_framework.test import APIClient

from channels.enums import Fit
from channels.models import LoadingRule
from common.models import AuditEvent, IdempotencyKey
from common.taken import as_refusal, fields_of
from organization.enums import Role
from organization.master_data import kind_of
from organization.models import Policy, User
from tests.factories.channels import make_channel, make_group, make_product
from tests.factories.customers import make_segment
from tests.factories.organization import make_unit, make_user
from tests.organization.rivals import faster

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# What is sent for each kind, where the row is then found, and a change of it.
ROWS = {
    "units": (
        {"code": "east", "name": "东湖", "kind": "branch", "parent": "company"},
        "east",
        {"name": "东湖分公司"},
    ),
    "work-days": (
        {"on": "2027-10-01", "kind": "holiday", "name": "国庆节"},
        "2027-10-01",
        {"is_official": False},
    ),
    "closed-days": (
        {"on": "2027-10-31", "kind": "bill_run"},
        "2027-10-31.bill_run",
        {"note": "月末"},
    ),
    "product-families": ({"code": "recharge", "name": "充值"}, "recharge", {"name": "充值送"}),
    "customer-groups": ({"code": "consumer", "name": "个人"}, "consumer", {"is_active": False}),
    "products": (
        {"code": "pack", "name": "流量包", "family": "known"},
        "pack",
        {"monthly_fee": "20.00"},
    ),
    "channels": (
        {"code": "sms", "name": "短信", "direction": "push", "contact_class": "sms"},
        "sms",
        {"capacity_per_day": 5, "capacity_per_week": 20},
    ),
    "resources": (
        {"code": "leaflet", "name": "单页", "kind": "material"},
        "leaflet",
        {"lead_days": 9},
    ),
    "planning-cycles": (
        {"code": "2027-q1", "kind": "quarter", "starts_on": "2027-01-01", "ends_on": "2027-03-31"},
        "2027-q1",
        {"submit_by": "2026-12-01"},
    ),
    "initiatives": (
        {"code": "keep", "name": "稳存量", "owner_unit": "company"},
        "keep",
        {"name_en": "Keep"},
    ),
    "grids": ({"code": "G1", "name": "一号", "unit": "company"}, "G1", {"name": "二号"}),
    "hotline-calls": (
        {"day_type": "sun", "valid_from": "2027-01-01", "h09": 300},
        "sun.2027-01-01",
        {"h10": 320},
    ),
    "hotline-rosters": (
        {"day_type": "bill_run", "valid_from": "2027-01-01", "h09": 40},
        "bill_run.2027-01-01",
        {"valid_until": "2027-03-31"},
    ),
    "call-rates": (
        {"contact_class": "call", "calls_per_ten_thousand": 125, "h10": 3},
        "call",
        {"h11": 1},
    ),
    "moments": (
        {"code": "term", "name": "开学", "starts_on": "2027-08-25", "ends_on": "2027-09-05"},
        "term",
        {"kind": "quiet"},
    ),
    "checklist-items": (
        {
            "code": "data-terms",
            "category": "data",
            "evidence": "terms",
            "gate": "submit",
            "weight": 25,
        },
        "data-terms",
        {"weight": 30, "is_mandatory": True},
    ),
    "role-components": (
        {
            "code": "words",
            "name": "写好话术",
            "performer_role": "front_office",
            "conditions": "热线与营业厅都看过",
            "gate": "launch",
        },
        "words",
        {"days_before": 8, "customer_role": "head"},
    ),
    "report-owners": (
        {"unit": "sales", "kind": "clash", "username": "planner.known"},
        "sales.clash",
        {"username": "planner.other"},
    ),
    "plan-results": (
        {"campaign": "B7", "category": "data", "ended_on": "2026-05-31", "reached": 20},
        "B7",
        {"complaints": 3},
    ),
    "brand-pairs": (
        {"code": "apart", "brand": "声浪", "other_brand": "政企"},
        "apart",
        {"reason": "公私分开"},
    ),
    "tariffs": (
        {
            "code": "music-10",
            "product": "music",
            "price": "10.00",
            "source": "公示 17",
            "published_on": "2026-01-01",
        },
        "music-10",
        {"condition": "不限速率"},
    ),
    "product-targets": (
        {"product": "music", "segment": "fans"},
        "music",
        {"segment": "others"},
    ),
    "advertising-terms": (
        {"word": "100%", "level": "needs_proof", "article": "第十一条"},
        "100%",
        {"variants": "百分之百，百分百"},
    ),
}


def make_things() -> None:
    """What the rows name."""
    make_product("music", family="known", brand="声浪")
    make_product("line", family="known", brand="政企")
    for code in ("fans", "others"):
        make_segment(code)
    make_unit("sales")
    for name in ("known", "other"):
        make_user(Role.PLANNER, username=f"planner.{name}")


def client_of(role: Role) -> APIClient:
    client = APIClient()
    client.force_authenticate(make_user(role))
    return client


@pytest.mark.parametrize("code", ROWS)
def test_row_is_added_read_changed_and_kept_from_others(code):
    admin, stranger = client_of(Role.ADMINISTRATOR), client_of(Role.AUDITOR)
    make_things()
    sent, key, change = ROWS[code]
    address = f"/api/v1/{code}/"

    made = admin.post(address, sent, format="json")
    again = admin.post(address, sent, format="json")
    changed = admin.patch(f"{address}{key}/", change, format="json")

    assert made.status_code == 201, made.data
    assert made["Location"] == f"{address}{key}/"
    assert again.status_code == 400
    assert changed.status_code == 200, changed.data
    read = admin.get(f"{address}{key}/").json()
    assert {name: read[name] for name in change} == change
    assert read in admin.get(address).json()["results"]
    assert admin.get(f"{address}nothing/").status_code == 404
    assert stranger.post(address, sent, format="json").status_code == 403
    assert stranger.patch(f"{address}{key}/", {}, format="json").status_code == 403
    kind = kind_of(code)
    actions = AuditEvent.objects.filter(object_type=kind.object_type).order_by("id")
    assert [event.action for event in actions] == [
        f"add_{kind.object_type}",
        f"change_{kind.object_type}",
    ]


@pytest.mark.parametrize("code", ROWS)
def test_key_that_somebody_else_sent_an_instant_before_is_refused_at_its_field(code):
    admin = client_of(Role.ADMINISTRATOR)
    make_things()
    sent, _key, _change = ROWS[code]
    kind = kind_of(code)

    with faster(kind.model):
        answer = admin.post(f"/api/v1/{code}/", sent, format="json")

    assert answer.status_code == 400, answer.data
    (error,) = answer.json()["errors"]
    assert (error["code"], error["attr"]) == ("unique", kind.key[-1])
    assert not AuditEvent.objects.filter(object_type=kind.object_type).exists()


def test_what_nobody_sent_is_no_fault_of_theirs():
    """The database's own numbers are not taken by anybody: such an error stays one."""
    assert fields_of("customers_customer", "customers_customer_number_key") == ["number"]
    assert fields_of("organization_closedday", "closed_day_once_per_kind") == ["on", "kind"]
    assert fields_of("organization_unit", "organization_unit_pkey") == []
    assert fields_of("nowhere", "nothing") == []
    error = IntegrityError()
    error.__cause__ = UniqueViolation()
    assert as_refusal(error, {"number"}) is None
    assert as_refusal(ValueError(), {"number"}) is None


def test_what_never_changes_is_refused_at_its_field():
    admin = client_of(Role.ADMINISTRATOR)
    make_unit("sales")
    make_unit("other")

    response = admin.patch("/api/v1/units/sales/", {"parent": "other"}, format="json")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "parent"


def test_only_days_and_cycles_are_taken_out():
    admin = client_of(Role.ADMINISTRATOR)
    admin.post("/api/v1/closed-days/", ROWS["closed-days"][0], format="json")
    make_product("pack")

    assert admin.delete("/api/v1/closed-days/2027-10-31.bill_run/").status_code == 204
    assert admin.delete("/api/v1/products/pack/").status_code == 405
    assert admin.get("/api/v1/closed-days/").json()["results"] == []


def test_person_is_added_with_a_first_password_that_is_kept_nowhere():
    admin = client_of(Role.ADMINISTRATOR)
    make_unit("sales")
    sent = {"username": "li.si", "display_name": "李四", "unit": "sales", "role": "planner"}

    made = admin.post("/api/v1/people/", sent, format="json", HTTP_IDEMPOTENCY_KEY="once")
    again = admin.post("/api/v1/people/", sent, format="json", HTTP_IDEMPOTENCY_KEY="once")

    assert made.status_code == again.status_code == 201
    assert User.objects.get(username="li.si").check_password(made.json()["first_password"])
    assert again.json()["first_password"] == ""
    assert not IdempotencyKey.objects.exists()
    read = admin.get("/api/v1/people/li.si/").json()
    assert read["roles"] == [{"unit": "sales", "role": "planner", "valid_until": None}]


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        ("preflight.pressure_sms_limit", "6", 200),
        ("preflight.pressure_sms_limit", "many", 400),
        ("preflight.nonsense", "6", 404),
    ],
)
def test_policy_is_changed_by_its_owner_within_its_range(key, value, status):
    owner = client_of(Role.SERVICE_MANAGER)
    sent = {"value": value, "reason": "season"}

    response = owner.patch(f"/api/v1/policies/{key}/", sent, format="json")

    assert response.status_code == status
    assert Policy.objects.count() == (1 if status == 200 else 0)
    if status == 400:
        assert response.json()["errors"][0]["attr"] == "value"


def test_loading_rule_is_started_and_its_names_are_refused_at_their_fields():
    manager = client_of(Role.CHANNEL_MANAGER)
    make_product("pack")
    make_group("consumer")
    make_channel("sms")
    sent = {
        "product": "pack",
        "customer_group": "consumer",
        "channel": "sms",
        "fit": "trial",
        "reason": "先试",
    }

    made = manager.post("/api/v1/loading-rules/", sent, format="json")
    wrong = manager.post("/api/v1/loading-rules/", sent | {"channel": "fax"}, format="json")

    assert made.status_code == 201, made.data
    assert LoadingRule.objects.get().fit == Fit.TRIAL
    assert [error["attr"] for error in wrong.json()["errors"]] == ["channel"]
