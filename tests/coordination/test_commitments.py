"""The conversation of a commitment: whose step, from which state, with what consequence."""

from __future__ import annotations

import datetime as dt

import pytest

from campaigns.models import Campaign
from common.errors import Refused
from common.models import AuditEvent, Change
from coordination.commitments.workflow import COMMITMENT
from coordination.enums import CommitmentState as S
from coordination.models import Commitment, Evidence
from organization.enums import Role
from organization.models import Notice, User
from organization.workdays import day_table
from tests.factories.campaigns import day
from tests.factories.organization import make_unit, make_user
from tests.laws import COMMITMENT as LAW
from tests.laws import sources_of

SAME = "热线与营业厅都看过"
LEGAL = {(name, state) for name, law in LAW.items() for state in sources_of(law, list(S.values))}


def put(commitment: Commitment, state: str, **values) -> Commitment:
    Commitment.objects.filter(pk=commitment.pk).update(state=state, **values)
    return Commitment.objects.get(pk=commitment.pk)


def refused(call, *args, **values) -> Refused:
    before = (list(Commitment.objects.values()), AuditEvent.objects.count())
    with pytest.raises(Refused) as refusal:
        call(*args, **values)
    assert (list(Commitment.objects.values()), AuditEvent.objects.count()) == before
    return refusal.value


def test_a_submission_asks_and_tells(stage):
    campaign = stage.submit()
    asked = stage.of(campaign)

    one = asked["configure"]
    assert {code: row.state for code, row in asked.items()} == dict.fromkeys(asked, S.REQUESTED)
    assert one.code == f"{campaign.code}-02"
    assert (one.performer_unit.code, one.customer_unit.code) == ("support", "consumer")
    assert [row.code for row in asked["words"].waits_for.all()] == [one.code]
    told = Notice.objects.filter(code="commitment", case="requested")
    assert set(told.values_list("user__username", flat=True)) == {
        "support",
        "support.two",
        "front",
        "keeper",
    }
    assert AuditEvent.objects.get(action="submit").details["asked"] == 3


def test_without_a_playbook_nobody_is_asked(stage):
    campaign = stage.submit(category="tariff")

    assert stage.of(campaign) == {}


def test_every_pair_of_state_and_step(stage):
    one = stage.of(stage.submit())["configure"]
    found = set()
    for state in S.values:
        row = put(one, state)
        for name in COMMITMENT.rows:
            codes = {reason.code for reason in COMMITMENT.why_not(name, row, None)}
            found |= set() if "wrong-state" in codes else {(name, state)}

    assert found == LEGAL


def test_whose_step_it_is(stage):
    one = stage.of(stage.submit())["configure"]
    people = {
        "performer": stage.support,
        "performer_head": stage.support_head,
        "customer": stage.world.planner,
        "customer_head": stage.world.head,
        "leadership": stage.world.leader,
        "other": stage.world.rival,
        "keeper": stage.keeper,
        "branch": stage.world.viewer,
        "service": stage.world.service,
        "admin": stage.world.admin,
    }
    for name, law in LAW.items():
        if law.who:
            who = COMMITMENT.rows[name].who
            may = {role for role, user in people.items() if who(user, one) is None}
            assert may == set(law.who.split()), name


def test_who_claimed_it_answers_and_the_head_still_may(stage):
    one = stage.of(stage.submit())["configure"]
    stage.take(one, "claim", stage.support)
    again = refused(stage.take, one, "claim", stage.colleague)
    others = refused(stage.take, one, "promise", stage.colleague)
    stage.take(one, "promise", stage.support_head)

    assert again.reasons[0].code == "claimed"
    assert others.status == 403
    assert Commitment.objects.get(pk=one.pk).claimed_by == stage.support


