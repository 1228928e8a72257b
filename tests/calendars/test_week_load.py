"""Which plans count in the load of a week, and which of them as decided."""

from __future__ import annotations

import pytest

from calendars.launches import Load
from calendars.week_load import weeks_between
from campaigns.enums import SCHEDULED, CampaignState
from campaigns.models import Campaign, Wave
from common import clock
from organization.models import Policy
from tests.factories.campaigns import day, make_checking

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
}


def counted_as(load: Load) -> str | None:
    """The part of a load in which something lies, if anything does."""
    parts = [name for name in ("decided", "pending") if getattr(load, name)]
    assert len(parts) <= 1
    return parts[0] if parts else None


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
