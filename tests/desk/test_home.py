import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.commands import change_state
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.plan_view.steps import next_step_of
from common import clock
from common.models import Job, JobState
from comms import commands as drafts
from comms.enums import DraftState
from comms.signoff import signatures
from coordination.negotiation.commands import propose_way_out
from desk.inbox import Side, items_for, sources
from desk.inbox.answering import answer_many
from findings.enums import FindingState, Severity
from findings.models import CheckRun, Finding, FindingAcceptance, FindingSide
from organization.enums import ClosedKind, Role
from organization.models import ClosedDay, Delegation, Notice, Policy
from organization.workdays import day_table
from tests.factories import comms as texts
from tests.factories.campaigns import (
    day,
    make_approved,
    make_checking,
    make_coordinating,
    make_draft,
    make_finalised,
    make_finding,
    make_live,
)
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_arrival, make_resource

URL, ANSWER = "/", "/inbox/answer/"


def owed(user, side=Side.OWE):
    return [item.key.partition(":")[0] for item in items_for(user, day(0)) if item.side == side]


def key_of(user):
    (item,) = items_for(user, day(0))
    return item.key


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_sources_are_found_by_being_there():
    assert set(sources()) == {
        "approval",
        "arrival",
        "assessment",
        "dispute",
        "commitment",
        "cycle",
        "draft",
        "evaluation",
        "finding",
        "invitation",
        "joint",
        "plan",
        "move",
        "proposal",
        "recall",
        "report",
        "work_notice",
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_day_opens_for_every_role(world, page, role, language):
    make_live(world.planner, world.head)
    make_finalised(world.planner, name="待批")

    answer = page(make_user(role), language).get(URL, follow=True)

    assert answer.status_code == 200


def test_empty_day_says_what_belongs_here(world, page):
    text = text_of(page(world.planner).get(URL))

    assert "Nothing waits for you" in text
    assert "Nothing pending" in text


def test_branch_person_begins_with_the_schedule(world, page):
    assert page(world.viewer).get(URL).url == "/schedule/"


def test_strangers_are_sent_to_the_sign_in(client):
    assert client.get(URL).status_code == 302


def test_blocking_finding_is_the_planners_and_one_row_per_plan(world):
    campaign = make_coordinating(world.planner)
    make_finding(campaign, severity=Severity.BLOCKING, facts={"persons": 5})
    make_finding(campaign, severity=Severity.BLOCKING, facts={"persons": 6}, fingerprint="2")
    make_finding(campaign, severity=Severity.WARNING, facts={"persons": 7}, fingerprint="3")

    (item,) = items_for(world.planner, day(0))

    assert item.key.startswith(f"finding:{campaign.code}/")
    assert "1" in item.note
    assert item.due == day_table(day(0), day(10)).back(day(10), 3)
    assert owed(world.rival) == []


def test_warnings_alone_are_one_row(world):
    campaign = make_coordinating(world.planner)
    for number in range(3):
        make_finding(
            campaign, severity=Severity.WARNING, facts={"persons": 5}, fingerprint=f"w{number}"
        )

    assert sorted(owed(world.planner)) == ["plan", "warnings"]


def test_plans_with_one_cause_share_a_row(world):
    for name in ("甲", "乙"):
        campaign = make_coordinating(world.planner, name=name)
        make_finding(
            campaign,
            severity=Severity.BLOCKING,
            facts={"persons": 5},
            fingerprint=name,
            subject={"day": "2026-10-01"},
        )

    (item,) = items_for(world.planner, day(0))

    assert "乙" in item.note


def test_conflict_of_two_plans_is_on_both_desks(world):
    ours = make_coordinating(world.planner)
    theirs = make_coordinating(world.rival, owner_unit="enterprise")
    finding = make_finding(ours, severity=Severity.BLOCKING, facts={"persons": 5})
    FindingSide.objects.create(finding=finding, campaign=theirs, is_checked_side=False)

    assert owed(world.planner) == owed(world.rival) == ["finding"]


def test_each_head_reads_a_conflict_from_their_own_side(world):
    ours = make_coordinating(world.planner)
    theirs = make_coordinating(world.rival, owner_unit="enterprise")
    finding = make_finding(ours, severity=Severity.BLOCKING, facts={"persons": 5})
    FindingSide.objects.create(finding=finding, campaign=theirs, is_checked_side=False)

    for head, plan in ((world.head, ours), (world.rival_head, theirs)):
        assert key_of(head).startswith(f"finding:{plan.code}/")


def test_head_accepts_a_finding_with_a_reason(world, page):
    campaign = make_coordinating(world.planner)
    finding = make_finding(campaign, severity=Severity.BLOCKING, facts={"persons": 5})
    key = key_of(world.head)

    page(world.head).post(ANSWER, {"one": f"{key}|accept", "reason": "可以接受"})

    finding.refresh_from_db()
    assert finding.state == FindingState.ACCEPTED


def test_planner_cannot_accept_what_heads_accept(world, page):
    campaign = make_coordinating(world.planner)
    finding = make_finding(campaign, severity=Severity.BLOCKING, facts={"persons": 5})

    page(world.planner).post(
        ANSWER, {"one": f"finding:{campaign.code}/{finding.pk}|accept", "reason": "x"}
    )

    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN


def test_approval_is_the_heads_and_awaited_by_the_planner(world):
    make_finalised(world.planner)

    assert owed(world.head) == ["approval"]
    assert owed(world.planner) == []
    assert owed(world.planner, Side.OWED) == ["approval"]
    assert owed(world.rival_head) == []
    assert owed(world.leader) == []


def test_head_approves_with_one_click(world, page):
    campaign = make_finalised(world.planner)

    answer = page(world.head).post(ANSWER, {"one": f"{key_of(world.head)}|approve"}, follow=True)

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED
    assert "is approved" in answer.content.decode()


def test_approval_of_what_has_changed_since_is_refused(world, page):
    campaign = make_finalised(world.planner)
    read = key_of(world.head)
    assert read.endswith("@1")

    page(world.head).post(ANSWER, {"one": f"{read.removesuffix('1')}2|approve"})

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.FINALISED


def test_several_are_approved_at_once_and_refusals_stop_nobody(world, page):
    first, second = (
        make_finalised(world.planner, name="甲"),
        make_finalised(world.planner, name="乙"),
    )
    keys = [f"approval:{first.code}", "approval:C2000-9999", f"approval:{second.code}"]

    answer = page(world.head).post(ANSWER, {"items": keys, "answer": "approve"}, follow=True)

    assert set(Campaign.objects.values_list("state", flat=True)) == {CampaignState.APPROVED}
    assert "There is no such campaign" in answer.content.decode()


def test_return_asks_for_a_reason(world, page):
    campaign = make_finalised(world.planner)
    browser = page(world.head)

    browser.post(ANSWER, {"one": f"approval:{campaign.code}|return_to_plan"})
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.FINALISED

    browser.post(ANSWER, {"one": f"approval:{campaign.code}|return_to_plan", "reason": "请补充"})
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT


@pytest.mark.parametrize(
    "key",
    [
        "",
        "nothing",
        "approval:",
        "nowhere:1|approve",
        "finding:x/y|accept",
        "plan:C2000-0001|launch",
        "draft:X|approve",
    ],
)
def test_nonsense_answers_change_nothing(world, page, key):
    campaign = make_finalised(world.planner)

    answer = page(world.head).post(ANSWER, {"one": key, "answer": "approve"})

    campaign.refresh_from_db()
    assert answer.status_code == 302
    assert campaign.state == CampaignState.FINALISED


def test_planner_cannot_approve_through_the_inbox(world, page):
    campaign = make_finalised(world.planner)

    page(world.planner).post(ANSWER, {"one": f"approval:{campaign.code}|approve"})

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.FINALISED


def test_answer_is_a_post(world, page):
    assert page(world.head).get(ANSWER).status_code == 405


def test_deputy_finds_the_approvals_of_his_principal(world):
    deputy = make_user(Role.HEAD, make_unit("product-x"))
    Delegation.objects.create(
        principal=world.head, deputy=deputy, starts_on=day(-1), ends_on=day(5)
    )
    make_finalised(world.planner)

    assert owed(deputy) == ["approval"]


def test_leadership_signs_where_the_only_head_wrote_the_plan(world):
    campaign = make_finalised(world.planner)
    Campaign.objects.filter(pk=campaign.pk).update(finalised_by=world.head)

    assert owed(world.leader) == ["approval"]
    assert owed(world.head) == []


def test_failed_check_is_started_again(world, page):
    campaign = make_checking(world.planner)
    assert owed(world.planner, Side.OWED) == ["plan"]
    Job.objects.filter(kind="preflight.check").update(state=JobState.FAILED)
    assert owed(world.planner) == ["plan"]
    assert owed(world.admin) == ["plan"]

    page(world.planner).post(ANSWER, {"one": f"plan:{campaign.code}|retry_check"})

    assert CheckRun.objects.filter(campaign=campaign).count() == 2


def test_plan_without_trouble_is_finalised_from_the_inbox(world, page):
    campaign = make_coordinating(world.planner)

    page(world.planner).post(ANSWER, {"one": f"plan:{campaign.code}|finalise"})

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.FINALISED


def test_held_launch_is_the_heads(world):
    campaign = make_approved(world.planner, world.head)
    Campaign.objects.filter(pk=campaign.pk).update(hold_reason="物料未到")

    (item,) = items_for(world.head, day(0))

    assert item.note == "物料未到"


def test_suspended_plan_waits_for_head_and_service(world, page):
    campaign = make_live(world.planner, world.head)
    change_state(campaign_id=campaign.pk, name="suspend", actor=world.head, reason="投诉")

    assert owed(world.head) == owed(world.service) == ["plan"]
    assert f'value="plan:{campaign.code}|resume"' in text_of(page(world.service).get(URL))


def test_draft_whose_day_comes_near_is_remembered(world):
    make_draft(world.planner)
    make_draft(world.planner, starts_on=day(60).isoformat(), ends_on=day(70).isoformat())

    assert owed(make_user(Role.PLANNER, world.consumer)) == ["plan"]


def test_text_waits_for_reviewer_then_planner_then_release(world, page):
    editor, reviewer = texts.make_editor(), texts.make_reviewer()
    campaign = make_approved(world.planner, world.head)
    draft = texts.hand_in(texts.make_draft(editor, campaign))
    assert owed(reviewer) == ["draft"]
    assert owed(world.planner) == ["draft"]
    assert owed(editor, Side.OWED) == ["draft"]

    page(reviewer).post(ANSWER, {"one": f"draft:{draft.code}@1|approve"})
    page(world.planner).post(ANSWER, {"one": f"draft:{draft.code}@1|agree"})
    page(reviewer).post(ANSWER, {"one": f"draft:{draft.code}@1|release"})

    draft.refresh_from_db()
    assert draft.state == DraftState.RELEASED


def test_planner_asks_for_changes_with_words(world, page):
    editor, _reviewer = texts.make_editor(), texts.make_reviewer()
    campaign = make_approved(world.planner, world.head)
    draft = texts.hand_in(texts.make_draft(editor, campaign))

    changes = {"one": f"draft:{draft.code}@1|changes", "reason": "金额写错了"}
    page(world.planner).post(ANSWER, changes)

    assert draft.versions.get().reviews.get().text == "金额写错了"


def test_answer_about_a_text_holds_for_the_version_that_was_shown(world, page):
    editor, reviewer = texts.make_editor(), texts.make_reviewer()
    draft = texts.hand_in(texts.make_draft(editor))
    shown = key_of(reviewer)
    drafts.change_draft_state(draft_id=draft.pk, name="take_back", actor=editor)
    drafts.write_draft(draft_id=draft.pk, values={"body": "别的价格"}, actor=editor)
    texts.hand_in(draft)

    page(reviewer).post(ANSWER, {"one": f"{shown}|approve"})
    draft.refresh_from_db()
    assert draft.state == DraftState.IN_REVIEW

    page(reviewer).post(ANSWER, {"one": f"{key_of(reviewer)}|approve"})
    draft.refresh_from_db()
    assert draft.state == DraftState.APPROVED


def test_planner_signs_from_my_day_for_all_their_plans_and_reads_no_other_name(world, page):
    editor, _reviewer = texts.make_editor(), texts.make_reviewer()
    both = [make_approved(world.planner, world.head, name=one) for one in ("甲案", "乙案")]
    theirs = texts.as_approved(make_draft(world.rival, name="丙案", owner_unit="enterprise"))
    draft = texts.hand_in(texts.make_draft(editor, *both, theirs))

    (item,) = items_for(world.planner, day(0))
    assert ("甲案" in item.title, "乙案" in item.title, "丙案" in item.title) == (True, True, False)
    page(world.planner).post(ANSWER, {"one": f"{item.key}|agree"})
    assert items_for(world.planner, day(0)) == []
    assert [one.is_signed for one in signatures(draft)] == [True, True, False]


def test_changes_asked_for_from_my_day_go_back_once_whatever_one_owns(world, page):
    editor, _reviewer = texts.make_editor(), texts.make_reviewer()
    both = [make_approved(world.planner, world.head, name=one) for one in ("甲案", "乙案")]
    draft = texts.hand_in(texts.make_draft(editor, *both))

    answered = answer_many([key_of(world.planner)], "changes", actor=world.planner, reason="改价")

    assert [one.done for one in answered] == [True]
    draft.refresh_from_db()
    assert draft.state == DraftState.CHANGES_REQUIRED
    assert [one.text for one in draft.versions.get().reviews.all()] == ["改价"]


def test_delivery_is_confirmed_with_one_click(world, page):
    keeper = make_user(Role.RESOURCE_KEEPER)
    arrival = make_arrival(make_resource(), world.branch, 90, day(0))
    assert owed(keeper) == ["arrival"]

    page(keeper).post(ANSWER, {"one": f"arrival:{arrival.pk}|received"})

    arrival.refresh_from_db()
    assert arrival.received == 90


def test_items_of_other_units_are_not_answered(world, page):
    campaign = make_coordinating(world.rival, owner_unit="enterprise")

    page(world.planner).post(ANSWER, {"one": f"plan:{campaign.code}|finalise"})

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.COORDINATING


def test_queue_is_walked_with_next(world, page):
    first, second = (
        make_finalised(world.planner, name="1甲"),
        make_finalised(world.planner, name="2乙"),
    )
    browser = page(world.head)

    text = text_of(browser.get(URL, {"item": f"approval:{first.code}@1"}))
    after = browser.post(
        ANSWER, {"one": f"approval:{first.code}@1|approve", "next": f"approval:{second.code}@1"}
    )

    assert "1 of 2" in text
    assert f"item=approval%3A{second.code}%401" in text
    assert after.url == f"/?item=approval%3A{second.code}%401"
    assert "1 of 1" in text_of(browser.get(after.url))


def test_late_items_come_first(world):
    late = make_finalised(world.planner, name="晚")
    early = make_finalised(world.planner, name="早")
    Campaign.objects.filter(pk=late.pk).update(state_since=early.state_since - dt.timedelta(days=9))

    items = items_for(world.head, day(0))

    assert [item.campaign_code for item in items] == [late.code, early.code]
    assert items[0].is_late(day(0))


def test_strip_shows_launches_conflicts_and_load(world, page):
    campaign = make_checking(
        world.planner, starts_on=day(0).isoformat(), ends_on=day(5).isoformat()
    )
    make_finding(campaign, severity=Severity.BLOCKING, facts={"persons": 5})

    text = text_of(page(world.planner).get(URL))

    assert "The next four weeks" in text
    assert "1 launch" in text
    assert "16 / 100" in text


def test_week_over_the_limit_is_an_alert(world, page):
    Policy.objects.create(
        key="preflight.launch_company_limit",
        value="10",
        valid_from=day(-10),
        changed_at=world.planner.date_joined,
    )
    make_checking(world.planner, starts_on=day(0).isoformat(), ends_on=day(5).isoformat())

    text = text_of(page(world.planner).get(URL))

    assert "6 over the limit of 10" in text
    assert "6 points over" in text


def test_closed_days_ahead_are_an_alert_with_the_plans_on_them(world, page):
    for offset in (10, 11):
        ClosedDay.objects.create(on=day(offset), kind=ClosedKind.FREEZE)
    make_checking(world.planner)

    text = text_of(page(world.planner).get(URL))

    assert "1 campaign starts or pushes then" in text
    assert text.count("system freeze") == 1


def test_jobs_given_up_are_the_administrators(world, page):
    at = world.planner.date_joined
    times = {"created_at": at, "not_before": at}
    Job.objects.create(kind="x", key="x", state=JobState.FAILED, **times)
    words = "1 background job was given up"

    assert words in text_of(page(world.admin).get(URL))
    Job.objects.create(kind="x", key="x", state=JobState.DONE, **times)
    assert words not in text_of(page(world.admin).get(URL))


def test_strip_is_for_people_who_see_plans(world, page):
    make_live(world.planner, world.head)

    assert "The next four weeks" not in text_of(page(make_user(Role.AUDITOR)).get(URL))


def test_rail_counts_what_waits(world, page):
    make_finalised(world.planner)

    assert "waiting for you" in text_of(page(world.head).get("/calendar/"))


@pytest.mark.parametrize("who", ["planner", "head", "service", "leader"])
def test_queries_do_not_grow_with_the_items(world, page, who):
    def more(number):
        campaign = make_coordinating(world.planner, name=f"冲突{number}")
        make_finding(
            campaign, severity=Severity.BLOCKING, facts={"persons": 5}, fingerprint=f"b{number}"
        )
        make_finalised(world.planner, name=f"待批{number}", grade="D")
        make_live(world.planner, world.head, name=f"执行{number}")

    browser = page(getattr(world, who))
    more(0)
    browser.get(URL)
    with CaptureQueriesContext(connection) as one:
        browser.get(URL)
    for number in range(1, 4):
        more(number)

    browser.get(URL)
    with CaptureQueriesContext(connection) as many:
        browser.get(URL)

    assert len(many) <= len(one), [query["sql"][:150] for query in many.captured_queries]


def test_a_returned_plan_and_every_own_draft_are_on_the_planners_day(world):
    returned = make_finalised(world.planner, name="退回的")
    change_state(
        campaign_id=returned.pk, name="return_to_plan", actor=world.head, reason="预算写错了"
    )
    draft = make_draft(world.planner, name="很久以后", starts_on=day(200), ends_on=day(210))

    rows = {item.campaign_code: item for item in items_for(world.planner, day(0))}

    assert rows[returned.code].side == rows[draft.code].side == Side.OWE
    assert rows[returned.code].note == "预算写错了"
    assert rows[returned.code].person == str(world.head)
    assert draft.code not in {item.campaign_code for item in items_for(world.rival, day(0))}

    change_state(campaign_id=returned.pk, name="submit", actor=world.planner)
    (again,) = [
        item for item in items_for(world.planner, day(0)) if item.campaign_code == returned.code
    ]
    assert (again.side, again.person) == (Side.OWED, "")


def test_an_ended_plan_is_evaluated_on_the_service_managers_day(world):
    plan = make_live(world.planner, world.head)
    change_state(campaign_id=plan.pk, name="end", actor=world.head, reason="送完")

    (item,) = [one for one in items_for(world.service, day(0)) if one.key.startswith("evaluation")]

    assert item.campaign_code == plan.code
    plan.refresh_from_db()
    assert plan.ended_on < plan.in_force.ends_on
    assert item.due == plan.ended_on + dt.timedelta(days=30) == next_step_of(plan).due
    assert "evaluation" not in owed(world.planner) + owed(world.head)


def proposed(world):
    """A conflict of two departments, and a way out that the first asks the second to take."""
    ours = make_coordinating(world.planner, name="我方")
    theirs = make_coordinating(world.rival, name="对方", owner_unit="enterprise")
    finding = make_finding(ours, severity=Severity.BLOCKING, facts={"persons": 5})
    FindingSide.objects.create(finding=finding, campaign=theirs, is_checked_side=False)
    finding.ways_out = [
        {
            "id": "1",
            "kind": "shift_dates",
            "campaign": theirs.code,
            "params": {"starts_on": day(20).isoformat(), "ends_on": day(50).isoformat()},
            "effect": {},
            "solves": True,
            "recommended": True,
        }
    ]
    finding.save()
    propose_way_out(finding_id=finding.pk, way_out_id="1", actor=world.planner, text="改期")
    return finding, theirs


def test_a_proposal_is_on_both_desks_until_it_is_settled(world):
    finding, theirs = proposed(world)

    def of(user):
        return [one for one in items_for(user, day(0)) if one.key.startswith("proposal")]

    (asked,), (awaited,) = of(world.rival), of(world.planner)
    assert (asked.side, awaited.side) == (Side.OWE, Side.OWED)
    assert "改期" in asked.note
    assert (asked.campaign, asked.person) == (theirs.name, "")
    assert str(world.planner) in asked.title
    assert of(world.service) == []
    assert [one.name for one in asked.answers] == ["accept", "decline"]

    Finding.objects.filter(pk=finding.pk).update(state=FindingState.RESOLVED)
    assert of(world.rival) == of(world.planner) == []


def test_who_has_signed_waits_for_the_other_signature(world):
    finding, _theirs = proposed(world)
    FindingAcceptance.objects.create(
        finding=finding,
        role="head",
        accepted_by=world.head,
        accepted_at=clock.now(),
        reason="x",
    )

    (mine,) = [one for one in items_for(world.head, day(0)) if one.key.startswith("finding")]
    (theirs,) = [
        one for one in items_for(world.rival_head, day(0)) if one.key.startswith("finding")
    ]

    assert (mine.side, mine.answers) == (Side.OWED, ())
    assert (theirs.side, [one.name for one in theirs.answers]) == (Side.OWE, ["accept"])


@pytest.mark.parametrize(("answer", "state"), [("join", "accepted"), ("decline", "left")])
def test_a_participant_is_told_and_asked(world, page, answer, state):
    plan = make_draft(
        world.planner,
        participants=[{"unit": "enterprise", "product": "recharge", "cost_share": "0.3"}],
    )
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)

    told = set(Notice.objects.filter(case="invited").values_list("user", flat=True))
    (asked,) = [one for one in items_for(world.rival, day(0)) if one.key.startswith("invitation")]
    assert told == {world.rival.pk, world.rival_head.pk}
    assert "30" in asked.note
    assert "invitation" in owed(world.planner, Side.OWED)

    form = {"one": f"{asked.key}|{answer}", "reason": "" if answer == "join" else "不合适"}
    page(world.rival).post(ANSWER, form)

    assert plan.working.participants.get().state == state
    assert Notice.objects.filter(user=world.planner, case__in=["joined", "not_joined"]).exists()
    assert "invitation" not in owed(world.rival) + owed(world.planner, Side.OWED)


