"""Negotiations: rounds by the clock, leadership decides with both positions, and it binds."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from campaigns.models import Campaign, PlanVersion
from common import clock, display
from common.errors import Refused
from common.models import AuditEvent
from coordination.models import Negotiation, Position
from coordination.negotiation import clock as negotiation_clock
from coordination.negotiation.commands import change_negotiation, state_position
from coordination.negotiation.disputes import disputes_of
from coordination.negotiation.queries import with_sides
from findings.enums import FindingState
from findings.models import Finding
from organization.enums import Role
from organization.models import Delegation, Notice, Policy
from organization.workdays import day_table
from tests.factories.campaigns import day, make_checking, make_finding
from tests.factories.negotiations import (
    make_dispute,
    make_escalated,
    make_negotiation,
    make_proposal,
    way_id,
)
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


def told(case):
    users = Notice.objects.filter(case=case).values_list("user__username", flat=True)
    return set(users)


def step(negotiation, name, actor, **how):
    return change_negotiation(negotiation_id=negotiation.pk, name=name, actor=actor, **how)


def refused(call, *args, **how):
    with pytest.raises(Refused) as refusal:
        call(*args, **how)
    return refusal.value.status, refusal.value.reasons[0].code


def after(negotiation):
    """The day after its day."""
    return clock.now() + dt.timedelta(days=(negotiation.due_on - clock.today()).days + 1)


def outlook(finding, plan, **numbers):
    """What a check foresaw of the way out that changes the plan."""
    foreseen = {"blocking": 0, "warning": 0, "notice": 0, "is_better": True, "hindrances": []}
    for way in finding.ways_out:
        if way["campaign"] == plan.code:
            way["outlook"] = foreseen | numbers
    finding.save()


def test_a_side_opens_it_once_and_its_round_lasts_working_days(world, dispute):
    _own, _other, finding = dispute

    first = make_negotiation(finding, world.planner)
    again = make_negotiation(finding, world.rival)

    today = clock.today()
    table = day_table(today, today + dt.timedelta(days=60))
    assert first == again
    assert (first.opened_by, first.due_on) == (world.planner, table.forward(today, 3))
    assert AuditEvent.objects.filter(action="open_negotiation").count() == 1


@pytest.mark.parametrize("who", ["service", "leader", "viewer", "admin"])
def test_others_open_none(world, dispute, who):
    _own, _other, finding = dispute
    assert refused(make_negotiation, finding, getattr(world, who)) == (403, "no-permission")


def test_what_concerns_one_plan_is_no_negotiation(world):
    finding = make_finding(make_checking(world.planner))
    assert refused(make_negotiation, finding, world.planner) == (409, "one-plan")


def test_rounds_end_by_the_clock_and_leadership_is_asked(world, dispute):
    _own, _other, finding = dispute
    negotiation = make_negotiation(finding, world.planner)

    on_its_day = after(negotiation) - dt.timedelta(days=1)
    negotiation_clock.turn(on_its_day)
    negotiation.refresh_from_db()
    assert (negotiation.state, negotiation.round) == ("open", 1)

    negotiation_clock.turn(after(negotiation))
    negotiation.refresh_from_db()
    assert (negotiation.state, negotiation.round) == ("open", 2)
    assert world.rival_head.username in told("next_round")
    assert world.leader.username not in told("next_round") | told("")

    negotiation_clock.turn(after(negotiation))
    negotiation.refresh_from_db()
    assert (negotiation.state, negotiation.escalated_by) == ("escalated", None)
    assert told("to_decide") == {world.leader.username}
    assert world.planner.username in told("escalated")

    due = negotiation.due_on
    negotiation_clock.turn(after(negotiation))
    negotiation.refresh_from_db()
    assert (negotiation.state, negotiation.due_on > due) == ("escalated", True)
    assert world.leader.username in told("to_decide")
    assert world.head.username in told("undecided")


def test_the_policy_says_how_many_rounds_there_are(world):
    Policy.objects.create(
        key="coordination.negotiation_rounds",
        value="1",
        valid_from=clock.today(),
        changed_at=clock.now(),
    )
    _own, _other, finding = make_dispute(world)
    negotiation = make_negotiation(finding, world.planner)

    negotiation_clock.turn(after(negotiation))

    negotiation.refresh_from_db()
    assert negotiation.state == "escalated"


def test_leadership_decides_which_plan_moves_and_both_hear_it(world, dispute):
    own, other, finding = dispute
    negotiation = make_escalated(finding, world.planner)
    waiting = make_proposal(finding, own, world.rival)

    step(
        negotiation,
        "decide",
        world.leader,
        choice="way_out",
        way_out=way_id(finding, other),
        reason="消费者优先",
    )

    negotiation.refresh_from_db()
    other = Campaign.objects.get(pk=other.pk)
    waiting.refresh_from_db()
    assert (negotiation.state, negotiation.choice) == ("decided", "way_out")
    assert negotiation.way_out["campaign"] == other.code
    assert (other.state, other.working.starts_on) == ("checking", day(15))
    assert not other.writers.filter(pk=world.leader.pk).exists()
    assert waiting.state == "lapsed"
    people = (world.planner, world.head, world.rival, world.rival_head)
    assert told("decided_way") == {one.username for one in people}
    event = AuditEvent.objects.get(action="decide")
    assert (event.reason, event.details["choice"]) == ("消费者优先", "way_out")
    assert event.unit == own.owner_unit.code


def test_leadership_lets_both_stay(world, dispute):
    _own, _other, finding = dispute
    negotiation = make_escalated(finding, world.rival_head)

    assert refused(step, negotiation, "decide", world.leader, choice="accept") == (400, "required")
    step(negotiation, "decide", world.leader, choice="accept", reason="人少", until=day(30))

    finding.refresh_from_db()
    assert finding.state == FindingState.ACCEPTED
    assert finding.acceptances.get().valid_until == day(30)
    negotiation_clock.turn(clock.now())
    negotiation.refresh_from_db()
    assert negotiation.state == "closed"


def test_only_leadership_decides_and_only_what_is_before_it(world, dispute):
    own, _other, finding = dispute
    negotiation = make_negotiation(finding, world.planner)
    how = {"choice": "way_out", "way_out": way_id(finding, own), "reason": "x"}

    for who in ("planner", "head", "rival", "rival_head", "service", "viewer", "admin"):
        assert refused(step, negotiation, "decide", getattr(world, who), **how)[0] == 403
    assert refused(step, negotiation, "decide", world.leader, **how) == (409, "wrong-state")
    assert refused(step, negotiation, "escalate", world.leader, reason="x")[0] == 403
    assert refused(step, negotiation, "escalate", world.head) == (400, "required")
    step(negotiation, "escalate", world.head, reason="x")
    assert refused(step, negotiation, "decide", world.leader, choice="way_out", way_out="?") == (
        400,
        "unknown",
    )
    assert refused(step, negotiation, "decide", world.leader) == (400, "required")


def test_a_deputy_of_leadership_never_decides_for_a_unit_of_their_own(world, dispute):
    own, _other, finding = dispute
    negotiation = make_escalated(finding, world.planner)
    how = {"choice": "way_out", "way_out": way_id(finding, own), "reason": "x"}
    today = clock.today()
    neutral = make_user(Role.HEAD, world.branch)
    for deputy in (world.head, world.rival_head, neutral):
        Delegation.objects.create(
            principal=world.leader, deputy=deputy, starts_on=today, ends_on=today
        )
        if deputy != neutral:
            assert refused(step, negotiation, "decide", deputy, **how)[0] == 403

    step(negotiation, "decide", neutral, **how)

    assert AuditEvent.objects.get(action="decide").acting_for == world.leader.username


def test_each_side_states_its_own_position_until_it_is_decided(world, dispute):
    own, other, finding = dispute
    negotiation = make_negotiation(finding, world.planner)

    def state(plan, actor, text):
        return state_position(negotiation_id=negotiation.pk, campaign=plan, actor=actor, text=text)

    assert refused(state, own, world.rival, "x")[0] == 403
    assert refused(state, own, world.planner, " ") == (400, "required")
    state(own, world.planner, "先报先得")
    state(own, world.head, "已经通知网点")
    state(other, world.rival, "集团协议已签")

    said = {row.campaign_id: (row.author, row.text) for row in Position.objects.all()}
    assert said == {
        own.pk: (world.head, "已经通知网点"),
        other.pk: (world.rival, "集团协议已签"),
    }
    assert world.rival_head.username in told("position_stated")
    Negotiation.objects.update(state="decided")
    assert refused(state, own, world.planner, "x") == (409, "wrong-state")


def test_it_is_taken_up_again_while_the_finding_is_open(world, dispute):
    _own, other, finding = dispute
    negotiation = make_escalated(finding, world.planner)
    step(negotiation, "decide", world.leader, choice="way_out", way_out=way_id(finding, other))

    step(negotiation, "reopen", world.rival, reason="还是冲突")

    negotiation.refresh_from_db()
    assert (negotiation.state, negotiation.round, negotiation.choice) == ("open", 1, "")
    Finding.objects.update(state=FindingState.RESOLVED)
    Negotiation.objects.update(state="closed")
    assert refused(step, negotiation, "reopen", world.rival, reason="x") == (409, "settled")


def test_the_card_of_a_dispute_recommends_the_best_outlook(world, dispute):
    own, other, finding = dispute
    outlook(finding, own, warning=2)
    outlook(finding, other, warning=1)
    negotiation = make_escalated(finding, world.planner)

    with translation.override("en"):
        (card,) = disputes_of(with_sides(Negotiation.objects.all()), world.leader)

    assert card.best is not None
    assert card.best.plan == other
    assert card.best == card.choices[0]
    assert any("1 to look at" in line for line in card.best.means)
    assert [one.choice for one in card.choices] == ["way_out", "way_out", "accept"]
    assert len(card.figures) <= 3
    assert card.figures[-1]["value"] == "10 days"
    assert {side.plan for side in card.sides} == {own, other}
    assert card.negotiation == negotiation


@pytest.mark.parametrize(("days", "shown"), [(3, "3 days"), (1, "1 day"), (-2, "0 days")])
def test_the_card_counts_the_days_until_the_first_launch(world, dispute, days, shown):
    _own, other, finding = dispute
    PlanVersion.objects.filter(campaign=other).update(starts_on=day(days))
    make_escalated(finding, world.planner)

    with translation.override("en"):
        (card,) = disputes_of(with_sides(Negotiation.objects.all()), world.leader)
        note = display.full_date(day(days))

    launch = card.figures[-1]
    assert (launch["value"], launch["note"]) == (shown, note)


def test_of_equal_outlooks_the_plan_that_ranks_lower_gives_way(world, dispute):
    own, other, finding = dispute
    for plan in (own, other):
        outlook(finding, plan)
    finding.facts["ranks"] = [{"campaign": other.code}, {"campaign": own.code}]
    finding.save()
    make_escalated(finding, world.planner)

    (card,) = disputes_of(with_sides(Negotiation.objects.all()), world.leader)

    assert card.best is not None
    assert card.best.plan == own


def test_what_no_check_foresaw_or_cannot_be_done_is_not_recommended(world, dispute):
    own, other, finding = dispute
    outlook(finding, own, hindrances=["new_blocking"])
    outlook(finding, other)
    Campaign.objects.filter(pk=other.pk).update(state="checking")
    make_escalated(finding, world.planner)

    (card,) = disputes_of(with_sides(Negotiation.objects.all()), world.leader)

    assert card.best is None
    assert [one.reason is not None for one in card.choices] == [False, False, True]
