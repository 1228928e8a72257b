"""How much of a plan each person sees, and for whom a deputy decides: single plans and lists."""

from __future__ import annotations

import pytest

from campaigns import access
from campaigns.commands import change_state
from campaigns.models import Campaign
from common import clock
from organization.enums import Role, Scope
from organization.models import Delegation, Membership, User
from organization.permissions import Permission
from tests.factories.campaigns import make_checking, make_draft
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db

OWN = {"planner", "head"}
DECIDING = OWN | {"leader", "deputy"}
SEEN_BY = {
    access.is_owner_side: OWN,
    access.may_write: {"planner"},
    access.may_see_lists: OWN,
    access.may_see_budget: DECIDING,
    access.may_see_audience: DECIDING,
    access.may_see_findings: DECIDING | {"service"},
    access.may_see_revisions: DECIDING | {"service", "rival", "deputy of others"},
}


def deputy_of(principal: User, role: Role, unit=None) -> User:
    deputy, today = make_user(role, unit), clock.today()
    Delegation.objects.create(principal=principal, deputy=deputy, starts_on=today, ends_on=today)
    return User.objects.get(pk=deputy.pk)


def test_how_much_of_a_plan_each_person_sees(world):
    campaign = make_checking(world.planner)
    people = {
        name: getattr(world, name)
        for name in ("planner", "head", "rival", "service", "leader", "viewer", "admin")
    }
    people["deputy"] = deputy_of(world.head, Role.HEAD, world.branch)
    people["deputy of others"] = deputy_of(world.rival_head, Role.HEAD, world.branch)

    for may, expected in SEEN_BY.items():
        seen = {name for name, person in people.items() if may(person, campaign)}
        assert seen == expected, may.__name__


def decides(user: User, permission: Permission) -> list[str]:
    """The plans of the list, which must be those for which the person may or stands in."""
    plans = Campaign.objects.order_by("pk")
    listed = list(plans.filter(access.decided_by(user, permission, "owner_unit")))
    assert listed == [
        one
        for one in plans
        if user.may(permission, one.owner_unit)
        or access.principals_of(user, permission, one.owner_unit)
    ]
    return [one.name for one in listed]


def test_for_whom_a_deputy_decides(world):
    """Never for a unit of their own, and not in the name of who is gone."""
    make_draft(world.planner, name="theirs")
    make_draft(world.rival, name="other", owner_unit="enterprise")
    neutral = deputy_of(world.head, Role.HEAD, world.branch)
    of_leader = deputy_of(world.leader, Role.HEAD, world.enterprise)
    colleague = deputy_of(world.head, Role.PLANNER, world.consumer)

    assert decides(world.head, Permission.APPROVE_PLAN) == ["theirs"]
    assert decides(neutral, Permission.APPROVE_PLAN) == ["theirs"]
    assert decides(neutral, Permission.APPROVE_SERVICE) == []
    assert decides(of_leader, Permission.APPROVE_COMPANY) == ["theirs"]
    assert decides(of_leader, Permission.APPROVE_PLAN) == ["other"]
    assert decides(colleague, Permission.APPROVE_PLAN) == []

    neutral.token_scopes = frozenset({Scope.READ})
    assert decides(neutral, Permission.APPROVE_PLAN) == []
    User.objects.filter(pk=world.head.pk).update(is_active=False)
    assert decides(User.objects.get(pk=neutral.pk), Permission.APPROVE_PLAN) == []
    User.objects.filter(pk=of_leader.pk).update(is_active=False)
    assert decides(User.objects.get(pk=of_leader.pk), Permission.APPROVE_COMPANY) == []


def test_one_role_takes_nothing_from_another(world):
    """A planner who also works in a branch sees their drafts beside what runs there."""
    draft = make_draft(world.planner)
    Membership.objects.create(user=world.planner, unit=world.branch, role=Role.BRANCH_VIEWER)

    assert list(access.visible_to(User.objects.get(pk=world.planner.pk))) == [draft]


def test_a_draft_that_was_recalled_is_its_units_again(world):
    campaign = make_checking(world.planner)
    assert access.may_see(world.rival, campaign)

    change_state(campaign_id=campaign.pk, name="recall", actor=world.planner)

    assert not access.may_see(world.rival, campaign)
    assert access.may_see(world.head, campaign)


def test_what_was_given_up_is_seen_by_others_where_it_was_submitted_once(world):
    never, once = make_draft(world.planner), make_checking(world.planner, name="once")
    change_state(campaign_id=once.pk, name="recall", actor=world.planner)
    for plan in (never, once):
        change_state(campaign_id=plan.pk, name="withdraw", actor=world.planner)

    assert list(access.visible_to(world.rival)) == [once]


def test_an_intention_is_for_who_sees_plans_and_only_while_it_is_a_draft(world):
    made_known = make_draft(world.planner, name="made known")
    make_draft(world.planner, name="not yet")
    Campaign.objects.filter(pk=made_known.pk).update(announced_at=clock.now())

    for reader in (world.rival, world.service, world.leader):
        assert [one.name for one in access.intentions_for(reader)] == ["made known"]
    assert not access.intentions_for(world.viewer)
    Campaign.objects.filter(pk=made_known.pk).update(state="checking")
    assert not access.intentions_for(world.rival)
