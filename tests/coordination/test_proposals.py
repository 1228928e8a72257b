"""Proposals: who is asked, who answers, what follows, and that nothing waits for ever."""

from __future__ import annotations

import datetime as dt

import pytest

from campaigns.models import Campaign
from common import clock
from common.errors import Refused
from common.models import AuditEvent
from coordination.enums import Level
from coordination.models import Negotiation, Proposal
from coordination.negotiation import clock as negotiation_clock
from coordination.negotiation.commands import answer_proposal, propose_way_out
from findings.commands import apply_way_out
from findings.enums import FindingState, WayOutKind
from findings.models import Finding
from findings.types import WayOut
from organization.enums import Role
from organization.models import Delegation, Notice
from tests.factories.campaigns import day
from tests.factories.negotiations import make_dispute, make_proposal, way_id
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


def told(case):
    return {
        str(user)
        for user in Notice.objects.filter(case=case).values_list("user__username", flat=True)
    }


def answer(proposal, name, actor, **how):
    return answer_proposal(proposal_id=proposal.pk, name=name, actor=actor, **how)


def refused(call, *args, **how):
    with pytest.raises(Refused) as refusal:
        call(*args, **how)
    return refusal.value.status, refusal.value.reasons[0].code


def test_who_wrote_the_plan_is_asked_and_the_negotiation_begins(world, dispute):
    _own, other, finding = dispute

    proposal = make_proposal(finding, other, world.planner, text="他们从五月就有了")

    assert (proposal.asked, proposal.unit) == (world.rival, world.enterprise)
    assert proposal.level == Level.PERSON
    assert proposal.due_on > clock.today()
    assert told("proposed") == {world.rival.username}
    negotiation = Negotiation.objects.get(finding=finding)
    assert (negotiation.state, negotiation.round) == ("open", 1)
    assert told("negotiation_opened") == {
        world.rival.username,
        world.rival_head.username,
        world.head.username,
    }
    assert AuditEvent.objects.filter(action="propose", object_code=proposal.code).count() == 1


def test_an_accepted_proposal_is_applied_at_once(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)

    assert refused(answer, proposal, "finish", world.rival) == (409, "no-task")
    answer(proposal, "accept", world.rival)

    proposal.refresh_from_db()
    other.refresh_from_db()
    assert (proposal.state, proposal.answered_by) == ("accepted", world.rival)
    assert (other.state, other.working.starts_on, other.revision) == ("checking", day(15), 2)
    assert told("proposal_accepted") == {world.planner.username}


def test_what_is_offered_of_the_own_plan_is_applied_in_the_name_of_who_offered_it(world, dispute):
    own, _other, finding = dispute
    proposal = make_proposal(finding, own, world.planner, text="只要贵部写好口径")

    assert proposal.asked == world.rival
    answer(proposal, "accept", world.rival)

    own = Campaign.objects.get(pk=own.pk)
    assert own.working.starts_on == day(15)
    event = AuditEvent.objects.get(action="apply_way_out", object_code=own.code)
    assert (event.actor, event.acting_for) == (world.rival.username, world.planner.username)
    assert not own.writers.filter(pk=world.rival.pk).exists()


def test_a_decline_says_why_and_may_be_proposed_again(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)

    assert refused(make_proposal, finding, other, world.planner) == (409, "already-proposed")
    assert refused(answer, proposal, "decline", world.rival) == (400, "required")
    answer(proposal, "decline", world.rival, reason="展会日期已定")

    assert Notice.objects.get(case="declined").params["reason"] == "展会日期已定"
    assert refused(answer, proposal, "accept", world.rival)[1] == "wrong-state"
    assert make_proposal(finding, other, world.planner).code != proposal.code


def test_a_counter_turns_the_court(world, dispute):
    own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)

    answer(proposal, "counter", world.rival, way_out=way_id(finding, own), reason="贵部先动")

    counter = Proposal.objects.get(counters=proposal)
    proposal.refresh_from_db()
    assert proposal.state == "countered"
    assert (counter.asked, counter.state, counter.words) == (world.planner, "waiting", "贵部先动")
    assert told("countered") == {world.planner.username}
    answer(counter, "accept", world.planner)
    assert Campaign.objects.get(pk=own.pk).working.starts_on == day(15)


@pytest.mark.parametrize("who", ["planner", "service", "viewer", "leader", "admin", "head"])
def test_only_who_is_asked_answers(world, dispute, who):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)

    for name in ("accept", "decline", "counter"):
        assert refused(answer, proposal, name, getattr(world, who), reason="x") == (
            403,
            "no-permission",
        )


