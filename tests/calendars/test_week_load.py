"""Which plans count in the load of a week, and which of them as decided."""

from __future__ import annotations

import datetime as dt

import pytest

from calendars.launches import Load, launch_weeks
from calendars.week_load import Launches, contacts_between, weekly_contact_limit, weeks_between
from campaigns.commands import change_plan, change_state
from campaigns.enums import SCHEDULED, CampaignState
from campaigns.models import Campaign, Wave
from channels.enums import Direction
from channels.models import Channel
from common import clock
from organization.models import Policy
from preflight.policies import Policies
from tests.factories.campaigns import day, make_approved, make_checking, read_plan

pytestmark = pytest.mark.django_db

COUNTED_AS = {
    "draft": None,
    "checking": "pending",
    "coordinating": "pending",
    "finalised": "pending",
    "approved": "decided",
    "live": "decided",
    "suspended": "decided",
    "ended": "decided",
    "evaluated": "decided",
    "withdrawn": None,
    "rejected": None,
    "lapsed": None,
    "in_force": None,
}


def counted_as(load: Load) -> str | None:
    """The part of a load in which something lies, if anything does."""
    parts = [name for name in ("decided", "pending") if getattr(load, name)]
    assert len(parts) <= 1
    return parts[0] if parts else None


def test_launches_of_a_week_weigh_as_often_as_there_are_plans():
    monday = dt.date(2026, 10, 5)
    policies = Policies()
    found = [
        Launches(monday, "tariff", "approved", 2),
        Launches(monday + dt.timedelta(days=6), "tariff", "live", 1),
        Launches(monday, "service", "checking", 3),
    ]

    (week,) = launch_weeks([monday], found, [(dt.date.min, policies)])

    assert week.launches == 6
    assert week.points.decided == 3 * policies.launch_points("tariff")
    assert week.points.pending == 3 * policies.launch_points("service")


def test_what_channels_carry_in_a_week():
    """A day's limit counts seven times where no week's is set; others carry nothing."""
    push = {"direction": Direction.PUSH, "is_active": True}
    channels = [
        Channel(**push, capacity_per_week=100, capacity_per_day=1),
        Channel(**push | {"is_active": False}, capacity_per_week=1),
        Channel(**push | {"direction": Direction.PULL}, capacity_per_week=1),
        Channel(**push),
        Channel(**push, capacity_per_day=10),
    ]

    assert weekly_contact_limit(channels) == 170
    assert weekly_contact_limit(channels[1:4]) is None


def test_load_by_state(world):
    waves = [{"on": day(10).isoformat(), "share": 1}]
    campaign = make_checking(world.planner, placements=[{"channel": "sms", "waves": waves}])
    assert Wave.objects.get().persons == 3
    points, contacts = {}, {}

    for state in CampaignState.values:
        in_force = campaign.working if state in SCHEDULED else None
        Campaign.objects.filter(pk=campaign.pk).update(state=state, in_force=in_force)
        (week,) = weeks_between(day(10), day(10))
        points[state], contacts[state] = counted_as(week.points), counted_as(week.contacts)
        assert week.launches == (1 if points[state] else 0)
        assert week.contacts.total == (3 if points[state] else 0)

    assert points == contacts == COUNTED_AS


@pytest.mark.parametrize(("ended_on", "contacts"), [(9, 0), (10, 3)])
def test_a_plan_that_ended_contacts_nobody_any_more(world, ended_on, contacts):
    waves = [{"on": day(10).isoformat(), "share": 1}]
    campaign = make_checking(world.planner, placements=[{"channel": "sms", "waves": waves}])
    Campaign.objects.filter(pk=campaign.pk).update(
        state="ended", in_force=campaign.working, ended_on=day(ended_on)
    )

    (week,) = weeks_between(day(10), day(10))

    assert week.contacts.total == contacts


def test_a_week_stands_on_the_policies_of_its_days(world):
    make_checking(world.planner, starts_on=day(10).isoformat(), ends_on=day(12).isoformat())
    for key, value, since in (
        ("launch_points_promotion", "50", day(10)),
        ("launch_company_limit", "40", clock.monday(day(17))),
    ):
        Policy.objects.create(
            key=f"preflight.{key}", value=value, valid_from=since, changed_at=clock.now()
        )

    weeks = weeks_between(day(10), day(17))

    assert [week.points.limit for week in weeks] == [100, 40]
    assert weeks[0].points.total == 50


def test_a_plan_and_its_open_amendment_count_once_as_the_rules_do(world):
    waves = [{"on": day(12).isoformat(), "share": 1}]
    approved = make_approved(
        world.planner,
        world.head,
        starts_on=day(10).isoformat(),
        placements=[{"channel": "sms", "waves": waves}],
    )
    begun = change_state(campaign_id=approved.pk, name="amend", actor=world.planner).copy
    change_state(campaign_id=begun.pk, name="submit", actor=world.planner)
    before = weeks_between(day(10), day(30))

    assert sum(one.launches for one in before) == 1
    assert sum(one.contacts.total for one in before) == 3
    assert [one.campaign_id for one in contacts_between(day(10), day(30))] == [approved.pk]

    change_state(campaign_id=begun.pk, name="recall", actor=world.planner)
    waves = [{"on": day(19).isoformat(), "share": 1}]
    words = read_plan(
        world.planner,
        starts_on=day(17).isoformat(),
        ends_on=day(40).isoformat(),
        placements=[{"channel": "sms", "waves": waves}],
    )
    names = ("starts_on", "ends_on", "placements")
    change_plan(
        campaign_id=begun.pk, plan={name: words[name] for name in names}, actor=world.planner
    )
    change_state(campaign_id=begun.pk, name="submit", actor=world.planner)

    weeks = [one for one in weeks_between(day(10), day(30)) if one.launches]
    assert [(one.launches, one.contacts.decided, one.contacts.pending) for one in weeks] == [
        (1, 3, 0),
        (1, 0, 3),
    ]
    assert [bool(one.points.decided) for one in weeks] == [True, False]
    Campaign.objects.filter(pk=begun.pk).update(state=CampaignState.WITHDRAWN)
    assert sum(one.launches for one in weeks_between(day(10), day(30))) == 1
