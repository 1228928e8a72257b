"""What the editor shows, it sends back unchanged: codes, never words."""

from __future__ import annotations

import pytest

from campaigns.loading import whole
from campaigns.models import AudienceSource, Campaign, ExplanationScript
from campaigns.plan_json.representation import plan_json
from campaigns.views.editor.lists import MOST
from campaigns.views.editor.shape import SECTIONS
from channels.models import Product
from customers.models import Segment
from organization.enums import UnitKind
from tests.campaigns.pages.forms import Forms
from tests.factories.campaigns import day, make_checking, make_draft
from tests.factories.organization import make_unit
from tests.factories.resources import make_resource

pytestmark = pytest.mark.django_db


def url(plan, tail=""):
    return f"/campaigns/{plan.code}/edit/{tail}"


def sections_of(client, plan):
    return Forms(client.get(url(plan)).content.decode()).fields


def words_of(plan, user):
    """The plan as the API tells it."""
    plan = Campaign.objects.get(pk=plan.pk)
    return plan_json(plan, whole([plan.working_id])[plan.working_id], user)


def the_richest_plan(world):
    """A plan with something in every field, and every kind of line in its audiences."""
    other = make_checking(world.planner, name="另一个营销案")
    for code in ("leaflet-a4", "poster"):
        make_resource(code)
    conditions = [
        {"field": "arpu", "op": "between", "value": ["10", "20"]},
        {"field": "unit", "op": "in", "value": ["branch-east", "branch-west"]},
        {"field": "products", "op": "eq", "value": "recharge"},
        {"field": "tier", "op": "in", "value": ["金卡, 银卡", "钻石"]},
    ]
    simple = [
        {"field": "unit", "op": "in", "value": ["branch-east", "branch-west"]},
        {"field": "joined_on", "op": "lte", "value": "2024-02-29"},
        {"field": "organisation_name", "op": "contains", "value": '"<A>" & B'},
        {"field": "tier", "op": "not_in", "value": ["vip", "金卡"]},
        {"field": "grid", "op": "is_null", "value": False},
    ]
    every_line = [
        {"segment": "everybody"},
        {"filter": {"all": simple}},
        {"filter": {"all": conditions}},
        {"filter": {"any": [*conditions, {"not": conditions[0]}]}},
        {"filter": conditions[0]},
        {"list": ["N0001", "N0003"]},
        {"campaign": other.code},
    ]
    wave = {"on": day(11).isoformat(), "from": "10:00", "until": "18:00", "share": 0.29}
    plan = make_draft(
        world.planner,
        branches=["branch-east", "branch-west"],
        external_code="BOSS-1",
        objective="第一行\n  第二行 <b>",
        contacts="张三 & 李四",
        notes="\n备注",
        targets=[
            {"indicator": "orders", "value": "20000.50"},
            {"indicator": "自己的指标", "value": "1.00"},
        ],
        budget="500000.05",
        urgent=True,
        flex_days=7,
        enrolment="forced",
        selling_points=["充100送50", "“立减”"],
        offers=[
            {
                "product": "recharge",
                "kind": "recharge_gift",
                "pay": "100.00",
                "get": "50.00",
                "get_value": "45.50",
                "payout_months": 5,
                "min_spend": "19.90",
                "lock_months": 12,
                "stackable": stackable,
                "exclusive_group": "recharge-2027",
                "description": "充100送50",
            }
            for stackable in (True, False, None)
        ],
        participants=[
            {
                "unit": "product",
                "product": "music-pack",
                "enrolment": "opt_out",
                "targets": [{"indicator": "orders", "value": "30.00"}],
                "cost_share": "0.07",
            },
            {"unit": "branch-east", "product": "music-pack"},
        ],
        audience={"include": every_line, "exclude": [*every_line[3:], every_line[1]]},
        eligibility={"include": every_line[1:3], "exclude": [{"list": ["N0002"]}]},
        placements=[
            {
                "channel": "sms",
                "product": "recharge",
                "expected_orders": 3000,
                "exclude": [every_line[0], every_line[5], every_line[3]],
                "waves": [wave, {"on": day(18).isoformat(), "share": 0.5, "to": "rest"}],
            },
            {"channel": "social-outlet", "expected_orders": 1},
        ],
        resource_requests=[
            {
                "resource": code,
                "unit": "branch-east",
                "quantity": 20_000,
                "needed_by": day(9).isoformat(),
            }
            for code in ("leaflet-a4", "poster")
        ],
        service_plan={
            "contingency": "预案",
            "script": "这样说\n那样说",
            "training_on": day(8).isoformat(),
            "terms": "条款",
            "exit_rule": "退出",
        },
    )
    ExplanationScript.objects.create(version=plan.working, against=other, text="两个都可以办")
    return plan


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("section", SECTIONS)
def test_section_that_nobody_touched_is_saved_as_it_was(page, world, section, language):
    plan = the_richest_plan(world)
    client = page(world.planner, language=language)
    before = words_of(plan, world.planner)

    response = client.post(url(plan, f"{section}/"), sections_of(client, plan)[f"s-{section}"])

    assert response.status_code == 302, response.context["plan"].all_errors
    assert words_of(plan, world.planner) == before