def test_who_proposed_it_never_answers_it_even_where_they_could(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    Proposal.objects.update(proposed_by=world.rival)

    assert refused(answer, proposal, "accept", world.rival) == (403, "no-permission")


def test_a_deputy_answers_unless_one_of_the_sides_is_their_own(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    neutral = make_user(Role.PLANNER, world.branch)
    today = clock.today()
    for deputy in (neutral, world.head, make_user(Role.PLANNER, world.consumer)):
        Delegation.objects.create(
            principal=world.rival, deputy=deputy, starts_on=today, ends_on=today
        )
        if deputy != neutral:
            assert refused(answer, proposal, "accept", deputy)[0] == 403

    answer(proposal, "accept", neutral)

    event = AuditEvent.objects.get(action="accept", object_code=proposal.code)
    assert event.acting_for == world.rival.username
    assert other.writers.filter(pk=neutral.pk).exists()


def test_it_goes_to_the_head_and_then_to_leadership(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)

    for level, who in ((Level.HEAD, world.rival_head), (Level.LEADERSHIP, world.leader)):
        proposal.refresh_from_db()
        late = clock.now() + dt.timedelta(days=(proposal.due_on - clock.today()).days + 1)
        negotiation_clock.pass_proposals_on(late - dt.timedelta(days=1))
        proposal.refresh_from_db()
        assert proposal.level == level - 1  # not before the day is over
        negotiation_clock.pass_proposals_on(late)
        proposal.refresh_from_db()
        assert (proposal.level, proposal.asked) == (level, who)
        assert proposal.due_on > clock.today(late)
    assert told("passed_on") == {world.rival_head.username, world.leader.username}

    answer(proposal, "accept", world.leader)
    other.refresh_from_db()
    assert not other.writers.filter(pk=world.leader.pk).exists()


@pytest.mark.parametrize(
    ("kind", "params", "role", "permission_of"),
    [
        (
            WayOutKind.TRANSFER_STOCK,
            {"resource": "leaflet-a4", "quantity": 5, "from": "branch-west", "to": "branch-east"},
            Role.RESOURCE_KEEPER,
            "keeper",
        ),
        (
            WayOutKind.REQUEST_EXCEPTION,
            {"channel": "sms", "product": None, "group": "consumer"},
            Role.CHANNEL_MANAGER,
            "manager",
        ),
    ],
)
def test_what_is_work_of_a_third_is_their_task_until_it_is_done(
    world, kind, params, role, permission_of
):
    third = make_user(role, username=permission_of)
    _own, _other, finding = make_dispute(
        world, lambda own, _other: WayOut(kind=kind, campaign=own.code, params=params)
    )

    proposal = propose_way_out(
        finding_id=finding.pk, way_out_id=finding.ways_out[0]["id"], actor=world.planner
    )
    assert (proposal.asked, proposal.role, proposal.unit) == (third, role, None)
    assert not Negotiation.objects.exists()
    assert told("asked") == {third.username}
    answer(proposal, "accept", third)
    assert refused(answer, proposal, "decline", third)[1] == "wrong-state"
    answer(proposal, "finish", third)

    proposal.refresh_from_db()
    assert proposal.state == "done"
    assert told("proposal_done") == {world.planner.username}


def test_an_acceptance_that_is_asked_for_is_given_with_the_answer(world):
    params = {"resource": "leaflet-a4", "unit": "branch-east"}
    _own, _other, finding = make_dispute(
        world, lambda own, _other: WayOut(kind=WayOutKind.ACCEPT, campaign=own.code, params=params)
    )
    way = finding.ways_out[0]["id"]
    proposal = propose_way_out(finding_id=finding.pk, way_out_id=way, actor=world.planner)

    assert refused(answer, proposal, "accept", world.rival)[0] == 403
    assert refused(answer, proposal, "accept", world.head) == (400, "required")
    answer(proposal, "accept", world.head, reason="可以接受")

    assert finding.acceptances.get().accepted_by == world.head


def test_whoever_applies_it_themselves_answers_it(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)

    apply_way_out(finding_id=finding.pk, way_out_id=proposal.way_id, actor=world.rival)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.answered_by) == ("accepted", world.rival)
    assert told("proposal_applied") == {world.planner.username}


def test_what_is_settled_asks_nobody_any_more(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    Finding.objects.filter(pk=finding.pk).update(state=FindingState.RESOLVED)

    assert refused(answer, proposal, "accept", world.rival)[1] == "settled"
    negotiation_clock.turn(clock.now())

    proposal.refresh_from_db()
    assert proposal.state == "lapsed"
    assert Negotiation.objects.get().state == "closed"


def test_what_the_last_check_no_longer_offers_is_not_accepted(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    Finding.objects.filter(pk=finding.pk).update(ways_out=[])

    assert refused(answer, proposal, "accept", world.rival)[1] == "outdated"


def test_only_who_proposed_takes_it_back(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)

    assert refused(answer, proposal, "withdraw", world.rival)[0] == 403
    answer(proposal, "withdraw", world.planner)

    assert Proposal.objects.get().state == "withdrawn"
    assert told("proposal_withdrawn") == {world.rival.username}
