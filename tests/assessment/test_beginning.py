"""A pre-assessment begins with the list as it is, and keeps it."""

from __future__ import annotations

import datetime as dt

import pytest

from assessment import commands
from assessment.beginning import current_of, list_number
from assessment.checklist_kind import CHECKLISTS
from assessment.first_checklists import FIRST_ITEMS, FIRST_QUESTIONS
from assessment.models import AssessmentLine, ChecklistItem, ChecklistVersion
from campaigns.commands import change_plan, change_state
from campaigns.enums import Category
from campaigns.models import PlanResult
from channels.models import Channel, ProductFamily
from common import clock
from common.errors import Refused
from common.models import AuditEvent
from organization.enums import Role
from organization.models import Notice
from preflight.policies import Policies
from tests.assessment.asked import ask, line_of
from tests.factories.campaigns import make_checking, make_draft, make_finalised, read_plan
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


def result(code="B-1", lesson="先告知到期日", **more):
    return PlanResult.objects.create(
        **{
            "campaign": code,
            "category": "promotion",
            "channel": Channel.objects.get(code="social-outlet"),
            "ended_on": clock.today() - dt.timedelta(days=30),
            "reached": 10_000,
            "complaints": 5,
            "lesson": lesson,
            **more,
        }
    )


def items(campaign):
    return list(current_of(campaign).lines.values_list("item", flat=True))


def test_a_change_of_the_list_never_touches_what_runs(world):
    item = ask()
    running, before = make_checking(world.planner), list_number("promotion")

    item.weight, item.name = 90, "另一个问题？"
    commands.save_item(item=item, actor=world.service)
    commands.save_item(item=item, actor=world.service)  # the same again makes no version
    later = make_checking(world.planner)

    assert (line_of(running).weight, line_of(running).name) == (10, "前台测试通过了吗？")
    assert (line_of(later).weight, line_of(later).name) == (90, "另一个问题？")
    assert (current_of(running).list_number, current_of(later).list_number) == (before, before + 1)
    assert ChecklistVersion.objects.get().made_by == world.service
    commands.remove_item(item=item, actor=world.service)
    assert items(running) == ["office-test"]
    assert list_number("promotion") == before + 2
    assert list_number("tariff") == 1


def test_lines_out_of_use_and_of_other_categories_are_not_asked(world):
    ask(position=2)
    ask("later", position=1)
    ask("off", is_active=False)
    ask("tariffs", category="tariff")

    assert items(make_checking(world.planner)) == ["later", "office-test"]


def test_a_plan_that_is_submitted_again_keeps_its_round_and_its_answers(world):
    ask()
    office = make_user(Role.FRONT_OFFICE)
    plan = make_checking(world.planner)
    commands.answer_line(campaign_id=plan.pk, item="office-test", answer="yes", actor=office)
    ask("new")
    change_state(campaign_id=plan.pk, name="recall", actor=world.planner)
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)

    assert items(plan) == ["office-test"]
    assert line_of(plan).answer == "yes"


def test_another_category_begins_another_round(world):
    ask()
    ask("tariffs", category="tariff")
    plan = make_checking(world.planner)
    change_state(campaign_id=plan.pk, name="recall", actor=world.planner)
    plan.refresh_from_db()
    change_plan(
        campaign_id=plan.pk,
        plan=read_plan(world.planner, category="tariff"),
        actor=world.planner,
    )
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)

    assert items(plan) == ["tariffs"]
    assert plan.assessments.count() == 2
    codes = set(AssessmentLine.objects.values_list("code", flat=True))
    assert codes == {f"{plan.code}.1.office-test", f"{plan.code}.2.tariffs"}


def test_the_newest_list_is_taken_over_on_demand_with_answers_to_the_same_questions(world):
    ask()
    same = ask("same", role="planner")
    plan = make_checking(world.planner)
    for item in ("same", "office-test"):
        actor = world.planner if item == "same" else make_user(Role.FRONT_OFFICE)
        commands.answer_line(campaign_id=plan.pk, item=item, answer="yes", actor=actor)
    with pytest.raises(Refused) as refused:
        commands.renew_assessment(campaign_id=plan.pk, actor=world.planner)
    assert refused.value.reasons[0].code == "nothing-newer"
    item = ChecklistItem.objects.get(code="office-test")
    item.weight = 20
    commands.save_item(item=item, actor=world.service)
    for person, status in ((world.rival, 403), (world.head, 403)):
        with pytest.raises(Refused) as refused:
            commands.renew_assessment(campaign_id=plan.pk, actor=person)
        assert refused.value.status == status

    commands.renew_assessment(campaign_id=plan.pk, actor=world.service)

    assert (line_of(plan, same.code).answer, line_of(plan).answer) == ("yes", "")
    assert AuditEvent.objects.get(action="renew_assessment").details == {"from": 1, "to": 2}


def test_those_who_are_asked_are_told_once(world):
    ask()
    ask("second")
    ask("own", role="planner")
    office = make_user(Role.FRONT_OFFICE)

    plan = make_checking(world.planner)
    change_state(campaign_id=plan.pk, name="recall", actor=world.planner)
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)

    notice = Notice.objects.get(code="assessment")
    assert (notice.user, notice.case, notice.params["count"]) == (office, "asked", 2)


def test_lessons_of_similar_plans_have_to_be_answered(world):
    family = ProductFamily.objects.get(products__code="recharge")
    result()
    result("B-2", "核对档位", complaints=50)
    result("B-3", "两样都像", product_family=family, complaints=0)
    result("B-4", "两样都像", complaints=90)
    result("B-5", "别的类别", category="tariff")
    result("B-6", "别的渠道", channel=Channel.objects.get(code="sms"))
    result("B-7", "太久以前", ended_on=clock.today() - dt.timedelta(days=800))
    result("B-8", "")

    plan = make_checking(world.planner)
    result("B-9", "后来才有")
    change_state(campaign_id=plan.pk, name="recall", actor=world.planner)
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)

    lines = current_of(plan).lines.all()
    assert [(one.lesson_of, one.name) for one in lines] == [
        ("B-3", "两样都像"),
        ("B-2", "核对档位"),
        ("B-1", "先告知到期日"),
        ("B-9", "后来才有"),
    ]
    assert {(one.role, one.gate, one.weight, one.is_mandatory) for one in lines} == {
        ("planner", "finalise", 0, True)
    }


def test_a_draft_has_none_and_a_list_may_be_empty(world):
    assert current_of(make_draft(world.planner)) is None
    assert items(make_finalised(world.planner)) == []


def test_the_first_lists_are_asked_in_their_order(world):
    CHECKLISTS.found()

    assert items(make_checking(world.planner)) == [
        "promotion-contingency",
        "promotion-terms",
        "promotion-script",
        "promotion-exit-rule",
        "promotion-training-on",
        "promotion-office-test",
        "promotion-tariff-match",
    ]


def test_what_people_are_asked_first_stops_nobody_who_says_all_the_rest():
    for category in Category:
        said, asked = (
            sum(row["weight"] for row in rows if row["category"] == category)
            for rows in (FIRST_ITEMS, FIRST_QUESTIONS)
        )
        assert asked
        assert 100 * said >= Policies().readiness_score * (said + asked)
