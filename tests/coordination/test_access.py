"""Who may open which commitments, negotiations and proposals: lists and single objects alike."""

from __future__ import annotations

import pytest

from common import clock
from coordination.commitments.access import commitments_for, holds
from coordination.models import Commitment
from coordination.negotiation.access import negotiations_for, proposals_for, sees_negotiations
from organization.enums import Role
from organization.models import Delegation, Membership, Unit
from tests.factories.campaigns import make_coordinating
from tests.factories.coordination import make_commitment
from tests.factories.negotiations import make_proposal
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db

CLERK = {"performer_role": Role.BRANCH_VIEWER, "performer_unit": "branch-east"}


def asked(campaign, **values) -> Commitment:
    """A commitment of which units are named by code and people by their field of the world."""
    for name in ("performer_unit", "customer_unit"):
        if name in values:
            values[name] = Unit.objects.get(code=values[name])
    return make_commitment(campaign, **values)


@pytest.mark.parametrize(
    ("values", "sees"),
    [
        pytest.param(CLERK, True, id="of the role in the unit"),
        pytest.param(CLERK | {"performer_unit": "branch-west"}, False, id="in another unit"),
        pytest.param(CLERK | {"performer_role": Role.ACCOUNT_MANAGER}, False, id="another role"),
        pytest.param(CLERK | {"claimed_by": "planner"}, False, id="claimed by somebody else"),
        pytest.param(
            {"performer_unit": "branch-west", "claimed_by": "viewer"}, True, id="claimed by them"
        ),
        pytest.param(
            {"customer_role": Role.BRANCH_VIEWER, "customer_unit": "branch-east"},
            True,
            id="the internal customer",
        ),
        pytest.param(
            {"customer_role": Role.BRANCH_VIEWER, "customer_unit": "branch-west"},
            False,
            id="the customer elsewhere",
        ),
        pytest.param({}, False, id="of others"),
    ],
)
def test_a_branch_opens_what_is_its_own(world, values, sees):
    if "claimed_by" in values:
        values = values | {"claimed_by": getattr(world, values["claimed_by"])}
    one = asked(make_coordinating(world.planner), **values)

    assert list(commitments_for(world.viewer)) == ([one] if sees else [])


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.RESOURCE_KEEPER, True), (Role.FRONT_OFFICE, False)]
)
def test_roles_of_the_whole_company_have_no_unit(world, draft, role, sees):
    """Of a draft, which they do not see otherwise; a submitted plan shows all of its own."""
    submitted = make_coordinating(world.planner, name="另一案")
    keeper = make_user(role)
    own = asked(draft, performer_role=Role.RESOURCE_KEEPER, performer_unit="branch-west")
    others = asked(submitted)

    assert set(commitments_for(keeper)) == ({own, others} if sees else {others})


@pytest.mark.parametrize("side", ["performer_unit", "customer_unit"])
def test_heads_open_what_their_units_answer_for(world, draft, side):
    units = {"performer_unit": "branch-west", "customer_unit": "branch-west", side: "branch-east"}
    one = asked(draft, **units)
    head, other = make_user(Role.HEAD, world.branch), make_user(Role.HEAD, world.enterprise)

    assert list(commitments_for(head)) == list(commitments_for(world.leader)) == [one]
    assert list(commitments_for(other)) == list(commitments_for(world.admin)) == []


def test_one_of_several_roles_is_enough_and_only_in_its_unit(world):
    Membership.objects.create(user=world.planner, unit=world.branch, role=Role.BRANCH_VIEWER)
    west = Unit.objects.get(code="branch-west")

    assert holds(world.planner, Role.BRANCH_VIEWER, world.branch)
    assert not holds(world.planner, Role.BRANCH_VIEWER, west)
    assert holds(make_user(Role.SUPPORT, west), Role.SUPPORT, world.branch)
    assert not holds(world.admin, Role.ADMINISTRATOR, world.branch)


def test_negotiations_and_proposals_are_those_of_findings_that_one_reads(world, dispute):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    (negotiation,) = negotiations_for(world.leader)
    third = make_user(Role.PLANNER, world.branch)
    deputy = make_user(Role.AUDITOR)
    today = clock.today()
    Delegation.objects.create(principal=world.leader, deputy=deputy, starts_on=today, ends_on=today)

    for reader in (world.planner, world.rival_head, world.service):
        assert list(negotiations_for(reader)) == [negotiation]
        assert list(proposals_for(reader)) == [proposal]
    assert list(negotiations_for(third)) == list(proposals_for(third)) == []
    assert [sees_negotiations(one) for one in (third, deputy, world.viewer, world.admin)] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("name", ["asked", "proposed_by"])
def test_who_is_asked_or_proposed_it_opens_a_proposal_of_what_they_do_not_read(
    world, dispute, name
):
    _own, other, finding = dispute
    proposal = make_proposal(finding, other, world.planner)
    third = make_user(Role.PLANNER, world.branch)
    setattr(proposal, name, third)
    proposal.save()

    assert list(proposals_for(third)) == [proposal]
