"""The week: which plans start, with which points and ranks, who moves; my plans in flight."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Campaign
from common import clock
from coordination.enums import Gate
from desk.week import in_flight, week_of
from organization.models import User
from tests.factories.campaigns import (
    make_approved,
    make_coordinating,
    make_draft,
    make_finding,
    plan_json,
)
from tests.factories.coordination import make_commitment

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


def fresh(user):
    return User.objects.get(pk=user.pk)


def monday():
    """That of the day on which the plans of the factories start."""
    return clock.monday(dt.date.fromisoformat(plan_json()["starts_on"]))


def test_what_starts_is_told_by_rank_with_its_points(world):
    first = make_coordinating(world.planner, selling_points=["充100送50", "当月到账"])
    second = make_coordinating(world.planner, name="先办")
    Campaign.objects.filter(pk=second.pk).update(rank=1)
    make_finding(first, severity="blocking")
    week = week_of(fresh(world.leader), monday())
    assert [one.plan.pk for one in week.starting] == [second.pk, first.pk]
    assert list(week.starting[1].points) == ["充100送50", "当月到账"]
    assert sum(one.weight for one in week.starting) == week.load.points.total
    assert not week_of(fresh(world.leader), monday() + 5 * WEEK).starting


def test_others_know_of_an_intention_no_more_than_its_name(world):
    draft = make_draft(world.planner, selling_points=["秘密"])
    assert not week_of(fresh(world.rival), monday()).starting
    Campaign.objects.filter(pk=draft.pk).update(announced_at=clock.now())
    (one,) = week_of(fresh(world.rival), monday()).starting
    assert (one.plan.pk, list(one.points), one.is_open) == (draft.pk, [], False)
    (own,) = week_of(fresh(world.planner), monday()).starting
    assert list(own.points) == ["秘密"]


def test_my_plans_in_flight_say_what_is_not_there(world):
    plan = make_approved(world.planner, world.head)
    (one,) = in_flight(fresh(world.planner), monday())
    assert (one.plan.pk, one.drafts, list(one.missing)) == (plan.pk, (0, 0), [])
    promise = make_commitment(plan, gate=Gate.LAUNCH)
    (one,) = in_flight(fresh(world.head), monday())
    assert list(one.missing) == [promise.label]
    assert not one.is_ready
    assert in_flight(fresh(world.rival), monday()) == []
    assert in_flight(fresh(world.leader), monday()) == []


def test_the_page_is_for_who_sees_plans_and_its_queries_do_not_grow(page, world):
    assert page(world.viewer).get("/week/").status_code == 403
    browser = page(world.planner)
    at = f"/week/?on={monday().isoformat()}"
    make_approved(world.planner, world.head)
    browser.get(at)
    with CaptureQueriesContext(connection) as one:
        assert "My plans in flight" in browser.get(at).content.decode()
    for number in range(3):
        make_approved(world.planner, world.head, name=f"又{number}")
    with CaptureQueriesContext(connection) as many:
        browser.get(at)
    assert len(many) <= len(one)
    assert len(many) <= 18
    assert browser.get("/week/?on=nonsense").status_code == 200
    assert browser.get("/week/?on=9999-12-31").status_code == 200
