"""Launch, suspension and end; and what the clock does when a day begins."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from campaigns import daily as campaign_clock
from campaigns import registries
from campaigns.commands import change_state
from campaigns.enums import SCHEDULED
from campaigns.models import Campaign, Hold
from campaigns.workflow import PLAN
from common import clock, jobs
from common.errors import Reason, Refused
from common.models import AuditEvent, Job
from findings.commands import accept_finding
from findings.models import Finding
from organization.models import Notice
from tests.factories.campaigns import (
    day,
    found,
    make_approved,
    make_checking,
    make_coordinating,
    make_draft,
    make_finalised,
    make_live,
)

pytestmark = pytest.mark.django_db


def fresh(campaign):
    return Campaign.objects.get(pk=campaign.pk)


def step(campaign, name, actor, reason="Because.", **options):
    change_state(campaign_id=campaign.pk, name=name, actor=actor, reason=reason, **options)
    campaign.refresh_from_db()
    return campaign


def in_days(days):
    """Noon of a coming day."""
    return clock.now() + dt.timedelta(days=days)


def turn(days=0):
    with time_machine.travel(in_days(days)):
        return campaign_clock.turn_day(now=clock.now())


def today_window(**plan):
    return {"starts_on": day(0).isoformat(), "ends_on": day(30).isoformat(), **plan}


def test_head_launches_on_the_first_day_not_before(world):
    early = make_approved(world.planner, world.head)
    due = make_approved(world.planner, world.head, **today_window())

    with pytest.raises(Refused) as refusal:
        step(early, "launch", world.head)
    assert refusal.value.reasons[0].code == "too-early"
    assert step(due, "launch", world.head).state == "live"


RUNNING = {-1: "too-early", 0: None, 1: None, 30: None, 31: "too-late"}
WINDOWS = {
    "launch": ("approved", RUNNING),
    "override_launch": ("approved", RUNNING),
    "resume": ("suspended", {0: None, 30: None, 31: "too-late"}),
    "finalise": ("coordinating", {-1: None, 0: None, 1: "too-late"}),
    "approve": ("finalised", {-1: None, 0: None, 1: "too-late"}),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_days_on_which_a_step_is_open(world, name):
    """Days are counted from the plan's first; its last is day 30."""
    state, expected = WINDOWS[name]
    campaign = make_draft(world.planner, **today_window())
    in_force = campaign.working if state in SCHEDULED else None
    Campaign.objects.filter(pk=campaign.pk).update(state=state, in_force=in_force)

    found = {}
    for days in expected:
        with time_machine.travel(in_days(days)):
            codes = {reason.code for reason in PLAN.why_not(name, fresh(campaign), None)}
        found[days] = next(iter(codes & {"too-early", "too-late"}), None)

    assert found == expected


def test_some_branches_start_later(world):
    campaign = step(
        make_approved(world.planner, world.head, **today_window()),
        "launch",
        world.head,
        branches=["branch-east"],
    )

    assert campaign.state == "live"
    deferred = Hold.objects.get(lifted_at__isnull=True)
    assert (deferred.kind, deferred.branch.code) == ("deferred", "branch-west")

    step(campaign, "resume", world.head, branches=["branch-west"])
    assert not Hold.objects.filter(lifted_at__isnull=True).exists()


def test_suspended_plan_goes_on_when_head_and_service_manager_agree(world):
    campaign = step(
        make_live(world.planner, world.head), "suspend", world.service, reason="Complaints."
    )
    assert campaign.state == "suspended"

    assert step(campaign, "resume", world.service).state == "suspended"
    with pytest.raises(Refused) as refusal:
        step(campaign, "resume", world.service)
    assert refusal.value.reasons[0].code == "already-signed"
    assert step(campaign, "resume", world.head).state == "live"
    assert Hold.objects.get().lifted_at is not None


def test_suspending_a_part_leaves_the_plan_live(world):
    campaign = make_live(world.planner, world.head)
    step(campaign, "suspend", world.head, branches=["branch-east"], placements=["social-outlet"])

    assert campaign.state == "live"
    hold = Hold.objects.get()
    assert (hold.branch.code, hold.channel.code, hold.reason) == (
        "branch-east",
        "social-outlet",
        "Because.",
    )
    step(campaign, "resume", world.head)
    assert step(campaign, "resume", world.service).state == "live"
    assert Hold.objects.get().lifted_at is not None
    with pytest.raises(Refused) as refusal:
        step(campaign, "resume", world.head)
    assert refusal.value.reasons[0].code == "nothing-held"


