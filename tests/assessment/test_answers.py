"""Answering: by whom, in which states, what is refused where, what is kept."""

from __future__ import annotations

import pytest

from assessment import commands
from assessment.access import answers_for
from assessment.models import EvidenceFile
from assessment.queries import progress_of
from campaigns.commands import change_state
from campaigns.models import Campaign
from common.errors import Refused
from common.models import AuditEvent, Change
from organization.enums import Role
from organization.models import Delegation, Notice
from tests.assessment.asked import PDF, ask, line_of, upload
from tests.factories.campaigns import day, make_checking
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "evidence"


@pytest.fixture
def office():
    return make_user(Role.FRONT_OFFICE)


def answered(campaign, actor, answer="yes", item="office-test", **more):
    return commands.answer_line(
        campaign_id=campaign.pk, item=item, answer=answer, actor=actor, **more
    )


def refusal(campaign, actor, answer="yes", **more):
    with pytest.raises(Refused) as refused:
        answered(campaign, actor, answer, **more)
    reason = refused.value.reasons[0]
    return refused.value.status, reason.code, reason.attr


def test_an_answer_is_kept_with_who_and_when_and_everybody_concerned_is_told(world, office):
    ask()
    ask("terms", name="", evidence="terms", role="planner")
    plan = make_checking(world.planner)
    before = Change.objects.filter(kind="assessments").count()

    line = answered(plan, office, note="三家厅走通")

    assert (line.answer, line.is_met, line.answered_by, line.changes) == ("yes", True, office, 1)
    event = AuditEvent.objects.get(action="answer_assessment")
    assert (event.object_code, event.actor, event.reason) == (
        plan.code,
        office.username,
        "三家厅走通",
    )
    assert event.details["value"] == "yes"
    assert Change.objects.filter(kind="assessments", code=plan.code).count() == before + 1
    assert Notice.objects.filter(case="complete", user=world.planner).count() == 1
    answered(plan, office, "no")
    assert Notice.objects.filter(case="not_met", user=world.planner).count() == 1
    assert Notice.objects.filter(case="complete").count() == 1


def test_only_the_role_that_is_asked_answers(world, office):
    ask()
    ask("own", role="planner")
    ask("terms", name="", evidence="terms", role="front_office")
    plan = make_checking(world.planner)

    for person in (world.planner, world.head, world.service, world.admin, world.viewer):
        assert refusal(plan, person) == (403, "no-permission", None)
    assert refusal(plan, world.rival, item="own") == (403, "no-permission", None)
    assert refusal(plan, office, item="nothing") == (404, "not-found", None)
    assert refusal(plan, office, item="terms") == (409, "computed", None)
    assert answered(plan, world.planner, item="own").is_met
    assert line_of(plan).answer == ""


def test_a_deputy_answers_for_their_principal(world, office):
    ask()
    plan = make_checking(world.planner)
    deputy = make_user(Role.SERVICE_MANAGER)
    assert answers_for(deputy, "front_office", plan.owner_unit) is None
    today = day(0)
    Delegation.objects.create(principal=office, deputy=deputy, starts_on=today, ends_on=today)
    deputy = type(deputy).objects.get(pk=deputy.pk)

    answered(plan, deputy)

    assert AuditEvent.objects.get(action="answer_assessment").acting_for == office.username


def test_a_plan_that_is_over_takes_no_answers(world, office):
    ask()
    plan = make_checking(world.planner)
    change_state(campaign_id=plan.pk, name="withdraw", actor=world.planner, reason="x")

    assert refusal(plan, office) == (409, "wrong-state", None)


def test_what_is_wrong_is_said_at_its_field(world, office):
    ask(answer_kind="number", at_least=200)
    plan = make_checking(world.planner)

    assert refusal(plan, office, "") == (400, "required", "answer")
    assert refusal(plan, office, "viele") == (400, "invalid", "answer")
    assert refusal(plan, office, "9", note="x" * 1001)[::2] == (400, "note")
    assert refusal(plan, office, "9", link="javascript:alert(1)")[::2] == (400, "link")
    assert refusal(plan, office, "9", files=[upload(b"MZ")]) == (400, "kind", "files")
    assert refusal(plan, office, "9", files=[upload()] * 6) == (400, "too-many", "files")
    assert not answered(plan, office, "199").is_met
    assert answered(plan, office, "200").is_met


def test_an_answer_that_was_read_before_another_one_is_refused(world, office):
    ask()
    plan = make_checking(world.planner)
    answered(plan, office, read=0)

    assert refusal(plan, office, "no", read=0) == (412, "stale", None)
    assert line_of(plan).answer == "yes"


def test_evidence_makes_an_answer_count_and_leaves_with_it(world, office, media):
    ask(proof="picture")
    plan = make_checking(world.planner)

    assert not answered(plan, office, files=[upload(PDF, "a.pdf")]).is_met
    file = commands.add_evidence(
        campaign_id=plan.pk, item="office-test", upload=upload(), actor=office
    )
    assert line_of(plan).is_met
    assert (file.name, file.media_type, file.added_by) == ("shot.png", "image/png", office)
    assert len(list(media.iterdir())) == 2
    with pytest.raises(Refused) as refused:
        commands.remove_evidence(campaign_id=plan.pk, key=str(file.key), actor=world.planner)
    assert refused.value.status == 403
    commands.remove_evidence(campaign_id=plan.pk, key=str(file.key), actor=office)
    assert line_of(plan).is_met is False
    assert EvidenceFile.objects.count() == 1


def test_nothing_of_a_refused_answer_stays_on_disk(world, office, media):
    ask()
    plan = make_checking(world.planner)

    refusal(plan, office, files=[upload(), upload(b"MZ")])

    assert not media.exists() or list(media.iterdir()) == []


def test_a_day_and_a_link_are_evidence_too(world, office):
    ask(proof="day")
    ask("script", proof="link")
    plan = make_checking(world.planner)

    assert not answered(plan, office).is_met
    assert answered(plan, office, day=day(3)).is_met
    assert answered(plan, office, item="script", link="https://wiki.example/x").is_met


def test_progress_says_what_is_missing_and_whose_turn_it_is(world, office):
    ask(is_mandatory=True)
    ask("launching", gate="launch", role="support")
    ask("terms", name="", evidence="terms", role="planner", weight=25)
    ask("service", role="service_manager")
    plan = make_checking(world.planner, service_plan={"terms": "条款"})
    answered(plan, world.service, "no", item="service")

    progress = progress_of(Campaign.objects.get(pk=plan.pk), office)

    assert (progress.weight_met, progress.weight_due) == (25, 45)
    assert [one.line.item for one in progress.missing] == ["office-test", "service"]
    assert [one.line.item for one in progress.mine] == ["office-test"]
    assert len(progress.turns) == 2
    assert (progress.met, progress.answered) == (1, 2)
