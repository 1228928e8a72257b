"""Two people press at once, each race with a twin that does not lock and in which it goes wrong."""

from __future__ import annotations

import pytest

from campaigns.models import Campaign, PlanVersion
from coordination.models import Negotiation, Proposal
from coordination.negotiation import asking, proposal_guards, workflow
from coordination.negotiation.commands import (
    answer_proposal,
    change_negotiation,
    propose_way_out,
)
from findings.commands import apply_way_out, ways_out
from organization.models import User
from tests.factories.campaigns import make_world
from tests.factories.negotiations import make_dispute, make_escalated, make_proposal, way_id

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def world(transactional_db):
    return make_world()


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_one_of_two_answers_counts(world, monkeypatch, race, is_locked):
    _own, other, finding = make_dispute(world)
    proposal = make_proposal(finding, other, world.planner)
    monkeypatch.setattr(proposal_guards, "speaks_as", race.before(proposal_guards.speaks_as))

    def answer(name, who, **how):
        def press():
            answer_proposal(proposal_id=proposal.pk, name=name, actor=fresh(who), **how)
            return name

        return press

    outcomes = race.together(
        answer("accept", world.rival), answer("decline", world.rival_head, reason="不行")
    )

    if is_locked:
        assert outcomes["wrong-state"] == 1
        proposal.refresh_from_db()
        moved = Campaign.objects.get(pk=other.pk).state == "checking"
        assert moved == (proposal.state == "accepted")
    else:
        assert outcomes["wrong-state"] == 0


def test_leadership_decides_once(world, monkeypatch, race, is_locked):
    own, other, finding = make_dispute(world)
    negotiation = make_escalated(finding, world.planner)
    monkeypatch.setattr(workflow, "decides_as", race.before(workflow.decides_as))

    def decide(plan):
        def press():
            change_negotiation(
                negotiation_id=negotiation.pk,
                name="decide",
                actor=fresh(world.leader),
                choice="way_out",
                way_out=way_id(finding, plan),
            )
            return "decided"

        return press

    outcomes = race.together(decide(own), decide(other))
    revisions = PlanVersion.objects.filter(number=2).count()

    if is_locked:
        assert outcomes == {"decided": 1, "wrong-state": 1}
        assert revisions == 1
        assert Negotiation.objects.get().state == "decided"
    else:
        assert revisions == 2 or outcomes["wrong-state"] == 0


def test_the_same_is_proposed_once(world, monkeypatch, race, is_locked):
    _own, other, finding = make_dispute(world)
    monkeypatch.setattr(asking, "unit_asked", race.before(asking.unit_asked))

    def propose():
        propose_way_out(
            finding_id=finding.pk, way_out_id=way_id(finding, other), actor=fresh(world.planner)
        )
        return "proposed"

    outcomes = race.together(propose, propose)

    if is_locked:
        assert outcomes == {"proposed": 1, "already-proposed": 1}
        assert Proposal.objects.count() == 1
    else:
        assert outcomes["already-proposed"] == 0


def test_an_acceptance_and_an_application_make_one_revision(world, monkeypatch, race, is_locked):
    _own, other, finding = make_dispute(world)
    proposal = make_proposal(finding, other, world.planner)
    monkeypatch.setattr(ways_out, "_require_applicable", race.after(ways_out._require_applicable))

    def accept():
        answer_proposal(proposal_id=proposal.pk, name="accept", actor=fresh(world.rival))
        return "accepted"

    def apply():
        apply_way_out(finding_id=finding.pk, way_out_id=proposal.way_id, actor=fresh(world.rival))
        return "applied"

    outcomes = race.together(accept, apply)

    if is_locked:
        assert outcomes["accepted"] + outcomes["applied"] == 1
        assert "IntegrityError" not in outcomes  # the backstop is not what stopped the other
        assert PlanVersion.objects.filter(campaign=other).count() == 2
        assert Proposal.objects.get().state == "accepted"
    else:
        assert outcomes["wrong-state"] == 0
