"""Two people at the same instant, each with a twin that does not lock and that goes wrong."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from campaigns.commands import change_state
from campaigns.models import Campaign
from coordination.commitments import gates, guards
from coordination.commitments.command import change_commitment
from coordination.commitments.workflow import COMMITMENT
from coordination.enums import CommitmentState as S
from coordination.enums import Gate
from coordination.models import Commitment
from organization.enums import Role
from organization.models import User
from tests.factories.campaigns import make_coordinating, make_world
from tests.factories.coordination import make_component, make_playbook
from tests.factories.organization import make_user
from tests.twins import PATIENCE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def asked(transactional_db):
    """One commitment by which finalising waits."""
    world = make_world()
    make_user(Role.RESOURCE_KEEPER, username="keeper")
    make_user(Role.RESOURCE_KEEPER, username="keeper.two")
    stock = make_component("stock", performer_role=Role.RESOURCE_KEEPER, gate=Gate.FINALISE)
    make_playbook(stock)
    make_coordinating(world.planner)
    return Commitment.objects.get()


def step(commitment, name, username, **asked):
    def call():
        actor = User.objects.get(username=username)
        change_commitment(commitment=commitment, name=name, actor=actor, **asked)
        return name

    return call


def test_one_of_two_claims_it(asked, monkeypatch, race, is_locked):
    unclaimed = race.after(lambda actor, commitment: list(guards.unclaimed(actor, commitment)))
    row = COMMITMENT.rows["claim"]
    monkeypatch.setitem(COMMITMENT.rows, "claim", replace(row, guards=(unclaimed,)))

    outcomes = race.together(step(asked, "claim", "keeper"), step(asked, "claim", "keeper.two"))

    if is_locked:
        assert outcomes == {"claim": 1, "claimed": 1}
    else:
        assert outcomes == {"claim": 2}


def test_nothing_is_finalised_on_a_promise_that_is_being_taken_back(
    asked, monkeypatch, race, is_locked
):
    Commitment.objects.filter(pk=asked.pk).update(state=S.PROMISED)
    has_looked = threading.Event()

    def look(campaign, gate, states):
        found = holding(campaign, gate, states)
        has_looked.set()
        race.meet()
        return found

    holding = gates.holding
    monkeypatch.setattr(gates, "holding", look)

    def finalise():
        actor = User.objects.get(username="planner.consumer")
        change_state(campaign_id=asked.campaign_id, name="finalise", actor=actor)
        return "finalised"

    def counter():
        has_looked.wait(PATIENCE)
        return step(asked, "counter", "keeper", due_on=asked.launch_on, reason="缺货")()

    outcomes = race.together(finalise, counter)

    after = Commitment.objects.get(pk=asked.pk).state
    assert Campaign.objects.get(pk=asked.campaign_id).state == "finalised"
    if is_locked:
        assert (outcomes, after) == ({"finalised": 1, "plan-final": 1}, S.PROMISED)
    else:
        assert (outcomes, after) == ({"finalised": 1, "counter": 1}, S.COUNTERED)
