"""Who stands in for somebody keeps and answers their commitments; the clocks are policies."""

from __future__ import annotations

import pytest

from common import clock
from common.errors import Refused
from common.models import AuditEvent
from coordination.commitments.command import change_commitment
from coordination.commitments.policies import CLAIM_DAYS, PROMISE_DAYS, REMIND_DAYS
from coordination.models import Commitment
from desk.inbox import items_for
from organization.enums import Role
from organization.models import Delegation, Policy, User
from organization.workdays import day_table
from tests.factories.campaigns import day
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db


def deputy_of(principal, role=Role.AUDITOR, unit=None) -> User:
    deputy = make_user(role, unit)
    Delegation.objects.create(principal=principal, deputy=deputy, starts_on=day(0), ends_on=day(3))
    return User.objects.get(pk=deputy.pk)


def test_a_deputy_promises_and_finds_it_on_their_day(stage):
    one = stage.of(stage.submit())["configure"]
    deputy = deputy_of(stage.support, Role.SUPPORT)
    Commitment.objects.filter(pk=one.pk).update(claimed_by=stage.support)
    one.refresh_from_db()

    stranger = make_user(Role.SUPPORT, stage.world.enterprise)
    with pytest.raises(Refused):
        change_commitment(commitment=one, name="promise", actor=stranger)
    keys = {item.key for item in items_for(deputy, day(0))}
    change_commitment(commitment=one, name="promise", actor=deputy)

    assert any(key.startswith(f"commitment:{one.code}") for key in keys)
    assert AuditEvent.objects.get(action="promise").acting_for == stage.support.username


def test_a_deputy_decides_nothing_for_their_own_unit(stage):
    one = stage.of(stage.submit())["configure"]
    outside = deputy_of(stage.world.head, Role.HEAD, stage.world.enterprise)
    inside = deputy_of(stage.world.head, Role.PLANNER, stage.world.consumer)

    with pytest.raises(Refused) as refusal:
        change_commitment(commitment=one, name="waive", actor=inside, reason="Not needed.")
    change_commitment(commitment=one, name="waive", actor=outside, reason="Not needed.")

    assert refusal.value.status == 403
    one.refresh_from_db()
    assert one.state == "waived"


def test_the_days_are_policies(stage):
    for key, days in ((CLAIM_DAYS, 3), (PROMISE_DAYS, 7), (REMIND_DAYS, 9)):
        Policy.objects.create(key=key, value=str(days), valid_from=day(-1), changed_at=clock.now())

    one = stage.of(stage.submit())["configure"]

    table = day_table(day(0), day(40))
    assert (one.claim_by, one.answer_by) == (table.forward(day(0), 3), table.forward(day(0), 7))
