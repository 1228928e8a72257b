"""From an empty company to its first approved plan, without the demo: one workbook, one file of
customers, and the API.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from rest_framework.test import APIClient

from campaigns.models import Campaign
from common import clock, jobs
from customers.models import Customer, ImportBatch
from organization.master_data import founding
from organization.models import User
from tests.organization.workbooks import workbook

pytestmark = pytest.mark.django_db

SHEETS = {
    "组织单元": [
        ["编码", "名称", "类型", "上级单位"],
        ["consumer", "个人客户部", "部门", "company"],
        ["east", "东湖分公司", "分公司", "company"],
    ],
    "人员与角色": [
        ["用户名", "姓名", "单位", "角色"],
        ["li.ran", "李苒", "consumer", "planner"],
        ["zhao.heng", "赵恒", "consumer", "head"],
        ["gu.hui", "顾惠", "company", "service_manager"],
        ["lin.zong", "林总", "company", "leadership"],
    ],
    "work-days": [
        ["on", "kind", "name"],
        [dt.datetime(clock.today().year, 10, 1), "holiday", "国庆节"],
    ],
    "closed-days": [["on", "kind", "note"], ["2027-12-31", "freeze", "年度结转封网"]],
    "product-families": [["code", "name"], ["recharge", "充值优惠"]],
    "products": [["code", "name", "family"], ["recharge", "充值送", "recharge"]],
    "customer-groups": [["code", "name"], ["consumer", "个人客户"]],
    "channels": [
        ["code", "name", "direction", "contact_class", "is_staffed"],
        ["own-hall", "自有营业厅", "pull", "none", "是"],
    ],
    "loading-rules": [
        ["product", "customer_group", "channel", "fit", "reason"],
        ["recharge", "consumer", "own-hall", "preferred", "厅内可当场办理"],
    ],
    "resources": [["code", "name", "kind"], ["leaflet", "单页", "material"]],
    "planning-cycles": [
        ["code", "kind", "starts_on", "ends_on"],
        ["2027", "year", "2027-01-01", "2027-12-31"],
    ],
    "initiatives": [
        ["code", "name", "owner_unit", "cycle"],
        ["keep", "稳存量", "consumer", "2027"],
    ],
    "policies": [
        ["key", "value", "reason"],
        ["preflight.pressure_sms_limit", 5, "开局"],
        ["preflight.fit_group_channels", "own-hall", "开局"],
    ],
}


def api(username: str) -> APIClient:
    client = APIClient()
    client.force_authenticate(User.objects.get(username=username))
    return client


def test_one_workbook_and_one_file_of_customers_are_enough_for_an_approved_plan(client):
    call_command("found_company", "飞腾公司", admin="root.one")
    admin = User.objects.get()
    User.objects.update(must_change_password=False)
    client.force_login(admin)
    assert [row.is_done for row in founding(admin)].count(True) == 0
    assert "h-founding" in client.get("/").content.decode()

    answer = client.post(reverse("organization:workbook"), {"file": workbook(SHEETS)})

    assert answer.context["outcome"].errors == []
    assert len(answer.context["outcome"].secrets) == 4
    missing = [one.step.code for one in founding(admin) if one.step.is_needed and not one.is_done]
    assert missing == ["customers"]

    import_customers(client)

    assert Customer.objects.count() == 3
    assert founding(User.objects.get(username="root.one")) == []
    assert "h-founding" not in client.get("/").content.decode()

    plan = approved_plan()

    assert plan.state == "approved"


def import_customers(client) -> None:
    """The first customers, by the pages of the import."""
    rows = ["number,name", *(f"13900000{n:03d},客户{n}" for n in range(3))]
    file = SimpleUploadedFile("customers.csv", "\n".join(rows).encode())
    client.post(reverse("customers:import"), {"file": file})
    page = reverse("customers:import-file", args=[ImportBatch.objects.get().stored_as])
    assert client.get(page).context["reading"].is_ready
    columns = {"name-0": "number", "name-1": "name", "column-0": "number", "column-1": "name"}
    client.post(page, {**columns, "do": "start"})
    jobs.drain()


def approved_plan() -> Campaign:
    """The first plan: written, checked and finalised by its planner, approved by the head."""
    planner, head = api("li.ran"), api("zhao.heng")
    first = clock.today() + dt.timedelta(days=40)
    plan = {
        "name": "首个营销案",
        "category": "promotion",
        "owner_unit": "consumer",
        "starts_on": first.isoformat(),
        "ends_on": (first + dt.timedelta(days=20)).isoformat(),
        "offers": [
            {"product": "recharge", "kind": "recharge_gift", "pay": "100.00", "get": "10.00"}
        ],
        "audience": {
            "include": [{"filter": {"field": "number", "op": "is_null", "value": False}}],
            "exclude": [],
        },
        "placements": [{"channel": "own-hall", "product": "recharge", "expected_orders": 3}],
        "service_plan": {
            "script": "充100送10，当月到账。",
            "contingency": "网点登记后补录，当日回访。",
            "terms": "客户自愿办理，可随时退订。",
            "exit_rule": "到期自动恢复，不自动续订。",
            "training_on": (first - dt.timedelta(days=7)).isoformat(),
        },
    }
    made = planner.post("/api/v1/campaigns/", plan, format="json")
    assert made.status_code == 201, made.data
    code = made.json()["code"]
    for who, step in ((planner, "submit"), (planner, "finalise"), (head, "approve")):
        if step == "finalise":
            promise_all({"service_manager": api("gu.hui")}, head, code)
        answer = who.post(f"/api/v1/campaigns/{code}/{step}/", {}, format="json")
        assert answer.status_code in {200, 202}, (step, answer.data)
        jobs.drain()
    return Campaign.objects.get(code=code)


def promise_all(holders: dict[str, APIClient], head: APIClient, code: str) -> None:
    """Who holds the role promises what finalising waits for; else it is the head's to promise."""
    asked = head.get("/api/v1/commitments/", {"campaign": code, "gate": "finalise"}).json()
    assert asked["results"]
    for one in asked["results"]:
        who = holders.get(one["performer_role"], head)
        promised = who.post(f"/api/v1/commitments/{one['code']}/promise/", {}, format="json")
        assert promised.status_code == 200, promised.data
