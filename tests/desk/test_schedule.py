import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.commands import change_state
from campaigns.models import Campaign, PlanVersion
from common import clock
from common.models import AuditEvent
from customers.models import Customer
from desk import schedule
from organization.enums import Role
from organization.models import Policy, Unit
from tests.factories import comms as texts
from tests.factories.campaigns import day, make_approved, make_checking, make_live
from tests.factories.channels import make_product
from tests.factories.customers import hold, make_customer
from tests.factories.organization import make_user
from tests.factories.resources import make_arrival, make_reservation, make_resource, make_stock

URL, CHECK = "/schedule/", "/api/v1/eligibility/check/"


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def running(world, **changes):
    return make_live(
        world.planner, world.head, **{"service_plan": {"script": "请这样解释"}, **changes}
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_branch_sees_its_approved_plans_by_week(world, page, language):
    running(world, name="全市执行")
    make_approved(world.planner, world.head, name="东区下周", branches=["branch-east"])
    make_approved(world.planner, world.head, name="西区专场", branches=["branch-west"])
    make_checking(world.planner, name="还在协调")

    text = text_of(page(world.viewer, language).get(URL))

    assert "全市执行" in text
    assert "东区下周" in text
    assert "请这样解释" in text
    assert "西区专场" not in text
    assert "还在协调" not in text


def test_empty_schedule_says_so(world, page):
    assert "Nothing new starts" in text_of(page(world.viewer).get(URL))


def test_weeks_beyond_what_a_page_holds_are_folded_and_open(world, page, monkeypatch):
    monkeypatch.setattr(schedule, "MOST_AT_ONCE", 1)
    for name, first in (("先开始", 8), ("后开始", 22)):
        window = {"starts_on": day(first).isoformat(), "ends_on": day(40).isoformat()}
        make_approved(world.planner, world.head, name=name, **window)

    text = text_of(page(world.viewer).get(URL))
    monday = clock.monday(day(22)).isoformat()
    opened = text_of(page(world.viewer).get(URL, {"week": monday}))

    assert "先开始" in text
    assert "后开始</a>" not in text
    assert f"week={monday}" in text
    assert "后开始</a>" in opened
    assert "先开始</a>" not in opened


def test_what_runs_comes_in_pages(world, page, monkeypatch):
    monkeypatch.setattr(schedule, "MOST_RUNNING", 1)
    started = {"starts_on": clock.monday(day(-7)).isoformat()}
    for name in ("甲案", "乙案"):
        plan = running(world, name=name)
        PlanVersion.objects.filter(campaign=plan).update(**started)

    first, second = (text_of(page(world.viewer).get(URL, {"page": n})) for n in (1, 2))

    assert ("甲案</a>" in first, "乙案</a>" in first) == (True, False)
    assert ("甲案</a>" in second, "乙案</a>" in second) == (False, True)
    assert "2 running" in first


def test_planner_chooses_a_branch_and_a_branch_person_does_not(world, page):
    make_approved(world.planner, world.head, name="西区专场", branches=["branch-west"])

    assert "西区专场" in text_of(page(world.planner).get(URL, {"branch": "branch-west"}))
    assert "西区专场" not in text_of(page(world.viewer).get(URL, {"branch": "branch-west"}))


def test_roles_without_a_schedule_are_refused(world, page):
    assert page(make_user(Role.AUDITOR)).get(URL).status_code == 403


def test_changes_of_the_week_are_told(world, page):
    halted, given_up = (
        running(world, name="停一停"),
        make_approved(world.planner, world.head, name="不办了"),
    )
    change_state(campaign_id=halted.pk, name="suspend", actor=world.head, reason="投诉")
    change_state(campaign_id=given_up.pk, name="withdraw", actor=world.head, reason="取消")

    text = text_of(page(world.viewer).get(URL))

    assert "suspended: sell nothing" in text
    assert "withdrawn: it does not take place" in text
    assert "不办了" in text
    assert "投诉" in text


def test_materials_are_counted_and_what_is_missing_has_a_day(world, page):
    resource = make_resource()
    request = {
        "resource": resource.code,
        "unit": "branch-east",
        "quantity": 100,
        "needed_by": day(5).isoformat(),
    }
    make_stock(resource, world.branch, 500)
    make_approved(world.planner, world.head, resource_requests=[request])
    assert "1 / 1" in text_of(page(world.viewer).get(URL))

    resource.stocks.update(on_hand=10)
    make_arrival(resource, world.branch, 90, day(3))

    text = text_of(page(world.viewer).get(URL))
    assert "0 / 1" in text
    assert "Arrives" in text


@pytest.mark.parametrize(("needed", "said"), [(4, "0 / 1"), (6, "1 / 1")], ids=["earlier", "later"])
def test_what_lies_there_is_for_the_earliest_need(world, page, needed, said):
    resource = make_resource()
    request = {
        "resource": resource.code,
        "unit": "branch-east",
        "quantity": 100,
        "needed_by": day(5).isoformat(),
    }
    make_stock(resource, world.branch, 150)
    make_arrival(resource, world.branch, 500, day(3), is_confirmed=True)
    make_reservation(resource, world.branch, 100, campaign="C2026-9999", needed_by=day(needed))
    make_approved(world.planner, world.head, resource_requests=[request])

    assert said in text_of(page(world.viewer).get(URL))


def test_arrival_is_confirmed_from_the_schedule(world, page):
    arrival = make_arrival(make_resource(), world.branch, 90, day(0))
    browser = page(world.viewer)
    assert "Received 90" in text_of(browser.get(URL))

    browser.post(f"/schedule/arrivals/{arrival.pk}/", {"received": "90"})

    arrival.refresh_from_db()
    assert arrival.received == 90


def test_arrival_elsewhere_is_not_found(world, page):
    arrival = make_arrival(make_resource(), Unit.objects.get(code="branch-west"), 90, day(0))

    assert (
        page(world.viewer).post(f"/schedule/arrivals/{arrival.pk}/", {"received": "90"}).status_code
        == 404
    )


@pytest.mark.parametrize("received", ["", "-1", "viel", "1e9"])
def test_nonsense_numbers_confirm_nothing(world, page, received):
    arrival = make_arrival(make_resource(), world.branch, 90, day(0))

    page(world.viewer).post(f"/schedule/arrivals/{arrival.pk}/", {"received": received})

    arrival.refresh_from_db()
    assert arrival.received is None


def test_released_texts_are_listed_and_others_are_not(world, page):
    editor, reviewer = texts.make_editor(), texts.make_reviewer()
    campaign = make_approved(world.planner, world.head)
    texts.release(
        texts.make_draft(editor, campaign, title="已发布折页"),
        reviewer,
        [(campaign, world.planner)],
    )
    texts.make_draft(editor, campaign, title="未完成折页")

    text = text_of(page(world.viewer).get(URL))

    assert "已发布折页" in text
    assert "未完成折页" not in text


def test_queries_do_not_grow_with_the_plans(world, page):
    browser = page(world.viewer)
    running(world)
    browser.get(URL)
    with CaptureQueriesContext(connection) as one:
        browser.get(URL)
    for number in range(3):
        running(world, name=f"更多{number}", branches=["branch-east"])
        make_approved(world.planner, world.head, name=f"下周{number}")

    with CaptureQueriesContext(connection) as many:
        browser.get(URL)

    assert len(many) <= len(one)


# Can this customer take it?


def results(api, user, number):
    answer = api(user).post(CHECK, {"number": number}, format="json")
    assert answer.status_code == 200, answer.content
    return {row["campaign"]: row for row in answer.json()["results"]}


def test_customer_in_the_audience_may_take_it(world, api):
    campaign = running(world)

    row = results(api, world.viewer, "N0001")[campaign.code]

    assert (row["may_take"], row["reasons"]) == (True, [])
    assert row["offers"] == [{"product": "recharge", "terms": row["offers"][0]["terms"]}]
    assert row["script"] == "请这样解释"


def test_answer_holds_nothing_about_the_customer(world, api):
    Customer.objects.filter(number="N0001").update(name="王小明", phone="13800138000", tier="gold")
    running(world)

    text = str(results(api, world.viewer, "13800138000"))

    assert "王小明" not in text
    assert "13800138000" not in text
    assert "gold" not in text


@pytest.mark.parametrize(
    "written",
    [
        "138 1111 2222",
        "138-1111-2222",
        "+86 138 1111 2222",
        "１３８-1111-2222",
        "138，1111，2222",
    ],
)
def test_phones_are_found_as_people_write_them_and_stand_masked_on_record(world, api, written):
    running(world, name="可以办")
    Customer.objects.filter(number="N0001").update(phone="13811112222")

    assert [one["may_take"] for one in results(api, world.viewer, written).values()] == [True]

    event = AuditEvent.objects.get(action="check_eligibility")
    assert (event.object_code, event.details) == ("138****2222", {"found": 1})


def test_what_the_customer_holds_stands_with_its_last_day(world, api, page):
    one = Customer.objects.get(number="N0001")
    hold(one, make_product("broadband"), starts_on=day(-400), ends_on=day(40))
    hold(one, make_product("call-show"), starts_on=day(-400))
    hold(one, make_product("over"), starts_on=day(-400), ends_on=day(-1))

    held = api(world.viewer).post(CHECK, {"number": "N0001"}, format="json").json()["holdings"]
    text = text_of(page(world.viewer, "en").post(URL, {"number": "N0001"}))

    assert [(row["product"], row["until"]) for row in held] == [
        ("broadband", day(40).isoformat()),
        ("call-show", None),
    ]
    assert "runs on" in text


def test_who_asks_for_too_many_numbers_is_stopped_and_a_miss_counts(world, api):
    Policy.objects.create(
        key="customers.lookups_per_hour", value="2", valid_from=day(-1), changed_at=clock.now()
    )

    answers = [
        api(world.viewer).post(CHECK, {"number": number}, format="json").status_code
        for number in ("13811112222", "13811112223", "N0001")
    ]

    assert answers == [404, 404, 429]
    assert AuditEvent.objects.filter(action="check_eligibility").count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"eligibility": {"include": [{"list": ["N0002"]}], "exclude": []}}, "not-eligible"),
        (
            {
                "branches": ["branch-east"],
                "eligibility": {
                    "include": [{"segment": "everybody"}],
                    "exclude": [{"list": ["N0001"]}],
                },
            },
            "not-eligible",
        ),
    ],
)
def test_why_not(world, api, changes, code):
    campaign = running(world, **changes)

    row = results(api, world.viewer, "N0001")[campaign.code]

    assert not row["may_take"]
    assert [reason["code"] for reason in row["reasons"]] == [code]


