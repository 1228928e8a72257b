"""What is written down once answers what the statement would that is written anew."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F, OuterRef, Value

from common import clock
from common.nested import WrittenOnce, array_of, rows_of
from organization.enums import Role
from organization.models import Membership, Unit
from tests.factories.organization import make_user


def members(unit, day):
    """Its own parameters stand before, between and behind those of the statement around."""
    rows = Membership.objects.exclude(role=Role.AUDITOR).filter(unit=unit, is_primary=True)
    rows = rows.valid_on(day).exclude(user__username="nobody %s <1>")
    return array_of(rows.order_by("-id"), "user")


def kept(day):
    found = WrittenOnce(members, F("pk"), Value(day))
    return Unit.objects.annotate(found=found).values_list("code", "found")


@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_kept_array_is_the_array(world, days):
    today = clock.today()
    for first, last in ((-1, 0), (0, 1), (1, 1)):
        person = make_user(Role.PLANNER, world.branch)
        person.memberships.update(
            valid_from=today + dt.timedelta(days=first), valid_until=today + dt.timedelta(days=last)
        )
    on = today + dt.timedelta(days=days)

    anew = list(
        Unit.objects.annotate(found=members(OuterRef("pk"), on)).values_list("code", "found")
    )

    assert list(kept(on)) == anew
    found = rows_of(Membership, dict(anew)[world.branch.code])
    assert {row.user.username for row in found if row.valid_until} == set(
        Membership.objects.filter(unit=world.branch, valid_until__isnull=False)
        .valid_on(on)
        .values_list("user__username", flat=True)
    )
