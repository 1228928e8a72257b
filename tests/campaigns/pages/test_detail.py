from __future__ import annotations

import datetime as dt

import pytest

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from common.models import AuditEvent
from tests.factories.campaigns import (
    day,
    make_approved,
    make_coordinating,
    make_draft,
    make_finalised,
)

pytestmark = pytest.mark.django_db


def url(plan, tail=""):
    return f"/campaigns/{plan.code}/{tail}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("tail", ["", "findings/", "history/"])
def test_tabs_open(page, world, language, tail):
    plan = make_coordinating(world.planner, budget="1000.00", selling_points=["充100送50"])

    response = page(world.planner, language=language).get(url(plan, tail))

    assert response.status_code == 200
    assert plan.name in response.content.decode()


@pytest.mark.parametrize("tail", ["", "findings/", "history/", "edit/", "revisions/1/"])
def test_draft_of_another_department_is_not_there(page, world, draft, tail):
    assert page(world.rival).get(url(draft, tail)).status_code == 404


def test_other_department_does_not_see_budget_targets_and_audience(page, world):
    plan = make_coordinating(
        world.planner, budget="123456.00", targets=[{"indicator": "orders", "value": "777"}]
    )

    text = page(world.rival).get(url(plan)).content.decode()

    assert "123,456" not in text
    assert "777" not in text
    assert "everybody" not in text
    assert "shown to the owner department" in text


def test_owner_sees_how_the_audience_is_made_up(page, world):
    plan = make_coordinating(world.planner, budget="123456.00")

    text = page(world.planner).get(url(plan)).content.decode()

    assert "everybody" in text
    assert "123,456" in text


def test_branch_sees_a_scheduled_plan_without_findings_and_history(page, world, approved):
    client = page(world.viewer)

    response = client.get(url(approved))

    assert response.status_code == 200
    assert not {"findings", "history"} & {tab.code for tab in response.context["head"].tabs}
    assert client.get(url(approved, "findings/")).status_code == 404
    assert client.get(url(approved, "history/")).status_code == 404


def test_plan_texts_are_escaped(page, world):
    plan = make_coordinating(
        world.planner, objective="<b>x</b>", service_plan={"script": "<i>y</i>"}
    )

    text = page(world.planner).get(url(plan)).content.decode()

    assert "<b>x</b>" not in text
    assert "<i>y</i>" not in text


def test_detail_needs_a_fixed_number_of_queries(page, world, django_assert_max_num_queries):
    client = page(world.planner)
    small = make_coordinating(world.planner)
    large = make_coordinating(
        world.planner,
        offers=[
            {"product": product, "pay": "10.00", "get": "5.00"}
            for product in ("recharge", "music-pack", "recharge")
        ],
        placements=[
            {
                "channel": "sms",
                "waves": [
                    {"on": day(11).isoformat(), "share": 0.5},
                    {"on": day(12).isoformat(), "share": 0.5},
                ],
            },
            {"channel": "own-hall", "product": "recharge"},
            {"channel": "social-outlet"},
        ],
    )
    client.get(url(small))
    with django_assert_max_num_queries(90) as one:
        client.get(url(small))

    with django_assert_max_num_queries(90) as three:
        client.get(url(large))

    assert len(three.captured_queries) == len(one.captured_queries)


def test_planner_submits_and_lands_on_the_findings(page, world, draft):
    response = page(world.planner).post(url(draft, "do/submit/"), follow=True)

    draft.refresh_from_db()
    assert draft.state == CampaignState.CHECKING
    assert response.redirect_chain[-1][0] == url(draft, "findings/")
    assert response.context["is_checking"]


def test_head_approves_and_the_planner_cannot(page, world, finalised):
    page(world.planner).post(url(finalised, "do/approve/"))
    finalised.refresh_from_db()
    assert finalised.state == CampaignState.FINALISED

    page(world.head).post(url(finalised, "do/approve/"))
    finalised.refresh_from_db()
    assert finalised.state == CampaignState.APPROVED