def test_plan_that_starts_soon_says_when(world, api):
    campaign = make_approved(world.planner, world.head)

    row = results(api, world.viewer, "N0001")[campaign.code]

    assert [reason["code"] for reason in row["reasons"]] == ["not-started"]
    detail = row["reasons"][0]["detail"]
    assert str(day(10).day) in detail
    assert day(10).isoformat() not in detail


def test_suspended_plan_is_not_sold(world, api):
    campaign = running(world)
    change_state(campaign_id=campaign.pk, name="suspend", actor=world.head, reason="投诉")

    codes = [
        reason["code"] for reason in results(api, world.viewer, "N0001")[campaign.code]["reasons"]
    ]

    assert "suspended" in codes


def test_exclusive_contract_stands_against_it(world, api):
    product = make_product("band", exclusive_group="broadband")
    hold(Customer.objects.get(number="N0001"), product, ends_on=day(90))
    offer = {
        "product": "recharge",
        "kind": "x",
        "pay": "100.00",
        "get": "50.00",
        "exclusive_group": "broadband",
    }
    campaign = running(world, offers=[offer])

    row = results(api, world.viewer, "N0001")[campaign.code]

    assert [reason["code"] for reason in row["reasons"]] == ["holds-exclusive"]
    assert results(api, world.viewer, "N0002")[campaign.code]["may_take"]