def test_parts_stand_still_once_and_go_on_one_by_one(world):
    campaign = make_live(world.planner, world.head)
    for part in ({"branches": ["branch-east"]}, {"placements": ["social-outlet"]}):
        step(campaign, "suspend", world.head, **part)
        step(campaign, "suspend", world.head, **part)
    in_east, outlets = Hold.objects.order_by("pk")

    with pytest.raises(Refused) as refusal:
        step(campaign, "resume", world.head, branches=["branch-west"])
    assert refusal.value.reasons[0].code == "nothing-held"
    for actor in (world.head, world.service):
        step(campaign, "resume", actor, placements=["social-outlet"])

    in_east.refresh_from_db()
    outlets.refresh_from_db()
    assert (in_east.head_agreed_by, in_east.lifted_at) == (None, None)
    assert (outlets.head_agreed_by, outlets.service_agreed_by) == (world.head, world.service)
    lifted = AuditEvent.objects.filter(action="resume").order_by("pk").values_list("details")
    assert [(one["roles"], one["lifted"]) for (one,) in lifted] == [
        (["head"], 0),
        (["service_manager"], 1),
    ]


def test_who_hears_that_a_plan_stands_still_and_goes_on(world):
    campaign = make_live(world.planner, world.head)
    Notice.objects.all().delete()
    step(campaign, "suspend", world.head, reason="Complaints.")
    step(campaign, "resume", world.head)
    step(campaign, "resume", world.service)

    told = set(Notice.objects.values_list("case", "user__username"))
    assert told == {
        ("suspended", world.planner.username),
        ("suspended", world.head.username),
        ("suspended", world.service.username),
        ("to_resume", world.service.username),
        ("resumed", world.planner.username),
        ("resumed", world.head.username),
    }
    assert Notice.objects.filter(case="suspended")[0].params["reason"] == "Complaints."


def test_what_ends_holds_nothing_any_more(world):
    campaign = make_live(world.planner, world.head)
    step(campaign, "suspend", world.head, branches=["branch-east"])

    step(campaign, "end", world.head)

    assert Hold.objects.get().lifted_at is not None


@pytest.mark.parametrize("options", [{"branches": ["branch-north"]}, {"placements": ["sms"]}])
def test_part_that_the_plan_has_not(world, options):
    campaign = make_live(world.planner, world.head)

    with pytest.raises(Refused) as refusal:
        step(campaign, "suspend", world.head, **options)

    assert (refusal.value.status, refusal.value.reasons[0].attr) == (400, next(iter(options)))
    assert not Hold.objects.exists()


def test_ending_before_the_last_day_asks_why(world):
    campaign = make_live(world.planner, world.head)

    with pytest.raises(Refused) as refusal:
        step(campaign, "end", world.head, reason="")
    assert refusal.value.reasons[0].attr == "reason"
    ended = step(campaign, "end", world.head, reason="送完即止")
    assert (ended.state, ended.ended_on) == ("ended", day(0))
    assert step(campaign, "evaluate", world.service).state == "evaluated"


def test_ending_on_the_last_day_needs_no_words(world):
    campaign = make_live(world.planner, world.head)

    with time_machine.travel(in_days((campaign.in_force.ends_on - clock.today()).days)):
        assert step(campaign, "end", world.head, reason="").ended_on == clock.today()


def test_leadership_overrides_but_never_over_harm(world, monkeypatch):
    monkeypatch.setitem(
        registries.STEPS._guards,
        "launch",
        [lambda actor, plan: [Reason("promise-open", "A promise is open.")]],
    )
    campaign = make_approved(world.planner, world.head, **today_window())

    with pytest.raises(Refused):
        step(campaign, "launch", world.head)
    with pytest.raises(Refused) as refusal:
        step(campaign, "override_launch", world.leader, reason="")
    assert refusal.value.status == 400

    harm = Finding.objects.create(
        fingerprint="h",
        rule="test-rule",
        case="case",
        severity="blocking",
        finding_class="harm",
        first_seen_at=clock.now(),
        last_seen_at=clock.now(),
    )
    harm.sides.create(campaign=campaign)
    with pytest.raises(Refused) as refusal:
        step(campaign, "override_launch", world.leader)
    assert refusal.value.reasons[0].code == "harm-open"

    harm.delete()
    assert step(campaign, "override_launch", world.leader).state == "live"


