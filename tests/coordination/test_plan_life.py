"""Commitments along the life of their plan: asked, kept, asked again, withdrawn; gates and days."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from campaigns.commands import change_plan, change_state
from campaigns.daily import turn_day as turn_plans
from campaigns.models import Campaign, Hold
from common import clock
from common.errors import Refused
from common.models import AuditEvent
from coordination.commitments.clock import remind, to_remind, turn_day
from coordination.commitments.deferred import start_deferred
from coordination.commitments.gates import doer
from coordination.enums import CommitmentState as S
from coordination.enums import Gate, Mode
from coordination.models import Commitment, RoleComponent
from coordination.playbooks.commands import save_component
from organization.models import Notice, User, WorkDay
from tests.coordination.conftest import WINDOW
from tests.factories.campaigns import day, make_approved, run_check
from tests.factories.coordination import make_component, make_playbook


def again(stage, campaign: Campaign, **changes) -> Campaign:
    """Recalled, changed, and submitted again."""
    planner = User.objects.get(pk=stage.world.planner.pk)
    change_state(campaign_id=campaign.pk, name="recall", actor=planner)
    if changes:
        change_plan(campaign_id=campaign.pk, plan=changes, actor=planner)
    change_state(campaign_id=campaign.pk, name="submit", actor=planner)
    run_check(Campaign.objects.get(pk=campaign.pk))
    return Campaign.objects.get(pk=campaign.pk)


def window(first: int) -> dict[str, dt.date]:
    return {"starts_on": day(first), "ends_on": day(first + 20)}


def at(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(1), tzinfo=dt.UTC)


def test_due_days_are_counted_back_in_working_days(stage):
    launch = dt.date(2027, 6, 11)
    WorkDay.objects.create(on=dt.date(2027, 6, 9), kind="holiday", name="端午节")
    WorkDay.objects.create(on=dt.date(2027, 6, 6), kind="make_up", name="调休上班")

    plan = stage.submit(starts_on=launch.isoformat(), ends_on="2027-07-01")

    # Back from Friday: Thursday, Tuesday (Wednesday is off), Monday, then a Sunday that is worked.
    words = stage.of(plan)["words"]
    assert (words.days_before, words.due_on, words.is_compressed) == (3, dt.date(2027, 6, 7), False)
    assert stage.of(plan)["configure"].due_on == dt.date(2027, 6, 4)


def test_what_was_due_before_the_submission_is_compressed(stage):
    asked = stage.of(stage.submit(starts_on=day(2).isoformat()))

    one = asked["configure"]
    assert one.is_compressed
    assert one.asked_due_on < clock.today() <= one.due_on <= day(2)
    assert one.state == S.REQUESTED


def test_recall_keeps_promises_whose_terms_stay(stage):
    plan = stage.submit()
    stage.take(stage.of(plan)["configure"], "promise", stage.support)

    changed = again(stage, plan, objective="另一个目标")

    asked = stage.of(changed)
    assert len(asked) == 3
    assert (asked["configure"].state, asked["words"].state) == (S.PROMISED, S.REQUESTED)


def test_a_later_launch_keeps_the_promise_an_earlier_one_asks_again(stage):
    plan = stage.submit()
    first = stage.take(stage.of(plan)["configure"], "promise", stage.support)
    done = stage.of(plan)["stock"]
    stage.take(done, "promise", stage.keeper)
    stage.take(done, "done", stage.keeper, evidence="到货 500")

    later = stage.of(again(stage, plan, **window(70)))["configure"]
    earlier = stage.of(again(stage, plan, **window(40)))

    assert (later.state, later.due_on > first.due_on) == (S.PROMISED, True)
    assert (earlier["configure"].state, earlier["stock"].state) == (S.REQUESTED, S.DONE)
    assert earlier["configure"].due_on < first.due_on
    assert Notice.objects.filter(case="asked_again", user=stage.support).exists()
    assert AuditEvent.objects.filter(action="ask_again").count() == 2


def test_an_agreed_day_stays_when_the_launch_moves_later(stage):
    plan = stage.submit()
    one = stage.of(plan)["configure"]
    agreed = one.due_on + dt.timedelta(days=1)
    stage.take(one, "counter", stage.support, due_on=agreed, reason="封网")
    stage.take(one, "agree", stage.world.planner)

    assert stage.of(again(stage, plan, **window(70)))["configure"].due_on == agreed


def test_a_changed_playbook_never_touches_a_running_plan(stage):
    plan = stage.submit()
    component = RoleComponent.objects.get(code="configure")
    component.name = "换了说法"
    save_component(component=component, actor=stage.world.leader)

    assert stage.of(again(stage, plan))["configure"].name == "承诺 configure"
    assert stage.of(stage.submit(name="另一案"))["configure"].name == "换了说法"


def test_another_category_asks_for_other_things(stage):
    make_playbook(RoleComponent.objects.get(code="stock"), category="tariff")
    plan = stage.submit()
    stage.take(stage.of(plan)["stock"], "promise", stage.keeper)

    asked = stage.of(again(stage, plan, category="tariff"))

    assert {code: one.state for code, one in asked.items()} == {
        "stock": S.PROMISED,
        "configure": S.WITHDRAWN,
        "words": S.WITHDRAWN,
    }


def test_urgent_plans_take_the_workgroup_and_branches_each_their_own(stage):
    ready = make_component("ready", performer_role="branch_viewer", gate=Gate.NONE)
    make_playbook(ready, mode=Mode.WORKGROUP)
    plan = stage.submit(urgent=True, branches=["branch-east", "branch-west"])

    rows = Commitment.objects.filter(campaign=plan).order_by("code")
    assert [one.performer_unit.code for one in rows] == ["branch-east", "branch-west"]


@pytest.mark.parametrize("step", ["withdraw", "lapse"])
def test_a_plan_that_is_given_up_asks_for_nothing(stage, step):
    plan = stage.submit()
    stage.take(stage.of(plan)["configure"], "promise", stage.support)
    actor = stage.world.planner if step == "withdraw" else None

    change_state(campaign_id=plan.pk, name=step, actor=actor, reason="r")

    assert {one.state for one in stage.of(plan).values()} == {S.WITHDRAWN}


def refusals(plan, name, actor) -> list[str]:
    with pytest.raises(Refused) as refusal:
        change_state(campaign_id=plan.pk, name=name, actor=actor)
    return [reason.code for reason in refusal.value.reasons]


def test_finalising_waits_until_it_is_promised(stage):
    plan = stage.submit()
    stock = stage.of(plan)["stock"]

    assert refusals(plan, "finalise", stage.world.planner) == ["not-promised"]
    stage.take(stock, "counter", stage.keeper, due_on=stock.launch_on, reason="缺货")
    assert refusals(plan, "finalise", stage.world.planner) == ["not-promised"]
    stage.take(stock, "agree", stage.world.planner)
    assert stage.of(plan)["configure"].state == S.REQUESTED  # only the launch waits for it
    change_state(campaign_id=plan.pk, name="finalise", actor=stage.world.planner)


def test_a_gate_names_who_it_waits_for(stage):
    stock = stage.of(stage.submit())["stock"]

    with translation.override("zh-hans"):
        assert doer(stock) == "company · 资源管理员"
    assert doer(stage.take(stock, "claim", stage.keeper)) == "keeper"


def test_the_launch_is_held_until_it_is_done_and_says_for_whom(stage):
    plan = stage.submit(**{name: on.isoformat() for name, on in window(0).items()})
    asked = stage.of(plan)
    stage.take(asked["stock"], "waive", stage.world.head, reason="没有礼品")
    change_state(campaign_id=plan.pk, name="finalise", actor=stage.world.planner)
    change_state(campaign_id=plan.pk, name="approve", actor=stage.world.head)
    stage.take(asked["configure"], "claim", stage.support)

    turn_plans(now=clock.now())
    turn_plans(now=clock.now())

    held = Campaign.objects.get(pk=plan.pk)
    assert (held.state, "support" in held.hold_reason) == ("approved", True)
    told = Notice.objects.filter(case="holds_launch")
    assert sorted(told.values_list("user__username", flat=True)) == ["front", "support"]
    for code, who in (("configure", stage.support), ("words", stage.front)):
        stage.take(asked[code], "promise", who)
        stage.take(asked[code], "done", who, evidence="ok")
    turn_plans(now=clock.now())
    assert Campaign.objects.get(pk=plan.pk).state == "live"


def test_the_clock_breaks_reminds_and_accepts(stage):
    plan = stage.submit()
    asked = stage.of(plan)
    one, other = asked["configure"], asked["stock"]
    stage.take(one, "promise", stage.support)
    stage.take(other, "promise", stage.keeper)
    stage.take(other, "done", stage.keeper, evidence="500")

    turn_day(at(one.due_on))
    on_the_day = Commitment.objects.get(pk=one.pk)
    turn_day(at(one.due_on + dt.timedelta(days=1)))
    turn_day(at(one.due_on + dt.timedelta(days=1)))
    broken = Commitment.objects.get(pk=one.pk)
    silent = Commitment.objects.get(pk=other.pk)

    assert (on_the_day.state, broken.state) == (S.PROMISED, S.BROKEN)
    assert (silent.state, silent.mark) == (S.ACCEPTED, None)
    assert Notice.objects.filter(case="due_soon", user=stage.support).count() == 1
    assert Notice.objects.filter(case="broken", user=stage.support).count() == 1
    assert AuditEvent.objects.filter(action="break_promise").count() == 1


def test_silence_lasts_five_working_days(stage):
    one = stage.of(stage.submit())["stock"]
    monday = dt.date(2027, 3, 1)
    Commitment.objects.filter(pk=one.pk).update(state=S.DONE, done_on=monday)

    turn_day(at(monday + dt.timedelta(days=7)))
    after_five = Commitment.objects.get(pk=one.pk).state
    turn_day(at(monday + dt.timedelta(days=8)))

    assert (after_five, Commitment.objects.get(pk=one.pk).state) == (S.DONE, S.ACCEPTED)


def test_the_clock_takes_only_what_is_in_its_state(stage, caplog):
    """What is decided otherwise by then is not even tried, and who claimed it keeps it."""
    asked = stage.of(stage.submit())
    past = dict.fromkeys(("due_on", "done_on", "claim_by"), day(-30))
    states = {"configure": S.WAIVED, "stock": S.DECLINED, "words": S.REQUESTED}
    for code, state in states.items():
        claimed = {"claimed_by": stage.front} if code == "words" else {}
        Commitment.objects.filter(pk=asked[code].pk).update(state=state, **past, **claimed)

    turn_day(clock.now())

    assert {one.item.component.code: one.state for one in now_of(asked)} == states
    assert Commitment.objects.get(pk=asked["words"].pk).claimed_by == stage.front
    assert not caplog.records


def now_of(asked: dict[str, Commitment]) -> list[Commitment]:
    return list(Commitment.objects.filter(pk__in=[one.pk for one in asked.values()]))


@pytest.mark.parametrize(
    ("state", "gate", "plan", "due_in", "is_reminded"),
    [
        (S.PROMISED, "finalise", "coordinating", 0, True),
        (S.PROMISED, "finalise", "coordinating", -1, False),
        (S.REQUESTED, "finalise", "coordinating", 5, True),
        (S.REQUESTED, "finalise", "coordinating", 6, False),
        (S.COUNTERED, "finalise", "coordinating", 5, False),
        (S.COUNTERED, "launch", "approved", 9, True),
        (S.COUNTERED, "launch", "coordinating", 9, False),
        (S.COUNTERED, "finalise", "approved", 9, False),
        (S.ACCEPTED, "launch", "approved", 9, False),
    ],
)
def test_what_is_due_soon_is_reminded_of_once_what_holds_a_launch_up_each_day(
    stage, state, gate, plan, due_in, is_reminded
):
    today, one_day = dt.date(2027, 3, 5), dt.timedelta(days=1)
    campaign = stage.submit()
    one = stage.of(campaign)["configure"]
    values = {"state": state, "gate": gate, "due_on": today + due_in * one_day}
    Commitment.objects.filter(pk=one.pk).update(launch_on=today, **values)
    in_force = campaign.working if plan == "approved" else None
    Campaign.objects.filter(pk=campaign.pk).update(state=plan, in_force=in_force)

    def is_told(on):
        return to_remind(on, today + 5 * one_day).filter(pk=one.pk).exists()

    assert is_told(today) == is_reminded
    if plan == "approved":
        assert not is_told(today - one_day)  # the launch is tomorrow
        Commitment.objects.filter(pk=one.pk).update(reminded_on=today)
        assert not is_told(today)
        assert is_told(today + one_day) == is_reminded


def test_soon_is_within_three_working_days(stage):
    WorkDay.objects.create(on=dt.date(2027, 3, 8), kind="holiday", name="妇女节")
    asked = stage.of(stage.submit())
    friday, thursday = dt.date(2027, 3, 5), dt.date(2027, 3, 11)
    later = dt.date(2027, 4, 1)
    Commitment.objects.update(launch_on=later, claim_by=later, due_on=later)
    Commitment.objects.filter(pk=asked["configure"].pk).update(due_on=thursday)
    Commitment.objects.filter(pk=asked["words"].pk).update(due_on=thursday + dt.timedelta(days=1))

    turn_day(at(friday))
    remind(asked["configure"].pk, friday, at(friday))  # it was told today

    told = Notice.objects.filter(case="due_soon").values_list("user__username", flat=True)
    assert sorted(told) == ["support", "support.two"]


def test_what_nobody_claims_falls_to_the_head(stage):
    one = stage.of(stage.submit())["configure"]

    turn_day(at(one.claim_by))
    in_time = Commitment.objects.get(pk=one.pk).claimed_by
    turn_day(at(one.claim_by + dt.timedelta(days=1)))

    assert in_time is None
    assert Commitment.objects.get(pk=one.pk).claimed_by == stage.support_head
    assert Notice.objects.filter(case="to_head", user=stage.support_head).exists()


def test_done_after_its_day_is_late(stage):
    one = stage.of(stage.submit())["configure"]
    Commitment.objects.filter(pk=one.pk).update(state=S.BROKEN, due_on=day(-1))

    done = stage.take(one, "done", stage.support, evidence="ok")

    assert (done.state, done.is_late) == (S.DONE, True)


def test_the_window_of_these_tests_leaves_time():
    assert dt.date.fromisoformat(WINDOW["starts_on"]) > day(50)


def test_a_branch_that_is_not_ready_starts_later(stage):
    """One branch has trained its people, the other has not; without any the plan is held."""
    world = stage.world
    make_playbook(
        make_component("ready", performer_role="branch_viewer", gate=Gate.LAUNCH),
        category="tariff",
    )
    words = {"category": "tariff", "branches": ["branch-east", "branch-west"]}
    plan = make_approved(world.planner, world.head, **words, starts_on=day(0).isoformat())
    east = Commitment.objects.get(campaign=plan, performer_unit=world.branch)

    with pytest.raises(Refused) as held:
        change_state(campaign_id=plan.pk, name="launch", actor=None)
    stage.take(east, "promise", world.viewer)
    stage.take(east, "done", world.viewer, evidence="已培训 12 人")
    change_state(campaign_id=plan.pk, name="launch", actor=None)

    assert [one.code for one in held.value.reasons] == ["not-kept", "not-kept"]
    assert Campaign.objects.get(pk=plan.pk).state == "live"
    hold = Hold.objects.get(campaign=plan)
    assert (hold.kind, hold.branch.code) == ("deferred", "branch-west")
    assert AuditEvent.objects.get(action="launch").details["deferred"] == ["branch-west"]
    assert Notice.objects.filter(case="branch_deferred", user=world.planner).count() == 1


def test_a_deferred_branch_starts_by_the_clock_once_it_is_ready(stage):
    world = stage.world
    make_playbook(
        make_component("ready", performer_role="branch_viewer", gate=Gate.LAUNCH),
        category="tariff",
    )
    words = {"category": "tariff", "branches": ["branch-east", "branch-west"]}
    plan = make_approved(world.planner, world.head, **words, starts_on=day(0).isoformat())
    east, west = Commitment.objects.filter(campaign=plan).order_by("performer_unit__code")
    stage.take(east, "promise", world.viewer)
    stage.take(east, "done", world.viewer, evidence="已培训 12 人")
    change_state(campaign_id=plan.pk, name="launch", actor=None)
    hold = Hold.objects.get(campaign=plan)
    by_hand = Hold.objects.create(
        campaign=plan,
        kind="deferred",
        branch=world.branch,
        placed_by=world.head,
        placed_at=clock.now(),
    )

    start_deferred(clock.now())
    hold.refresh_from_db()
    assert hold.lifted_at is None, "it is not ready"
    Commitment.objects.filter(pk=west.pk).update(state=S.ACCEPTED)
    start_deferred(clock.now())
    start_deferred(clock.now())

    hold.refresh_from_db()
    by_hand.refresh_from_db()
    assert hold.lifted_at is not None
    assert by_hand.lifted_at is None, "what a head took out, a head brings back"
    assert Notice.objects.filter(case="branch_started", user=world.planner).count() == 1