def test_an_approval_shows_what_is_decided(world, page):
    plan = make_finalised(world.planner, budget="380000")
    text = text_of(page(world.head).get(URL))

    for fact in ("380,000", "persons", "risk grade A", "no warning open"):
        assert fact in text
    make_finding(plan, severity=Severity.WARNING, facts={"persons": 5})
    assert "1 warning open" in text_of(page(world.head).get(URL))


def test_a_plan_with_an_open_warning_is_not_approved_in_passing(world, page):
    plan = make_finalised(world.planner)
    make_finding(plan, severity=Severity.WARNING, facts={"persons": 5})
    key = key_of(world.head)

    page(world.head).post(ANSWER, {"items": [key], "answer": "approve"})
    plan.refresh_from_db()
    assert plan.state == CampaignState.FINALISED

    page(world.head).post(ANSWER, {"one": f"{key}|approve", "reason": "已知悉"})
    plan.refresh_from_db()
    assert plan.state == CampaignState.APPROVED


def test_several_answers_name_what_was_left_undone(world, page):
    open_one = make_finalised(world.planner, name="有警告")
    make_finding(open_one, severity=Severity.WARNING, facts={"persons": 5})
    clear = make_finalised(world.planner, name="无警告")
    keys = [item.key for item in items_for(world.head, day(0))]

    text = text_of(page(world.head).post(ANSWER, {"items": keys, "answer": "approve"}, follow=True))

    clear.refresh_from_db()
    open_one.refresh_from_db()
    assert (clear.state, open_one.state) == (CampaignState.APPROVED, CampaignState.FINALISED)
    assert "This answer does not fit, so nothing was done: Approve “有警告”" in text


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.FRONT_OFFICE, "/schedule/"),
        (Role.SUPPORT, "/calendar/"),
        (Role.RESOURCE_KEEPER, "/resources/"),
        (Role.AUDITOR, "/setup/audit/"),
        (Role.CHANNEL_MANAGER, "/channels/matrix/"),
    ],
)
def test_an_empty_day_says_where_the_work_of_the_role_is(world, page, role, place):
    text = text_of(page(make_user(role)).get(URL))

    assert f'href="{place}"' in text.split("Nothing waits for you")[1]


def test_the_front_office_finds_the_counter_in_the_rail(world, page):
    here = 'href="/schedule/"'

    assert here in text_of(page(make_user(Role.FRONT_OFFICE)).get("/calendar/"))
    assert here not in text_of(page(world.planner).get("/calendar/"))