def test_the_whole_conversation(stage):
    one = stage.of(stage.submit())["configure"]
    planner, support = stage.world.planner, stage.support
    day_offered = one.due_on + dt.timedelta(days=1)
    terms = {"due_on": day_offered, "conditions": "先配两档", "reason": "封网"}
    stage.take(one, "counter", support, **terms)
    insisted = stage.take(one, "insist", planner, reason="两档不够")
    stage.take(one, "counter", support, **terms)
    agreed = stage.take(one, "agree", planner)
    done = stage.take(one, "done", support, evidence="12 档", link="https://boss.example/1")
    reopened = stage.take(one, "reopen", planner, reason="少一档")
    stage.take(one, "done", support, evidence="13 档")
    accepted = stage.take(one, "accept", planner, mark=4)

    assert (insisted.state, insisted.counter_due_on) == (S.REQUESTED, None)
    assert (agreed.state, agreed.due_on, agreed.conditions) == (S.PROMISED, day_offered, "先配两档")
    assert (agreed.renegotiated, agreed.counter_conditions) == (1, "")
    assert (done.state, done.is_late, reopened.done_on) == (S.DONE, False, None)
    assert (accepted.state, accepted.mark) == (S.ACCEPTED, 4)
    assert list(Evidence.objects.values_list("text", flat=True)) == ["12 档", "13 档"]
    trail = AuditEvent.objects.filter(object_type="commitment").order_by("pk")
    assert [event.action for event in trail] == [
        "counter",
        "insist",
        "counter",
        "agree",
        "done",
        "reopen",
        "done",
        "accept",
    ]
    assert set(Change.objects.filter(code=one.code).values_list("kind", flat=True)) == {
        "commitment"
    }
    told = Notice.objects.filter(code="commitment").exclude(case="requested")
    assert set(told.values_list("case", "user__username")) == {
        ("countered", "planner.consumer"),
        ("refused", "support"),
        ("promised", "support"),
        ("done", "planner.consumer"),
        ("reopened", "support"),
        ("accepted", "support"),
    }


@pytest.mark.parametrize(
    ("name", "state", "who", "asked", "attr"),
    [
        ("counter", S.REQUESTED, "support", {"reason": "r"}, "due_on"),
        ("counter", S.REQUESTED, "support", {"reason": "r", "conditions": SAME}, "due_on"),
        ("counter", S.REQUESTED, "support", {"reason": "r", "due_on": day(-1)}, "due_on"),
        ("counter", S.REQUESTED, "support", {"reason": "r", "due_on": day(61)}, "due_on"),
        ("counter", S.REQUESTED, "support", {"due_on": day(60)}, "reason"),
        ("decline", S.REQUESTED, "support", {"reason": " "}, "reason"),
        ("insist", S.COUNTERED, "planner", {}, "reason"),
        ("done", S.PROMISED, "support", {}, "evidence"),
        ("accept", S.DONE, "planner", {}, "mark"),
        ("accept", S.DONE, "planner", {"mark": 6}, "mark"),
        ("accept", S.DONE, "planner", {"mark": 0}, "mark"),
        ("reopen", S.DONE, "planner", {}, "reason"),
        ("reassign", S.DECLINED, "head", {}, "unit"),
        ("reassign", S.DECLINED, "head", {"unit_code": "nowhere"}, "unit"),
        ("reassign", S.DECLINED, "head", {"person": "planner.consumer"}, "person"),
        ("waive", S.DECLINED, "head", {}, "reason"),
    ],
)
def test_what_a_step_asks_for_is_said_at_its_field(stage, name, state, who, asked, attr):
    one = put(stage.of(stage.submit())["configure"], state)
    actor = getattr(stage, who, None) or getattr(stage.world, who)

    refusal = refused(stage.take, one, name, actor, **asked)

    assert (refusal.status, refusal.reasons[0].attr) == (400, attr)


def test_a_promise_is_given_in_person_and_told(stage):
    one = stage.of(stage.submit())["configure"]

    promised = stage.take(one, "promise", stage.support)

    assert (promised.claimed_by, promised.promised_on) == (stage.support, day(0))
    told = Notice.objects.filter(code="commitment", case="promised")
    assert list(told.values_list("user__username", flat=True)) == ["planner.consumer"]


def test_terms_are_counted_each_time_they_are_agreed_anew(stage):
    one = put(stage.of(stage.submit())["configure"], S.COUNTERED, renegotiated=1)
    put(one, S.COUNTERED, counter_conditions="先配两档")

    assert stage.take(one, "agree", stage.world.planner).renegotiated == 2