def test_step_on_what_has_changed_since_it_was_read_is_refused(page, world, draft):
    final = make_finalised(world.planner)
    planner, head = page(world.planner), page(world.head)
    read = dict(planner.get(url(draft)).context["head"].actions.primary.fields)
    Campaign.objects.filter(pk=draft.pk).update(
        updated_at=draft.updated_at + dt.timedelta(seconds=1)
    )

    planner.post(url(draft, "do/submit/"), read)
    head.post(url(final, "do/approve/"), {"revision": final.revision + 1})

    assert set(Campaign.objects.values_list("state", flat=True)) == {
        CampaignState.DRAFT,
        CampaignState.FINALISED,
    }
    head.post(
        url(final, "do/approve/"), dict(head.get(url(final)).context["head"].actions.primary.fields)
    )
    final.refresh_from_db()
    assert final.state == CampaignState.APPROVED


@pytest.mark.parametrize("tail", ["", "edit/"])
def test_submit_button_sends_what_was_read(page, world, draft, tail):
    assert (
        f'<input type="hidden" name="etag" value="{draft.content_tag}">'
        in page(world.planner).get(url(draft, tail)).content.decode()
    )


def test_planner_sees_the_approval_that_he_may_not_give(page, world, finalised):
    mine = page(world.planner).get(url(finalised)).context["head"].actions.primary
    theirs = page(world.rival).get(url(finalised)).context["head"].actions.primary

    assert (mine.name, mine.reason.code) == ("approve", "no-permission")
    assert theirs is None


def test_refused_step_comes_back_as_a_sentence(page, world):
    plan = make_draft(world.planner, audience=None)
    client = page(world.planner)

    response = client.post(
        url(plan, "do/submit/"), headers={"Referer": f"http://testserver{url(plan)}"}, follow=True
    )

    assert "who is addressed" in response.content.decode()
    assert Campaign.objects.get(pk=plan.pk).state == CampaignState.DRAFT


def test_submit_button_is_disabled_with_the_reason(page, world):
    plan = make_draft(world.planner, audience=None)

    response = page(world.planner).get(url(plan))

    primary = response.context["head"].actions.primary
    assert primary.name == "submit"
    assert primary.reason is not None
    assert 'aria-disabled="true"' in response.content.decode()


def test_steps_that_are_not_ones_own_are_not_shown(page, world, coordinating):
    actions = page(world.rival).get(url(coordinating)).context["head"].actions

    assert actions.primary is None
    assert list(actions.beside) == []


@pytest.mark.parametrize(
    ("step", "reason", "state"), [("suspend", "", "live"), ("suspend", "出错了", "suspended")]
)
def test_suspending_asks_for_a_reason(page, world, live, step, reason, state):
    page(world.head).post(url(live, f"do/{step}/"), {"reason": reason})

    assert Campaign.objects.get(pk=live.pk).state == state


def test_unknown_step_is_not_there(page, world, draft):
    client = page(world.planner)

    assert client.post(url(draft, "do/nonsense/")).status_code == 404
    assert client.post(url(draft, "do/lapse/")).status_code == 404
    assert client.get(url(draft, "do/submit/")).status_code == 405


def test_copy_opens_the_new_draft(page, world, coordinating):
    response = page(world.planner).post(url(coordinating, "do/copy/"))

    copy = Campaign.objects.exclude(pk=coordinating.pk).get()
    assert response.url == url(copy, "edit/")


def test_draft_is_deleted_by_its_planner_only(page, world, draft):
    assert page(world.rival).post(url(draft, "delete/")).status_code == 404
    assert page(world.planner).post(url(draft, "delete/")).status_code == 302
    assert not Campaign.objects.exists()


def test_plan_tab_shows_what_changed_since_the_last_submission(page, world, coordinating):
    client = page(world.planner)
    client.post(url(coordinating, "do/recall/"))
    coordinating.refresh_from_db()
    client.post(
        url(coordinating, "edit/comms/"),
        {"selling_points": "新卖点", "etag": coordinating.content_tag},
    )

    changes = client.get(url(coordinating)).context["changes"]

    assert [(row.label, row.before, row.after) for row in changes[0].rows] == [
        ("Selling point", "", "新卖点")
    ]


