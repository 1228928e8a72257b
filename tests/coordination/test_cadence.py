"""Planning cycles in steps: cut-off days, conditions, the clock, what may enter late, reviews."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from campaigns.commands import change_state
from campaigns.models import Campaign, Initiative
from common import clock
from common.errors import Refused
from common.models import AuditEvent
from comms.models import Theme
from coordination.cadence import commands
from coordination.cadence.clock import turn_day
from coordination.cadence.days import cut_offs
from coordination.cadence.figures import figures_of
from coordination.cadence.presenting import step_views
from coordination.enums import StepKind, StepState
from coordination.models import CycleStep, InitiativeReview, InitiativeTarget, LateEntry
from organization.enums import Role
from organization.models import Delegation, Notice, Unit, User, WorkDay
from tests.factories.cadence import make_cycle, make_target, put_steps
from tests.factories.campaigns import (
    day,
    make_approved,
    make_coordinating,
    make_draft,
    make_finding,
)
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db
K, S = StepKind, StepState


@pytest.fixture
def coming(world):
    """A quarter that begins soon, before the windows of the plans of the factories end."""
    return make_cycle("next", day(0), day(90))


def refused(call, **how):
    with pytest.raises(Refused) as refusal:
        call(**how)
    return refusal.value.status, refusal.value.reasons[0].code


def view_of(cycle, kind, user):
    return next(one for one in step_views(cycle, user, clock.today()) if one.step.kind == kind)


def standing(cycle, kind, user):
    view = view_of(cycle, kind, user)
    return {one.code: (one.is_met, one.count) for one in view.conditions}


# Cut-off days


def test_cut_offs_are_counted_in_working_days_of_the_city(world):
    cycle = make_cycle("q1", dt.date(2027, 1, 1), dt.date(2027, 3, 31))
    found = cut_offs(cycle, dt.date(2026, 10, 1))
    # 4 working days before a Friday: back over one weekend.
    assert found[K.RESOURCES] == dt.date(2026, 12, 28)
    WorkDay.objects.create(on=dt.date(2026, 12, 30), kind="holiday", name="假")
    assert cut_offs(cycle, dt.date(2026, 10, 1))[K.RESOURCES] == dt.date(2026, 12, 25)
    assert found[K.RUN] == cycle.ends_on
    assert found[K.REVIEW] == dt.date(2027, 4, 14)
    days = [found[kind] for kind in StepKind]
    assert days == sorted(days)


def test_what_the_cycle_says_itself_goes_before_the_policy(world):
    cycle = make_cycle(
        "q1",
        dt.date(2027, 1, 1),
        dt.date(2027, 3, 31),
        intentions_by=dt.date(2026, 11, 20),
        submit_by=dt.date(2026, 12, 29),
    )
    found = cut_offs(cycle, dt.date(2026, 10, 1))
    assert (found[K.STRATEGY], found[K.PLANS]) == (dt.date(2026, 11, 20), dt.date(2026, 12, 29))
    # No step ends before the one that comes first.
    assert found[K.CONFLICTS] == dt.date(2026, 12, 29)


# Planning in steps


def test_leadership_plans_a_cycle_in_steps_once(world, coming):
    for who in (world.planner, world.head, world.admin):
        assert refused(commands.plan_in_steps, cycle=coming, actor=who) == (403, "no-permission")
    commands.plan_in_steps(cycle=coming, actor=world.leader)
    states = dict(coming.steps.values_list("kind", "state"))
    assert states == {kind: S.OPEN if kind == K.STRATEGY else S.COMING for kind in StepKind}
    again = refused(commands.plan_in_steps, cycle=coming, actor=world.leader)
    assert again == (409, "planned")
    over = make_cycle("past", day(-90), day(-2))
    assert refused(commands.plan_in_steps, cycle=over, actor=world.leader) == (409, "over")


def test_a_deputy_of_leadership_steers_in_its_name(world, coming):
    deputy = make_user(Role.SERVICE_MANAGER, username="deputy")
    Delegation.objects.create(
        principal=world.leader, deputy=deputy, starts_on=day(-1), ends_on=day(3)
    )
    commands.plan_in_steps(cycle=coming, actor=User.objects.get(pk=deputy.pk))
    assert AuditEvent.objects.get(action="plan_in_steps").acting_for == world.leader.username


# Conditions


def test_conditions_count_what_is_open_and_name_who_is_late(world, coming):
    put_steps(coming, plans=S.OPEN, conflicts=S.OPEN)
    draft = make_draft(world.planner)
    assert standing(coming, K.PLANS, world.leader)["intentions"] == (True, 0)
    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)
    assert standing(coming, K.PLANS, world.leader)["intentions"] == (False, 1)
    late = view_of(coming, K.PLANS, world.leader).late
    assert [(one.unit.code, one.count) for one in late] == [(world.consumer.code, 1)]
    plan = make_coordinating(world.planner)
    assert standing(coming, K.CONFLICTS, world.leader)["blocked"] == (True, 0)
    make_finding(plan, severity="blocking")
    assert standing(coming, K.CONFLICTS, world.leader)["blocked"] == (False, 1)


def test_a_final_plan_without_communication_keeps_the_step_open(world, coming):
    put_steps(coming, comms=S.OPEN)
    assert standing(coming, K.COMMS, world.leader)["untold"] == (True, 0)
    make_approved(world.planner, world.head)
    assert standing(coming, K.COMMS, world.leader)["untold"] == (False, 1)
    late = view_of(coming, K.COMMS, world.leader).late
    assert (Role.COMMS_EDITOR, 1) in [(one.role, one.count) for one in late]


# The clock


def test_steps_open_and_close_by_their_conditions(world):
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)):
        cycle = make_cycle("q1", dt.date(2027, 1, 1), dt.date(2027, 3, 31))
        aim = Initiative.objects.create(code="aim", name="aim", owner_unit=world.consumer)
        commands.plan_in_steps(cycle=cycle, actor=world.leader)
        turn_day(clock.now())
        assert cycle.steps.get(kind=K.STRATEGY).state == S.OPEN
        make_target(cycle, aim)
        Theme.objects.create(code="T1", name="t", starts_on=cycle.starts_on, ends_on=cycle.ends_on)
        turn_day(clock.now())
        turn_day(clock.now())
    states = dict(cycle.steps.values_list("kind", "state"))
    assert states[K.STRATEGY] == S.CLOSED
    assert states[K.PLANS] == S.OPEN
    assert states[K.CONFLICTS] == S.COMING
    due = cycle.steps.get(kind=K.PLANS).due_on
    with time_machine.travel(due):
        turn_day(clock.now())
        assert cycle.steps.get(kind=K.PLANS).state == S.OPEN
    with time_machine.travel(due + dt.timedelta(days=1)):
        turn_day(clock.now())
    # Nothing is in the way of those that follow: each opens in the pass after the one before.
    assert cycle.steps.get(kind=K.PLANS).state == S.CLOSED
    with time_machine.travel(dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC)):
        turn_day(clock.now())
        assert cycle.steps.get(kind=K.RUN).state == S.OPEN
        assert cycle.steps.get(kind=K.REVIEW).state == S.COMING


def test_run_begins_with_its_first_day_whatever_is_open(world):
    cycle = make_cycle("now", day(0), day(30))
    put_steps(cycle, strategy=S.OPEN)
    with time_machine.travel(day(-1)):
        turn_day(clock.now())
        assert cycle.steps.get(kind=K.RUN).state == S.COMING
    with time_machine.travel(day(0)):
        turn_day(clock.now())
        assert cycle.steps.get(kind=K.RUN).state == S.OPEN


def test_those_with_whom_it_lies_are_told_once_before_and_once_after(world, coming):
    steps = put_steps(coming, due_on=day(1), strategy=S.CLOSED, plans=S.OPEN)
    draft = make_draft(world.planner)
    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)

    def told(case):
        rows = Notice.objects.filter(code="cycle_step", case__startswith=case)
        return sorted(rows.values_list("user__username", flat=True))

    for _time in range(2):
        turn_day(clock.now())
    assert told("due_soon") == [world.planner.username]
    with time_machine.travel(day(2)):
        for _time in range(2):
            turn_day(clock.now())
    assert told("late") == sorted([world.planner.username, world.leader.username])
    steps[K.PLANS].refresh_from_db()
    assert steps[K.PLANS].state == S.OPEN


def test_the_next_cycle_is_planned_when_its_time_comes(world):
    with time_machine.travel(dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)):
        first = make_cycle("q4", dt.date(2026, 10, 1), dt.date(2026, 12, 31))
        after = make_cycle("q1", dt.date(2027, 1, 1), dt.date(2027, 3, 31))
        month = make_cycle("m1", dt.date(2027, 1, 1), dt.date(2027, 1, 31), kind="month")
        put_steps(first, run=S.OPEN)
        turn_day(clock.now())
        assert not after.steps.exists()
    with time_machine.travel(dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)):
        turn_day(clock.now())
        assert after.steps.count() == 7
        assert not month.steps.exists()


# People move a step


def test_closing_what_is_open_needs_a_reason(world, coming):
    steps = put_steps(coming, plans=S.OPEN)
    how = {"step": steps[K.PLANS], "name": "close"}
    assert refused(commands.change_step, actor=world.head, **how) == (403, "no-permission")
    assert refused(commands.change_step, actor=world.leader, **how) == (400, "required")
    done = commands.change_step(actor=world.leader, reason="齐了", **how)
    assert (done.state, done.why, done.closed_on) == (S.CLOSED, "齐了", clock.today())


def test_a_step_is_opened_again_until_a_day(world, coming):
    steps = put_steps(coming, plans=S.CLOSED)
    how = {"step": steps[K.PLANS], "name": "reopen", "actor": world.leader, "reason": "补报"}
    assert refused(commands.change_step, **how) == (400, "required")
    assert refused(commands.change_step, until=day(-2), **how) == (400, "out_of_range")
    assert refused(commands.change_step, until=day(401), **how) == (400, "out_of_range")
    done = commands.change_step(until=day(5), **how)
    assert (done.state, done.due_on, done.closed_on) == (S.REOPENED, day(5), None)
    # What is in time is still said by the first cut-off.
    assert done.first_due_on == steps[K.PLANS].first_due_on
    turn_day(clock.now())
    done.refresh_from_db()
    assert done.state == S.REOPENED
    with time_machine.travel(day(6)):
        turn_day(clock.now())
    done.refresh_from_db()
    assert done.state == S.CLOSED


def test_a_stale_page_moves_nothing(world, coming):
    steps = put_steps(coming, plans=S.OPEN)
    how = {"step": steps[K.PLANS], "name": "move", "actor": world.leader, "reason": "春节"}
    commands.change_step(until=day(9), etag=1, **how)
    assert refused(commands.change_step, until=day(8), etag=1, **how) == (412, "stale")


# What may still enter


def test_after_the_cut_off_only_urgent_plans_with_a_reason_come_in(world, coming):
    steps = put_steps(coming, due_on=day(-2), plans=S.OPEN)
    plan = make_draft(world.planner)
    submit = {"campaign_id": plan.pk, "name": "submit", "actor": world.planner}
    enter = {"campaign": plan, "reason": "竞争对手降价", "actor": world.planner}
    assert refused(change_state, **submit) == (409, "after-cut-off")
    assert refused(commands.enter_late, **enter) == (409, "not-urgent")
    plan.working.is_urgent = True
    plan.working.save()
    assert refused(change_state, **submit) == (409, "late-without-reason")
    assert refused(commands.enter_late, **(enter | {"actor": world.rival}))[0] == 403
    assert refused(commands.enter_late, **(enter | {"reason": " "})) == (400, "required")
    commands.enter_late(**enter)
    change_state(**submit)
    assert Campaign.objects.get(pk=plan.pk).state == "checking"
    assert LateEntry.objects.get().step == steps[K.PLANS]
    told = Notice.objects.filter(case__startswith="late_entry").values_list("user", flat=True)
    assert list(told) == [world.leader.pk]
    assert refused(commands.enter_late, **enter) == (409, "submitted")


@pytest.mark.parametrize(
    ("due", "state", "comes_in"),
    [(0, S.OPEN, True), (0, S.CLOSED, False), (-2, S.OPEN, False), (0, S.REOPENED, True)],
)
def test_the_cut_off_counts_by_day_and_by_closing(world, coming, due, state, comes_in):
    put_steps(coming, due_on=clock.today() + dt.timedelta(days=due), plans=state)
    plan = make_draft(world.planner)
    submit = {"campaign_id": plan.pk, "name": "submit", "actor": world.planner}
    if comes_in:
        change_state(**submit)
    else:
        assert refused(change_state, **submit) == (409, "after-cut-off")


def test_what_was_submitted_before_and_the_province_come_in(world, coming):
    plan = make_coordinating(world.planner)
    change_state(campaign_id=plan.pk, name="recall", actor=world.planner)
    put_steps(coming, due_on=day(-2), plans=S.CLOSED)
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)
    other = make_draft(world.planner)
    Campaign.objects.filter(pk=other.pk).update(origin="province")
    change_state(campaign_id=other.pk, name="submit", actor=world.planner)
    assert set(Campaign.objects.values_list("state", flat=True)) == {"checking"}


def test_the_shortest_cycle_in_steps_holds_a_plan(world, coming):
    put_steps(coming, due_on=day(-2), plans=S.CLOSED)
    month = make_cycle("month", day(0), day(40), kind="month")
    put_steps(month, due_on=day(0), plans=S.OPEN)
    plan = make_draft(world.planner)
    change_state(campaign_id=plan.pk, name="submit", actor=world.planner)
    assert Campaign.objects.get(pk=plan.pk).state == "checking"


# Figures


def test_units_are_counted_by_the_first_cut_off(world, coming):
    steps = put_steps(coming, due_on=day(0), plans=S.OPEN)
    make_coordinating(world.planner)
    late = make_coordinating(world.rival, owner_unit="enterprise")
    late.working.submitted_at = clock.now() + dt.timedelta(days=9)
    late.working.save()
    waiting = make_draft(world.planner)
    change_state(campaign_id=waiting.pk, name="announce", actor=world.planner)
    units = {unit.pk: unit for unit in Unit.objects.all()}
    found = {one.unit.code: one for one in figures_of(steps[K.PLANS], units)}
    own, other = found[world.consumer.code], found[late.owner_unit.code]
    assert (own.punctual, own.late, own.waiting, own.percent) == (1, 0, 1, 100)
    assert (other.punctual, other.late, other.urgent, other.percent) == (0, 1, 0, 0)


# The review


def test_a_review_leads_into_the_next_cycle(world):
    cycle = make_cycle("now", day(-60), day(-2))
    after = make_cycle("after", day(-1), day(60))
    aim = Initiative.objects.create(code="aim", name="aim", owner_unit=world.consumer)
    make_target(cycle, aim)
    steps = put_steps(cycle, review=S.COMING)
    how = {"initiative": aim, "cycle": cycle, "verdict": "change", "words": "早两周"}
    assert refused(commands.review_initiative, actor=world.head, **how) == (409, "not-open")
    CycleStep.objects.filter(pk=steps[K.REVIEW].pk).update(state=S.OPEN)
    assert refused(commands.review_initiative, actor=world.planner, **how)[0] == 403
    assert refused(commands.review_initiative, actor=world.rival_head, **how)[0] == 403
    wrong = {"came": {"renewals": Decimal(1)}}
    assert refused(commands.review_initiative, actor=world.head, **how, **wrong)[0] == 400
    figures = {"came": {"orders": Decimal(900)}, "coming": {"orders": Decimal(1200)}}
    commands.review_initiative(actor=world.head, **how, **figures)
    assert InitiativeTarget.objects.get(cycle=cycle).came == 900
    assert InitiativeTarget.objects.get(cycle=after).value == 1200
    assert standing(cycle, K.REVIEW, world.leader)["unreviewed"] == (True, 0)
    stale = refused(commands.review_initiative, actor=world.head, etag=7, **how)
    assert stale == (412, "stale")
    commands.review_initiative(actor=world.leader, etag=1, **(how | {"verdict": "stop"}))
    aim.refresh_from_db()
    assert not aim.is_active
    assert InitiativeReview.objects.get().verdict == "stop"


# Pages and calls


def test_the_page_of_a_cycle_from_nothing(page, world, coming):
    address = reverse("coordination:cycle", args=["next"])
    leader = page(world.leader)
    assert "Plan it in steps" in leader.get(address).content.decode()
    assert "Plan it in steps" not in page(world.planner).get(address).content.decode()
    leader.post(reverse("coordination:cycle-begin", args=["next"]))
    shown = leader.get(address).content.decode()
    assert "strategy and themes" in shown
    assert "No initiative has figures to reach" in shown
    act = reverse("coordination:cycle-act", args=["next-strategy", "close"])
    leader.post(act, {"reason": "照去年", "etag": 1})
    assert coming.steps.get(kind=K.STRATEGY).state == S.CLOSED


def test_a_count_opens_to_its_rows_as_far_as_they_are_seen(page, world, coming):
    put_steps(coming, plans=S.OPEN)
    draft = make_draft(world.planner)
    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)
    address = reverse("coordination:cycle-rows", args=["next", "intentions"])
    assert draft.name in page(world.rival).get(address).content.decode()
    assert page(world.viewer).get(address).status_code == 403
    nothing = reverse("coordination:cycle-rows", args=["next", "nonsense"])
    assert page(world.leader).get(nothing).status_code == 404


def test_the_late_form_and_the_review_form(page, world, coming):
    put_steps(coming, due_on=day(-2), plans=S.OPEN, review=S.OPEN)
    plan = make_draft(world.planner)
    plan.working.is_urgent = True
    plan.working.save()
    planner = page(world.planner)
    shown = planner.get(reverse("coordination:cycle", args=["next"])).content.decode()
    assert "Why does it come late?" in shown
    late = reverse("coordination:cycle-late", args=["next"])
    planner.post(late, {"campaign": plan.code, "reason": "对手降价"})
    assert LateEntry.objects.get().reason == "对手降价"
    aim = Initiative.objects.create(code="aim", name="aim", owner_unit=world.consumer)
    make_target(coming, aim)
    say = reverse("coordination:cycle-review-initiative", args=["next", "aim"])
    said = {"verdict": "carry_on", "words": "好", "came-orders": "1,200"}
    page(world.head).post(say, said)
    assert InitiativeTarget.objects.get().came == 1200
    review = reverse("coordination:cycle-review", args=["next"])
    assert "carried on" in page(world.planner).get(review).content.decode()


def test_the_calls(client_of, world, coming):
    leader, planner = client_of(world.leader), client_of(world.planner)
    steps = "/api/v1/planning-cycles/next/steps/"
    assert planner.post(steps).status_code == 403
    assert leader.post(steps).status_code == 201
    found = planner.get(steps).json()["results"]
    assert [one["kind"] for one in found] == StepKind.values
    first = found[0]["conditions"][0]
    assert (first["code"], first["is_met"], first["count"]) == ("aims", False, 0)
    close = "/api/v1/cycle-steps/next-strategy/close/"
    assert leader.post(close, {}, format="json").status_code == 400
    moved = leader.post(close, {"reason": "照去年"}, format="json")
    assert (moved.status_code, moved.json()["state"]) == (200, "closed")
    assert planner.get("/api/v1/planning-cycles/next/rows/blocked/").json()["count"] == 0
    assert planner.get("/api/v1/planning-cycles/next/rows/no/").status_code == 404
    assert planner.get("/api/v1/planning-cycles/next/figures/").json()["results"] == []
    assert planner.get("/api/v1/planning-cycles/next/late-entries/").json()["results"] == []
    aim = Initiative.objects.create(code="aim", name="aim", owner_unit=world.consumer)
    row = {"initiative": "aim", "cycle": "next", "indicator": "orders", "value": "5000.00"}
    assert planner.post("/api/v1/initiative-targets/", row, format="json").status_code == 403
    assert leader.post("/api/v1/initiative-targets/", row, format="json").status_code == 201
    CycleStep.objects.filter(kind=K.REVIEW).update(state=S.OPEN)
    say = "/api/v1/planning-cycles/next/review/aim/"
    body = {
        "verdict": "carry_on",
        "words": "好",
        "figures": [{"indicator": "orders", "came": "4800.00"}],
    }
    assert planner.post(say, body, format="json").status_code == 403
    said = leader.post(say, body, format="json").json()
    assert (said["verdict"], said["figures"][0]["came"]) == ("carry_on", "4800.00")
    assert aim.reviews.count() == 1


def test_my_day_names_steps_that_end_soon(page, world, coming):
    put_steps(coming, due_on=day(1), plans=S.OPEN, resources=S.OPEN)
    draft = make_draft(world.planner)
    address = "/?all=1"
    assert "plans in" not in page(world.planner).get(address).content.decode()
    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)
    assert "plans in" in page(world.planner).get(address).content.decode()
    assert "plans in" not in page(world.rival).get(address).content.decode()