@pytest.mark.parametrize("name", ["decline", "waive", "withdraw", "ask_again"])
def test_what_is_settled_otherwise_is_offered_no_more(stage, name):
    one = put(stage.of(stage.submit())["configure"], S.COUNTERED, counter_due_on=day(9))
    actor = {"decline": stage.support, "waive": stage.world.head}.get(name)

    assert stage.take(one, name, actor, reason="封网").counter_due_on is None


def test_silence_accepts_on_the_day_on_which_it_is_seen(stage):
    one = put(stage.of(stage.submit())["configure"], S.DONE)

    assert stage.take(one, "accept_by_silence", None).accepted_on == day(0)


@pytest.mark.parametrize("days", [0, 60])
def test_any_day_from_today_to_the_launch_may_be_offered(stage, days):
    one = stage.of(stage.submit())["configure"]
    Commitment.objects.filter(pk=one.pk).update(conditions_en="Both seen.")

    offered = stage.take(one, "counter", stage.support, due_on=day(days), reason="封网")
    agreed = stage.take(one, "agree", stage.world.planner)

    assert (offered.counter_due_on, offered.claimed_by) == (day(days), stage.support)
    event = AuditEvent.objects.get(action="counter", object_type="commitment")
    assert event.details["due"] == day(days).isoformat()
    assert (agreed.due_on, agreed.counter_due_on, agreed.promised_on) == (day(days), None, day(0))
    assert (agreed.conditions, agreed.conditions_en) == (one.conditions, "Both seen.")


def test_other_conditions_alone_leave_the_day_and_the_old_translation_goes(stage):
    one = stage.of(stage.submit())["configure"]
    Commitment.objects.filter(pk=one.pk).update(conditions_en="Both seen.")

    terms = {"due_on": one.due_on, "conditions": "先配两档", "reason": "封网"}
    offered = stage.take(one, "counter", stage.support, **terms)
    agreed = stage.take(one, "agree", stage.world.planner)

    same = {"due_on": one.due_on, "reason": "封网"}
    assert offered.counter_due_on is None
    assert refused(stage.take, put(one, S.REQUESTED), "counter", stage.support, **same)
    assert (agreed.due_on, agreed.conditions, agreed.conditions_en) == (one.due_on, "先配两档", "")


def test_nothing_is_agreed_to_without_an_offer(stage):
    one = put(stage.of(stage.submit())["configure"], S.COUNTERED)

    assert refused(stage.take, one, "agree", stage.world.planner).reasons[0].code == (
        "nothing-offered"
    )


@pytest.mark.parametrize(
    ("name", "state", "told"),
    [
        ("decline", S.REQUESTED, {("declined", "planner.consumer"), ("declined", "head")}),
        ("waive", S.REQUESTED, {("waived", "support"), ("waived", "support.two")}),
        ("withdraw", S.DONE, {("withdrawn", "support"), ("withdrawn", "support.two")}),
        ("ask_again", S.PROMISED, {("asked_again", "support"), ("asked_again", "support.two")}),
        (
            "accept_by_silence",
            S.DONE,
            {("silent", "support"), ("silent", "support.two"), ("silent", "planner.consumer")},
        ),
        (
            "break_promise",
            S.PROMISED,
            {
                ("broken", "support"),
                ("broken", "support.two"),
                ("broken", "planner.consumer"),
                ("broken", "head"),
            },
        ),
    ],
)
def test_who_hears_of_it(stage, name, state, told):
    one = put(stage.of(stage.submit())["configure"], state)
    actor = {"decline": stage.support, "waive": stage.world.head}.get(name)
    Notice.objects.all().delete()

    stage.take(one, name, actor, reason="r")

    heard = Notice.objects.filter(code="commitment").values_list("case", "user__username")
    heads = {stage.support_head.username: "head"}
    assert {(case, heads.get(user, user)) for case, user in heard} == told


