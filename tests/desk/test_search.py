import pytest

from campaigns.commands import change_state
from customers.models import Customer
from organization.enums import ClosedKind, Role, UnitKind
from organization.models import ClosedDay
from tests.factories import comms as texts
from tests.factories.campaigns import day, make_checking, make_draft, make_live
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_resource

pytestmark = pytest.mark.database

URL = "/search/"


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("text", ["国庆", "充值送", "国庆 送", "{code}", "{code_small}"])
def test_campaign_is_found_by_name_and_code(world, page, text):
    campaign = make_checking(world.planner)

    answer = text_of(
        page(world.rival).get(
            URL, {"q": text.format(code=campaign.code, code_small=campaign.code.lower())}
        )
    )

    assert f'href="/campaigns/{campaign.code}/"' in answer


def test_draft_of_another_unit_is_not_found(world, page):
    draft = make_draft(world.planner, name="秘密草稿")

    for text in ("秘密", draft.code):
        answer = text_of(page(world.rival).get(URL, {"q": text}))
        assert "秘密草稿" not in answer
        assert "Nothing found" in answer


def test_intention_leads_to_the_calendar(world, page):
    draft = make_draft(world.planner, name="公开意向")
    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)

    assert f"/calendar/?panel={draft.code}" in text_of(page(world.rival).get(URL, {"q": "公开"}))


def test_branch_finds_its_schedule_only(world, page):
    make_live(world.planner, world.head, name="东西活动", branches=["branch-east", "branch-west"])
    make_live(world.planner, world.head, name="西边活动", branches=["branch-west"])

    answer = text_of(page(world.viewer).get(URL, {"q": "活动"}))

    assert answer.count("东西活动") == 1
    assert "西边活动" not in answer


def test_channels_products_and_resources_are_found(world, page):
    make_resource("leaflet-x", name="宣传单页")
    browser = page(world.planner)

    assert "Channels" in text_of(browser.get(URL, {"q": "sms"}))
    assert "Products" in text_of(browser.get(URL, {"q": "recharge"}))
    assert "宣传单页" in text_of(browser.get(URL, {"q": "单页"}))


def test_customer_is_found_by_the_exact_number_and_masked(world, page):
    Customer.objects.filter(number="N0001").update(name="王小明", phone="13800138000")
    browser = page(world.planner)

    found = text_of(browser.get(URL, {"q": "N0001"}))

    assert "王***" in found or "王**" in found
    assert "王小明" not in found
    assert "王" not in text_of(browser.get(URL, {"q": "N000"}))


def test_phone_is_sent_and_found_and_other_texts_have_an_address(world, page):
    Customer.objects.filter(number="N0001").update(name="王小明", phone="13800138000")
    browser = page(world.planner)

    assert "王**" in text_of(browser.post(URL, {"q": "138 0013 8000"}))
    assert "王" not in text_of(browser.get(URL, {"q": "13800138000"}))
    assert browser.post(URL, {"q": "国庆"}).url == "/search/?q=%E5%9B%BD%E5%BA%86"


@pytest.mark.parametrize("text", ["充１００送５０", "充100，送50", "充100送50", "「充１００」"])
def test_width_and_punctuation_make_no_difference(world, page, text):
    make_checking(world.planner, name="国庆充100送50" if "１" in text else "国庆充１００送５０")

    assert "/campaigns/C" in text_of(page(world.planner).get(URL, {"q": text}))


@pytest.mark.parametrize(("name", "text"), [("集团V网续签", "V 网"), ("集团 V 网续签", "Ｖ网续签")])
def test_blanks_between_scripts_make_no_difference(world, page, name, text):
    make_checking(world.planner, name=name)

    assert "/campaigns/C" in text_of(page(world.planner).get(URL, {"q": text}))


def test_themes_and_communication_plans_are_found_by_whom_they_concern(world, page):
    editor = texts.make_editor()
    theme = texts.make_theme(editor, name="双节同庆 山河同信")
    plan = texts.make_plan(editor, name="双节传播")

    found = text_of(page(world.planner).get(URL, {"q": "「双节」"}))

    assert f'href="/comms/themes/{theme.code}/"' in found
    assert f'href="/comms/plans/{plan.code}/"' in found
    assert "双节" not in text_of(page(world.viewer).get(URL, {"q": "山河"}))


def test_account_manager_finds_the_customers_of_his_unit_only(world, page):
    here, there = (
        make_unit(parent=world.branch, kind=UnitKind.CENTRE),
        make_unit(parent=world.branch, kind=UnitKind.CENTRE),
    )
    Customer.objects.filter(number="N0001").update(unit=here)
    Customer.objects.filter(number="N0002").update(unit=there)
    browser = page(make_user(Role.ACCOUNT_MANAGER, here))

    assert "Nothing found" not in text_of(browser.get(URL, {"q": "N0001"}))
    assert "Nothing found" in text_of(browser.get(URL, {"q": "N0002"}))


def test_customers_are_not_found_by_those_who_may_not_see_them(world, page):
    Customer.objects.filter(number="N0001").update(name="王小明")

    assert "Nothing found" in text_of(page(world.leader).get(URL, {"q": "N0001"}))


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "'", "x" * 5000, "<script>"])
def test_odd_texts_find_nothing_and_break_nothing(world, page, text):
    make_checking(world.planner)

    answer = page(world.planner).get(URL, {"q": text})

    assert answer.status_code == 200
    assert "国庆充值送" not in answer.content.decode()
    assert "<script>" not in answer.content.decode().split("<main")[1]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_opens_for_every_role(world, page, language):
    for role in Role:
        assert page(make_user(role), language).get(URL, {"q": "x"}).status_code == 200


def test_strangers_are_sent_to_the_sign_in(client):
    assert client.get(URL, {"q": "x"}).status_code == 302


def test_texts_people_and_days_are_found(world, page):
    editor = texts.make_editor()
    draft = texts.make_draft(editor, title="双节折页")
    ClosedDay.objects.create(on=day(9), kind=ClosedKind.FREEZE, note="割接")
    world.rival.display_name = "韩渡"
    world.rival.save()

    def found(user, words):
        return text_of(page(user).get(URL, {"q": words}))

    assert f'href="/comms/drafts/{draft.code}/"' in found(editor, draft.code)
    assert "Nothing found" in found(world.viewer, draft.code)
    assert f"owner={world.rival.username}" in found(world.planner, "韩渡")
    assert day(9).isoformat() in found(world.planner, "割接")