def test_other_branchs_plan_is_not_offered_here(world, api):
    campaign = running(world, branches=["branch-west"])
    make_customer("W1", unit=world.branch)

    assert campaign.code not in results(api, world.viewer, "N0001")
    row = results(api, world.service, "W1")[campaign.code]
    assert "other-branch" in [reason["code"] for reason in row["reasons"]]


@pytest.mark.parametrize(
    ("body", "status", "attr"),
    [
        ({}, 400, "number"),
        ({"number": ""}, 400, "number"),
        ({"number": "9" * 61}, 400, "number"),
        ({"number": "unknown"}, 404, "number"),
        ({"number": "N0001", "name": "x"}, 400, "name"),
        ({"number": ["N0001"]}, 400, "number"),
    ],
)
def test_bad_numbers_are_refused(world, api, body, status, attr):
    answer = api(world.viewer).post(CHECK, body, format="json")

    assert answer.status_code == status
    assert answer.json()["errors"][0]["attr"] == attr


def test_roles_without_customers_are_refused(world, api):
    assert api(world.leader).post(CHECK, {"number": "N0001"}, format="json").status_code == 403


def test_page_answers_by_number_and_tells_an_unknown_one_at_the_field(world, page):
    running(world, name="可以办")
    browser = page(world.viewer)

    assert "may take it" in text_of(browser.post(URL, {"number": "N0001"}))
    assert "may take it" not in text_of(browser.get(URL, {"number": "N0001"}))
    unknown = text_of(browser.post(URL, {"number": "0"}))
    assert "No customer has this number" in unknown
    assert 'aria-invalid="true"' in unknown


def test_page_says_what_can_be_done_now_soon_and_not(world, page):
    running(world, name="现在能办")
    soon = make_approved(world.planner, world.head, name="过几天能办")
    running(
        world,
        name="不能办",
        eligibility={"include": [{"list": ["N0002"]}], "exclude": []},
    )

    answers = page(world.viewer).post(URL, {"number": "N0001"}).context["answers"]

    named = [
        [one.campaign.name for one in group]
        for group in (answers.now, answers.later, answers.never)
    ]
    assert named == [["现在能办"], ["过几天能办"], ["不能办"]]
    assert answers.later[0].opens_on == soon.in_force.starts_on


def test_check_reads_a_fixed_number_of_queries(world, api):
    client = api(world.viewer)
    running(world)
    client.post(CHECK, {"number": "N0001"}, format="json")
    with CaptureQueriesContext(connection) as one:
        client.post(CHECK, {"number": "N0001"}, format="json")
    for number in range(3):
        running(world, name=f"更多{number}")
    assert Campaign.objects.count() == 4

    client.post(CHECK, {"number": "N0001"}, format="json")
    with CaptureQueriesContext(connection) as many:
        client.post(CHECK, {"number": "N0001"}, format="json")

    assert len(many) == len(one)