def test_history_compares_two_revisions_and_shows_each(page, world, coordinating):
    client = page(world.planner)
    client.post(url(coordinating, "do/recall/"))
    coordinating.refresh_from_db()
    client.post(
        url(coordinating, "edit/comms/"),
        {"selling_points": "新卖点", "etag": coordinating.content_tag},
    )

    response = client.get(url(coordinating, "history/?from=1&to=2"))

    assert [row.after for row in response.context["rows"]] == ["新卖点"]
    assert client.get(url(coordinating, "revisions/1/")).status_code == 200
    assert client.get(url(coordinating, "revisions/9/")).status_code == 404


def test_history_joins_saves_of_one_person(page, world, draft):
    client = page(world.planner)
    for text in ("a", "b", "c"):
        draft.refresh_from_db()
        client.post(url(draft, "edit/comms/"), {"selling_points": text, "etag": draft.content_tag})

    events = client.get(url(draft, "history/")).context["events"]

    assert [event.times for event in events] == [3, 1]
    assert AuditEvent.objects.filter(action="change").count() == 3


def test_page_of_an_unknown_tab_is_not_there(page, world, draft):
    assert page(world.planner).get(url(draft, "tab/nonsense/")).status_code == 404


def test_strangers_are_sent_to_the_sign_in(client, draft):
    for tail in ("", "findings/", "history/", "edit/"):
        assert client.get(url(draft, tail)).status_code == 302


def test_returned_plan_says_why_to_its_own_side(page, world, finalised):
    page(world.head).post(url(finalised, "do/return_to_plan/"), {"reason": "请补充预算说明"})

    assert "请补充预算说明" in page(world.planner).get(url(finalised)).content.decode()

    page(world.planner).post(url(finalised, "do/submit/"))
    assert "请补充预算说明" not in page(world.planner).get(url(finalised)).content.decode()


def test_suspension_gives_its_reason_to_the_owner_alone(page, world, live):
    page(world.head).post(url(live, "do/suspend/"), {"reason": "投诉太多"})

    assert "投诉太多" in page(world.planner).get(url(live)).content.decode()
    assert "投诉太多" not in page(world.rival).get(url(live)).content.decode()


def test_suspended_plan_waits_for_those_who_have_not_agreed_yet(page, world, live):
    client = page(world.head)
    assert "resume" not in [
        one.name for one in client.get(url(live)).context["head"].actions.beside
    ]

    client.post(url(live, "do/suspend/"), {"reason": "出错了"})
    before = client.get(url(live)).context["head"].next.who
    client.post(url(live, "do/resume/"))
    after = client.get(url(live)).context["head"].next.who

    assert str(world.head) in before
    assert str(world.head) not in after
    assert after


def test_header_names_nobody_for_what_goes_by_itself(page, world):
    approved, waiting = (
        make_approved(world.planner, world.head, name="云盘月"),
        make_coordinating(world.planner),
    )
    client = page(world.planner)

    assert "Goes live by itself on" in (text := client.get(url(approved)).content.decode())
    assert "With <strong>" not in text
    assert f"With <strong>{world.planner}</strong>." in client.get(url(waiting)).content.decode()


def test_a_part_of_a_live_plan_is_suspended_from_its_page(world, live, page):
    browser = page(world.service)
    channel = live.in_force.placements.get().channel

    text = browser.get(f"/campaigns/{live.code}/").content.decode()
    assert f'name="placements" value="{channel.code}"' in text
    browser.post(
        f"/campaigns/{live.code}/do/suspend/",
        {"reason": "投诉", "placements": [channel.code], "revision": live.revision},
    )

    live.refresh_from_db()
    hold = live.holds.get()
    assert (live.state, hold.channel, hold.branch) == ("live", channel, None)