# The clock


def test_day_begins(world):
    due = make_approved(world.planner, world.head)
    redate = make_finalised(world.planner)
    lapsing = [
        make_draft(world.planner),
        make_checking(world.planner),
        make_coordinating(world.planner),
    ]

    assert turn(9) == {"lapse": [], "end": [], "redate": [], "launch": []}
    assert turn(10)["launch"] == [due.code]
    assert turn(11)["redate"] == [redate.code]
    assert fresh(redate).state == "coordinating"
    assert turn(40) == {"lapse": [], "end": [], "redate": [], "launch": []}  # their last day
    last = turn(41)

    assert set(last["lapse"]) == {*(plan.code for plan in lapsing), redate.code}
    assert last["end"] == [due.code]
    assert fresh(due).ended_on == due.in_force.ends_on
    assert {fresh(plan).state for plan in lapsing} == {"lapsed"}
    assert Notice.objects.filter(case="lapsed", user=world.planner).count() == 4
    assert fresh(due).state == "ended"
    assert turn(41) == {"lapse": [], "end": [], "redate": [], "launch": []}


@pytest.mark.parametrize(
    ("day_of", "step_taken", "state"),
    [
        pytest.param(9, None, "approved", id="the day before the first"),
        pytest.param(10, "launch", "live", id="the first day"),
        pytest.param(40, "launch", "live", id="the last day"),
        pytest.param(41, "lapse", "lapsed", id="the day after the last"),
    ],
)
def test_approved_plan_starts_as_long_as_its_last_day_lasts_and_then_lapses(
    world, day_of, step_taken, state
):
    campaign = make_approved(world.planner, world.head)

    done = turn(day_of)

    assert {name: codes for name, codes in done.items() if codes} == (
        {step_taken: [campaign.code]} if step_taken else {}
    )
    assert fresh(campaign).state == state


def test_plan_that_cannot_start_is_held_and_says_why(world, monkeypatch):
    campaign = make_approved(world.planner, world.head, **today_window())
    monkeypatch.setitem(
        registries.STEPS._guards,
        "launch",
        [lambda actor, plan: [Reason("promise-open", "A promise is open.")]],
    )

    assert turn()["launch"] == []
    turn()

    assert (fresh(campaign).state, fresh(campaign).hold_reason) == (
        "approved",
        "A promise is open.",
    )
    assert Notice.objects.filter(case="held", user=world.head).count() == 1
    assert AuditEvent.objects.filter(action="hold").count() == 1

    monkeypatch.setitem(registries.STEPS._guards, "launch", [])
    assert turn()["launch"] == [campaign.code]
    assert fresh(campaign).hold_reason == ""


def test_acceptance_until_a_day_opens_again(world):
    campaign = make_coordinating(world.planner, found("C0000-0000"))
    finding = Finding.objects.create(
        fingerprint="a",
        rule="test-rule",
        case="case",
        severity="warning",
        first_seen_at=clock.now(),
        last_seen_at=clock.now(),
    )
    finding.sides.create(campaign=campaign)
    accept_finding(finding_id=finding.pk, actor=world.head, reason="For now.", until=day(2))

    turn(2)
    finding.refresh_from_db()
    assert finding.state == "accepted"
    turn(3)
    finding.refresh_from_db()
    assert finding.state == "open"


def test_clock_asks_for_the_next_midnight(world):
    campaign = make_approved(world.planner, world.head, **today_window())
    jobs.ensure_recurring()
    jobs.ensure_recurring()
    assert Job.objects.filter(kind="campaigns.daily").count() == 1

    assert jobs.run(Job.objects.get(kind="campaigns.daily").pk)

    assert fresh(campaign).state == "live"
    waiting = Job.objects.get(kind="campaigns.daily", state="pending")
    assert clock.today(waiting.not_before) == day(1)
    assert waiting.not_before == campaign_clock.next_midnight(clock.now())


def test_midnight_is_the_companys():
    evening = dt.datetime(2026, 9, 30, 15, 59, tzinfo=dt.UTC)  # 23:59 in Shanghai

    assert campaign_clock.next_midnight(evening) == dt.datetime(2026, 9, 30, 16, 0, tzinfo=dt.UTC)
    assert campaign_clock.next_midnight(evening + dt.timedelta(minutes=1)) == dt.datetime(
        2026, 10, 1, 16, 0, tzinfo=dt.UTC
    )