def test_condition_stays_on_the_unit_that_it_names_where_two_share_a_name(page, world):
    for branch, code in ((world.branch, "east-centre-1"), (world.enterprise, "west-centre-1")):
        make_unit(code, kind=UnitKind.CENTRE, parent=branch, name="服务中心", name_en="Centre")
    tree = {
        "all": [
            {"field": "unit", "op": "eq", "value": "east-centre-1"},
            {"field": "unit", "op": "not_in", "value": ["east-centre-1"]},
        ]
    }
    plan = make_draft(world.planner, audience={"include": [{"filter": tree}]})
    client = page(world.planner, language="zh-hans")

    answer = client.get(url(plan)).content.decode()
    client.post(url(plan, "audience/"), Forms(answer).fields["s-audience"])

    assert AudienceSource.objects.get().filter == tree
    assert f"服务中心 ({world.branch.name})" in answer


@pytest.fixture
def many(world):
    """More of everything than a page may hold."""
    Product.objects.bulk_create(
        Product(code=f"p-{n}", name=f"产品{n}", family=Product.objects.first().family)
        for n in range(300)
    )
    Segment.objects.bulk_create(
        Segment(code=f"s-{n}", name=f"客群{n}", kind="filter", definition={}) for n in range(300)
    )
    for n in range(MOST + 5):
        make_unit(f"centre-{n}", kind=UnitKind.CENTRE, parent=world.branch, name=f"中心{n}")


def test_long_list_is_cut_but_for_what_is_chosen(page, world, many):
    tree = {"all": [{"field": "unit", "op": "eq", "value": f"centre-{MOST + 4}"}]}
    plan = make_draft(
        world.planner,
        offers=[{"product": "p-299", "pay": "1.00"}],
        audience={"include": [{"segment": "s-299"}, {"filter": tree}]},
    )
    client = page(world.planner)

    text = client.get(url(plan)).content.decode()

    assert len(text) < 250_000
    assert "产品299" in text
    assert "产品250" not in text
    assert 'data-search="/campaigns/' in text
    before = words_of(plan, world.planner)
    for section in ("offers", "audience"):
        client.post(url(plan, f"{section}/"), sections_of(client, plan)[f"s-{section}"])
    assert words_of(plan, world.planner) == before


@pytest.mark.parametrize(
    ("kind", "text", "codes"),
    [
        ("products", "产品25", ["p-25", *(f"p-25{n}" for n in range(10))]),
        ("segments", "S-299", ["s-299"]),
        ("values.unit", "中心44", ["centre-44"]),
        ("places", "nobody", []),
    ],
)
def test_search_finds_what_the_list_cuts_off(page, world, many, kind, text, codes):
    plan = make_draft(world.planner)

    response = page(world.planner).get(url(plan, f"choices/{kind}/"), {"q": text})

    assert sorted(one.code for one in response.context["options"]) == sorted(codes)


def test_search_is_for_the_planner_and_for_lists_that_there_are(page, world):
    plan = make_draft(world.planner)

    assert page(world.rival).get(url(plan, "choices/products/")).status_code == 404
    assert page(world.planner).get(url(plan, "choices/secrets/")).status_code == 404
    assert page(world.planner).get(url(plan, "choices/values.number/")).status_code == 404
    checking = make_checking(world.planner)
    assert page(world.rival).get(url(checking, "choices/products/")).status_code == 403