def test_who_is_handed_it_has_new_days(stage):
    """A unit may be named alone, or a person of the unit that has it; heads count as well."""
    one = put(
        stage.of(stage.submit())["configure"], S.DECLINED, claim_by=day(-9), answer_by=day(-9)
    )
    make_unit("second")
    table = day_table(day(0), day(60))
    days = (table.forward(day(0), 1), table.forward(day(0), 2))

    away = stage.take(one, "reassign", stage.world.head, unit_code="second")
    back = stage.take(
        one, "reassign", stage.world.head, unit_code="support", person=stage.support_head.username
    )

    assert (away.performer_unit.code, away.claimed_by) == ("second", None)
    assert (away.claim_by, away.answer_by) == days
    assert (back.performer_unit.code, back.claimed_by) == ("support", stage.support_head)
    User.objects.filter(pk=stage.support.pk).update(is_active=False)
    refusal = refused(stage.take, back, "reassign", stage.world.head, person="support")
    assert refusal.reasons[0].attr == "person"


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False)])
def test_a_file_alone_shows_it_and_the_day_itself_is_in_time(stage, days, is_late):
    one = put(stage.of(stage.submit())["configure"], S.PROMISED, due_on=day(days))

    done = stage.take(one, "done", stage.colleague, content=b"a", file_name="a.txt")

    assert (done.is_late, done.done_on, done.claimed_by) == (is_late, day(0), stage.colleague)


@pytest.mark.parametrize("mark", [1, 5])
def test_marks_go_from_one_to_five(stage, mark):
    one = put(stage.of(stage.submit())["configure"], S.DONE, is_late=True)

    accepted = stage.take(one, "accept", stage.world.planner, mark=mark)

    assert (accepted.mark, accepted.accepted_on) == (mark, day(0))


def test_what_is_reopened_is_late_no_more(stage):
    one = put(stage.of(stage.submit())["configure"], S.DONE, is_late=True)

    assert not stage.take(one, "reopen", stage.world.planner, reason="少一档").is_late


@pytest.mark.parametrize(
    ("state", "gate", "plan", "is_refused"),
    [
        (S.PROMISED, "finalise", "finalised", True),
        (S.PROMISED, "finalise", "approved", True),
        (S.PROMISED, "finalise", "coordinating", False),
        (S.PROMISED, "launch", "finalised", False),
        (S.REQUESTED, "finalise", "finalised", False),
    ],
)
def test_what_a_final_plan_stands_on_keeps_its_terms(stage, state, gate, plan, is_refused):
    campaign = stage.submit()
    one = put(stage.of(campaign)["configure"], state, gate=gate)
    in_force = campaign.working if plan == "approved" else None
    Campaign.objects.filter(pk=campaign.pk).update(state=plan, in_force=in_force)
    one = Commitment.objects.get(pk=one.pk)

    codes = {reason.code for reason in COMMITMENT.why_not("counter", one, None)}

    assert codes == ({"plan-final"} if is_refused else set())


def test_who_did_it_does_not_accept_it(stage):
    one = put(stage.of(stage.submit())["configure"], S.PROMISED)
    stage.take(one, "done", stage.world.leader, evidence="ok")

    refusal = refused(stage.take, one, "accept", stage.world.leader, mark=5)

    assert refusal.reasons[0].code == "own-work"


def test_declined_is_handed_on_or_waived(stage):
    asked = stage.of(stage.submit())
    one, other = asked["configure"], asked["stock"]
    make_user(Role.SUPPORT, make_unit("second"), username="support.three")
    stage.take(one, "decline", stage.support, reason="封网")
    handed = stage.take(
        one, "reassign", stage.world.head, unit_code="second", person="support.three"
    )
    waived = stage.take(other, "waive", stage.world.head, reason="不发礼品")

    assert (handed.state, handed.performer_unit.code) == (S.REQUESTED, "second")
    assert str(handed.claimed_by) == "support.three"
    assert handed.asked_unit.code == "support"
    assert waived.state == S.WAIVED
    told = Notice.objects.filter(code="commitment", user__username="support.three")
    assert list(told.values_list("case", flat=True)) == ["reassigned"]


def test_what_changed_since_it_was_read_is_refused(stage):
    one = stage.of(stage.submit())["configure"]

    assert refused(stage.take, one, "promise", stage.support, etag=7).status == 412
    assert refused(stage.take, one, "burn", stage.support).status == 404
    assert refused(stage.take, one, "break_promise", stage.support).status == 404
