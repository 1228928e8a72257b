"""Who signs a plan, what of it may change around a signature, and what all of them read of it."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from campaigns.access import principals_of
from campaigns.commands import change_plan, change_state
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.people import deputies_of
from campaigns.plan_view.steps import next_step_of
from campaigns.workflow import PLAN
from common import clock
from common.errors import Refused
from common.models import AuditEvent
from customers.models import Segment
from desk.inbox import in_time, items_for
from desk.inbox.approvals import SOURCE
from findings.enums import Severity
from organization import deputies
from organization.enums import DayKind, Role
from organization.models import Delegation, Membership, Notice, Unit, User, WorkDay
from organization.permissions import Permission
from tests.factories.campaigns import (
    day,
    make_approved,
    make_coordinating,
    make_draft,
    make_finalised,
    make_finding,
    make_live,
    run_check,
)
from tests.factories.comms import make_theme
from tests.factories.organization import make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent_recheck")]
URL = "/api/v1/campaigns/"


@pytest.fixture
def both(world) -> User:
    """The head of a small department who also writes its plans."""
    Membership.objects.create(user=world.head, unit=world.consumer, role=Role.PLANNER)
    return User.objects.get(pk=world.head.pk)


def reason_of(campaign: Campaign, actor: User) -> str:
    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=campaign.pk, name="approve", actor=actor)
    return refusal.value.reasons[0].code


# Who had a hand in it


def test_who_changed_the_plan_does_not_sign_it(world, both):
    draft = make_draft(world.planner)
    change_plan(campaign_id=draft.pk, plan={"budget": 5}, actor=both)
    campaign = finalised(draft, submits=world.planner, finalises=world.planner)

    assert reason_of(campaign, both) == "own-plan"


def test_who_submitted_the_plan_does_not_sign_it(world, both):
    campaign = finalised(make_draft(world.planner), submits=both, finalises=world.planner)

    assert reason_of(campaign, both) == "own-plan"


def test_who_wrote_in_an_earlier_revision_does_not_sign_the_later_one(world, both):
    campaign = make_coordinating(world.planner)
    change_state(campaign_id=campaign.pk, name="recall", actor=world.planner)
    change_plan(campaign_id=campaign.pk, plan={"budget": 5}, actor=both)
    campaign = finalised(campaign, submits=world.planner, finalises=world.planner)

    assert reason_of(campaign, both) == "own-plan"
    assert not SOURCE.items(User.objects.get(pk=both.pk), day(0))[0].answers


def test_leadership_signs_where_every_head_had_a_hand_in_it(world, both):
    campaign = finalised(make_draft(world.planner), submits=both, finalises=world.planner)

    signed = change_state(campaign_id=campaign.pk, name="approve", actor=world.leader).campaign

    assert signed.state == "approved"


def finalised(draft: Campaign, *, submits: User, finalises: User) -> Campaign:
    change_state(campaign_id=draft.pk, name="submit", actor=submits)
    run_check(Campaign.objects.get(pk=draft.pk))
    return change_state(campaign_id=draft.pk, name="finalise", actor=finalises).campaign


# What changes around a signature


@pytest.mark.parametrize("field", ["name", "objective"])
def test_approved_plan_keeps_its_words(world, client_of, field):
    campaign = make_approved(world.planner, world.head)

    answer = client_of(world.planner).patch(f"{URL}{campaign.code}/", {field: "全国最低价"})

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["attr"] == field
    assert Campaign.objects.get().name == campaign.name


def test_contacts_of_an_approved_plan_change_with_both_values_on_record(world, client_of):
    campaign = make_approved(world.planner, world.head, contacts="王敏")

    answer = client_of(world.planner).patch(f"{URL}{campaign.code}/", {"contacts": "李强"})

    assert answer.status_code == 200
    history = client_of(world.head).get(f"{URL}{campaign.code}/history/").json()["results"]
    assert history[0]["details"]["changes"] == {"contacts": ["王敏", "李强"]}


def test_rename_after_a_first_signature_is_told_to_who_gave_it(world):
    campaign = make_finalised(world.planner, grade="C")
    change_state(campaign_id=campaign.pk, name="approve", actor=world.head)

    change_plan(campaign_id=campaign.pk, plan={"name": "新名"}, actor=world.planner)

    assert Notice.objects.filter(user=world.head, case="changed").count() == 1
    row = AuditEvent.objects.filter(action="change").latest("id")
    assert row.details["changes"] == {"name": ["国庆充值送", "新名"]}


@pytest.mark.parametrize(
    ("change", "attr"),
    [
        ({"starts_on": day(30).isoformat()}, "starts_on"),
        ({"urgent": True}, "urgent"),
        ({"budget": "not a number"}, "budget"),
        ({"offers": [{"product": "no such thing"}]}, "offers"),
    ],
)
def test_state_is_asked_before_the_values(world, client_of, change, attr):
    """No value is mended in vain: a wave before the new first day is no matter of a plan that is
    approved.
    """
    waves = [{"on": day(12).isoformat(), "share": 1, "to": "all"}]
    placed = [{"channel": "sms", "product": "recharge", "waves": waves}]
    campaign = make_approved(world.planner, world.head, placements=placed)

    answer = client_of(world.planner).patch(f"{URL}{campaign.code}/", change)

    assert answer.status_code == 409
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


# What is read of it


def test_signatures_can_be_read(world, client_of):
    campaign = make_finalised(world.planner, grade="C")
    change_state(campaign_id=campaign.pk, name="approve", actor=world.head)

    plan = client_of(world.rival).get(f"{URL}{campaign.code}/").json()

    given, missing = plan["approvals"]
    assert (given["role"], given["decided_by"], given["decision"]) == (
        "head",
        "head.consumer",
        "approved",
    )
    assert given["decided_at"]
    assert missing == {
        "role": "service_manager",
        "required": True,
        "decided_by": None,
        "decision": None,
        "decided_at": None,
    }


def test_what_stands_still_can_be_read(world, client_of):
    campaign = make_live(world.planner, world.head)
    client = client_of(world.head)
    body = {"reason": "停电", "branches": ["branch-east"]}

    client.post(f"{URL}{campaign.code}/suspend/", body)
    (hold,) = client.get(f"{URL}{campaign.code}/").json()["holds"]
    client.post(f"{URL}{campaign.code}/resume/", {})
    (agreed,) = client.get(URL).json()["results"][0]["holds"]

    assert (hold["branch"], hold["channel"], hold["reason"]) == ("branch-east", None, "停电")
    assert (hold["waits_for"], agreed["waits_for"]) == (
        ["head", "service_manager"],
        ["service_manager"],
    )


def test_rows_leave_their_steps_out_where_asked(world, client_of):
    make_draft(world.planner)
    client = client_of(world.planner)

    (row,) = client.get(f"{URL}?exclude=transitions").json()["results"]

    assert "transitions" not in row
    assert "transitions" in client.get(URL).json()["results"][0]
    assert client.get(f"{URL}?exclude=name").status_code == 400


# What was read


@pytest.mark.parametrize("name", ["approve", "return_to_plan", "recall"])
def test_step_on_another_state_than_the_one_read_is_refused(world, client_of, name):
    campaign = make_finalised(world.planner)
    actor = world.planner if name == "recall" else world.head
    client = client_of(actor)
    read = client.get(f"{URL}{campaign.code}/")["ETag"]
    change_plan(campaign_id=campaign.pk, plan={"objective": "换了"}, actor=world.planner)

    answer = client.post(
        f"{URL}{campaign.code}/{name}/", {"reason": "x"}, headers={"If-Match": read}
    )

    assert answer.status_code == 412
    assert Campaign.objects.get().state == "finalised"


def test_step_is_held_against_the_state_under_its_lock(world):
    """The write that comes between reading and locking: the command compares again."""
    campaign = make_finalised(world.planner)
    read = campaign.etag
    change_plan(campaign_id=campaign.pk, plan={"objective": "换了"}, actor=world.planner)

    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=campaign.pk, name="approve", actor=world.head, etag=read)

    assert refusal.value.status == 412


# What is open when it is signed


def test_nobody_signs_over_an_open_warning_without_a_word(world):
    campaign = make_finalised(world.planner)
    make_finding(campaign, severity=Severity.WARNING)
    step = f"/campaigns/{campaign.code}/do/approve/"
    client = Client()
    client.force_login(world.head)

    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=campaign.pk, name="approve", actor=world.head, on_page=True)
    assert refusal.value.reasons[0].code == "required"
    head = client.get(f"/campaigns/{campaign.code}/").context["head"]
    assert head.actions.primary.dialog == "ask-approve"
    assert head.actions.primary.question == PLAN.rows["approve"].question
    client.post(step, {"revision": campaign.revision})
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.FINALISED

    client.post(step, {"revision": campaign.revision, "reason": "已逐条看过"})
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED
    assert AuditEvent.objects.get(action="approve").reason == "已逐条看过"


def test_contract_lets_a_program_sign_over_a_warning(world):
    campaign = make_finalised(world.planner)
    make_finding(campaign, severity=Severity.WARNING)

    change_state(campaign_id=campaign.pk, name="approve", actor=world.head)

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED


@pytest.mark.parametrize("severity", [Severity.NOTICE, None])
def test_what_needs_no_look_is_signed_with_one_click(world, severity):
    campaign = make_finalised(world.planner)
    if severity:
        make_finding(campaign, severity=severity)
    client = Client()
    client.force_login(world.head)

    button = client.get(f"/campaigns/{campaign.code}/").context["head"].actions.primary
    assert (button.name, button.dialog) == ("approve", "")
    change_state(campaign_id=campaign.pk, name="approve", actor=world.head)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED


# Until when


def test_page_calendar_and_both_inboxes_name_the_same_due_day(world):
    with time_machine.travel("2026-11-27T09:30:00+00:00", tick=False):
        dates = {"starts_on": "2027-03-01", "ends_on": "2027-03-31"}
        waiting, draft = make_finalised(world.planner, **dates), make_draft(world.planner, **dates)
        tasks = {
            (who, item.campaign_code): item.due
            for who in (world.head, world.planner)
            for item in items_for(who, day(0))
        }

        assert tasks[world.head, waiting.code] == dt.date(2026, 12, 1)
        assert tasks[world.planner, waiting.code] == dt.date(2026, 12, 1)
        assert next_step_of(waiting).due == dt.date(2026, 12, 1)
        assert next_step_of(draft).due == tasks[world.planner, draft.code] == dt.date(2027, 2, 24)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        pytest.param("2026-11-26T23:30:00+00:00", "2026-12-01", id="Friday in Shanghai"),
        pytest.param("2026-11-27T09:30:00+00:00", "2026-12-01", id="Friday afternoon"),
        pytest.param("2026-11-30T01:00:00+00:00", "2026-12-02", id="Monday"),
        pytest.param("2026-12-31T01:00:00+00:00", "2027-01-06", id="over a holiday"),
    ],
)
def test_signature_is_due_in_two_working_days_of_the_city(world, asked, due):
    for n, kind in ((1, DayKind.HOLIDAY), (4, DayKind.HOLIDAY)):
        WorkDay.objects.create(on=dt.date(2027, 1, n), kind=kind, name="元旦")
    with time_machine.travel(asked, tick=False):
        make_finalised(world.planner, starts_on="2027-03-01", ends_on="2027-03-31")
        (item,) = in_time(SOURCE.items(world.head, day(0)))

    assert item.due == dt.date.fromisoformat(due)


# Deputies


def test_deputy_is_told_and_finds_the_approval_with_the_name(world):
    other = make_user(Role.HEAD, make_unit("marketing"), display_name="高远")
    deputies.delegate(
        principal=world.head, deputy=other, starts_on=day(0), ends_on=day(3), actor=world.head
    )
    other = User.objects.get(pk=other.pk)

    campaign = make_finalised(world.planner)

    cases = list(Notice.objects.filter(user=other).order_by("id").values_list("case", flat=True))
    assert cases == ["named", "to_approve"]
    (item,) = SOURCE.items(other, day(0))
    assert str(world.head) in item.note
    SOURCE.answer(f"{campaign.code}@1", "approve", actor=other, reason="")
    assert AuditEvent.objects.get(action="approve").acting_for == world.head.username


@pytest.mark.parametrize(
    ("role", "unit", "can"),
    [
        (Role.HEAD, "marketing", True),
        (Role.LEADERSHIP, None, True),
        (Role.SERVICE_MANAGER, None, True),
        (Role.HEAD, "consumer", False),
        (Role.PLANNER, "marketing", False),
        (Role.ADMINISTRATOR, None, False),
        (Role.BRANCH_VIEWER, "branch-east", False),
    ],
)
def test_deputy_is_somebody_who_could_decide(world, role, unit, can):
    make_unit("marketing")
    person = make_user(role, Unit.objects.filter(code=unit).first())
    offered = {one.user.pk for one in deputies.candidates(world.head)}

    assert (person.pk in offered) is can
    if not can:
        with pytest.raises(Refused) as refusal:
            deputies.delegate(
                principal=world.head,
                deputy=person,
                starts_on=day(0),
                ends_on=day(1),
                actor=world.head,
            )
        assert refusal.value.reasons[0].attr == "deputy"


def test_second_deputy_for_the_same_days_is_refused(world):
    span = {"principal": world.head, "deputy": world.leader, "actor": world.head}
    deputies.delegate(starts_on=day(1), ends_on=day(5), **span)

    with pytest.raises(Refused) as refusal:
        deputies.delegate(starts_on=day(5), ends_on=day(8), **span)
    assert refusal.value.reasons[0].attr == "starts_on"
    deputies.delegate(starts_on=day(6), ends_on=day(8), **span)


def test_deputy_who_is_away_too_is_said(world):
    span = {"starts_on": day(1), "ends_on": day(5)}
    deputies.delegate(
        principal=world.rival_head, deputy=world.leader, actor=world.rival_head, **span
    )

    made = deputies.delegate(
        principal=world.head, deputy=world.rival_head, actor=world.head, **span
    )

    (said,) = deputies.gaps(made)
    assert str(world.rival_head) in said
    assert str(world.leader) in said


def test_a_deputy_who_is_away_hands_on_to_theirs(world):
    today = {"starts_on": day(0), "ends_on": day(1)}
    Delegation.objects.create(principal=world.head, deputy=world.rival_head, **today)
    onward = Delegation.objects.create(principal=world.rival_head, deputy=world.service, **today)
    service = User.objects.get(pk=world.service.pk)
    assert service.acting_for == [world.rival_head, world.head]
    assert principals_of(service, Permission.APPROVE_PLAN, world.consumer) == [world.head]
    assert deputies_of([world.head]) == [world.rival_head, world.service]
    Delegation.objects.filter(pk=onward.pk).update(revoked_at=clock.now())
    assert User.objects.get(pk=world.service.pk).acting_for == []
    assert deputies_of([world.head]) == [world.rival_head]


def test_nothing_is_handed_on_to_who_decides_nothing_like_it(world):
    today = {"starts_on": day(0), "ends_on": day(1)}
    Delegation.objects.create(principal=world.head, deputy=world.rival_head, **today)
    Delegation.objects.create(principal=world.rival_head, deputy=world.viewer, **today)
    assert User.objects.get(pk=world.viewer.pk).acting_for == [world.rival_head]


# Other things that people write together


@pytest.mark.parametrize("kind", ["theme", "segment"])
def test_two_writers_of_one_thing_do_not_overwrite_each_other(world, client_of, kind):
    editor = make_user(Role.COMMS_EDITOR)
    if kind == "theme":
        client, address = client_of(editor), f"/api/v1/themes/{make_theme(editor).code}/"
    else:
        Segment.objects.filter(code="everybody").update(owner_unit=world.consumer)
        client, address = client_of(world.planner), "/api/v1/segments/everybody/"
    read = client.get(address)["ETag"]

    first = client.patch(address, {"name": "先"}, headers={"If-Match": read})
    second = client.patch(address, {"name": "后"}, headers={"If-Match": read})

    assert (first.status_code, second.status_code) == (200, 412)
    assert client.get(address).json()["name"] == "先"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
