from __future__ import annotations

import io

import openpyxl
import pytest

from campaigns.models import Campaign
from findings.enums import Severity
from tests.factories.campaigns import (
    day,
    make_approved,
    make_checking,
    make_coordinating,
    make_draft,
    make_finding,
    make_live,
)

pytestmark = pytest.mark.django_db

LIST = "/campaigns/"


def codes(response):
    return [plan.code for plan, _step in response.context["rows"]]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_list_shows_a_plan_with_its_numbers(page, world, language):
    plan = make_coordinating(world.planner)
    make_finding(plan, severity=Severity.BLOCKING, facts={"persons": 3})

    response = page(world.planner, language=language).get(LIST)

    assert response.status_code == 200
    assert codes(response) == [plan.code]
    assert response.context["rows"][0][0].blocking == 1
    assert response.context["rows"][0][0].people == 3


def test_list_leaves_out_drafts_of_others(page, world):
    make_draft(world.rival, owner_unit="enterprise")
    own = make_draft(world.planner)

    assert codes(page(world.planner).get(LIST)) == [own.code]


def test_list_shows_a_branch_only_what_is_scheduled(page, world):
    make_coordinating(world.planner)
    approved = make_approved(world.planner, world.head, branches=["branch-east"], name="定了")
    make_approved(world.planner, world.head, branches=["branch-west"], name="别处")

    response = page(world.viewer).get(LIST)

    assert codes(response) == [approved.code]
    assert not response.context["sees_findings"]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("q=国庆", 1),
        ("q=nothing", 0),
        ("state=draft", 1),
        ("state=live", 0),
        ("state=", 1),
        ("state=announced", 0),
        ("category=promotion", 1),
        ("unit=consumer", 1),
        ("channel=social-outlet", 1),
        ("channel=sms", 0),
        ("branch=branch-east", 1),
        ("blocking=on", 0),
        (f"since={day(20)}&until={day(21)}", 1),
        (f"since={day(50)}", 0),
    ],
)
def test_list_narrows_by_the_address(page, world, query, hits):
    make_draft(world.planner)

    assert len(codes(page(world.planner).get(f"{LIST}?{query}"))) == hits


def test_list_says_what_is_wrong_with_a_filter(page, world):
    response = page(world.planner).get(f"{LIST}?since=2026-10-02&until=2026-10-01&state=nonsense")

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"until", "state"}


@pytest.mark.parametrize(
    "sort",
    ["name", "-name", "unit", "state", "window", "-window", "audience", "-blocking", "nonsense"],
)
def test_list_sorts(page, world, sort):
    first = make_draft(world.planner, name="A")
    second = make_draft(world.planner, name="B", starts_on=day(11).isoformat())

    assert sorted(codes(page(world.planner).get(f"{LIST}?sort={sort}"))) == sorted(
        [first.code, second.code]
    )
    # Who sees neither findings nor these plans sorts by the same columns.
    assert codes(page(world.viewer).get(f"{LIST}?sort={sort}")) == []


def test_list_sorts_by_name(page, world):
    for name in ("B", "A", "C"):
        make_draft(world.planner, name=name)

    names = [
        plan.name for plan, _step in page(world.planner).get(f"{LIST}?sort=-name").context["rows"]
    ]

    assert names == ["C", "B", "A"]


def test_list_needs_as_many_queries_for_three_rows_as_for_one(
    page, world, django_assert_max_num_queries
):
    client = page(world.planner)
    make_draft(world.planner)
    client.get(LIST)
    with django_assert_max_num_queries(40) as one:
        client.get(LIST)
    make_coordinating(world.planner)
    make_approved(world.planner, world.head)

    with django_assert_max_num_queries(40) as three:
        client.get(LIST)

    assert len(three.captured_queries) == len(one.captured_queries)


def test_list_escapes_names(page, world):
    make_draft(world.planner, name="<script>alert(1)</script>")

    assert b"<script>alert" not in page(world.planner).get(LIST).content


def test_export_holds_exactly_the_filtered_rows_and_no_formula(page, world):
    make_draft(world.planner, name="=1+1")
    make_draft(world.planner, name="other")

    response = page(world.planner).get("/campaigns/export/?q==1")

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][1] == "'=1+1"
    assert sheet["B2"].data_type == "s"


def test_export_shows_only_visible_rows(page, world):
    make_draft(world.rival, owner_unit="enterprise")

    sheet = openpyxl.load_workbook(
        io.BytesIO(page(world.planner).get("/campaigns/export/").content)
    ).active

    assert sheet.max_row == 1


def test_list_pages(page, world):
    make_draft(world.planner)
    client = page(world.planner)

    assert codes(client.get(f"{LIST}?cursor=50")) == []
    assert len(codes(client.get(f"{LIST}?cursor=x"))) == 1
    assert Campaign.objects.count() == 1


def test_list_begins_with_what_runs_then_with_what_comes_next(page, world):
    far = make_approved(world.planner, world.head, starts_on=day(60), ends_on=day(70))
    near = make_approved(world.planner, world.head, starts_on=day(20), ends_on=day(90))
    live = make_live(world.planner, world.head)
    draft = make_draft(world.planner)

    assert codes(page(world.planner).get(LIST)) == [one.code for one in (live, near, far, draft)]


def test_list_narrows_to_several_states_to_mine_owner_product_and_grade(page, world):
    live = make_live(world.planner, world.head)
    draft = make_draft(world.planner)
    theirs = make_checking(world.rival, owner_unit="enterprise")
    product = live.working.offers.get().product

    def found(query):
        return set(codes(page(world.planner).get(f"{LIST}?{query}")))

    assert found("state=live&state=draft") == {live.code, draft.code}
    assert found("mine=on") == {live.code, draft.code}
    assert found(f"owner={world.rival.username}") == {theirs.code}
    assert live.code in found(f"product={product.code}")
    assert found("grade=A") == {live.code}
    assert found("grade=D") == set()
