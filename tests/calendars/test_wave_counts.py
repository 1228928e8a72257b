"""The persons of a wave: counted once at submission, the same in strip, check and page."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps

from calendars.week_load import contacts_between, weeks_between
from campaigns.commands import change_state
from campaigns.models import Campaign, Wave
from campaigns.views.detail import placement_rows
from channels.models import Channel
from common import clock, jobs
from customers.models import Customer
from preflight import stored_plans
from tests.factories.campaigns import World, day, make_checking, make_draft
from tests.factories.customers import make_customers

FIRST, LAST = day(8), day(60)


def placement_of(
    chance: random.Random, channel: str, customers: list[Customer]
) -> dict[str, object]:
    """A placement without some of the customers, with two or three waves of odd shares."""
    left_out = chance.sample(customers, chance.randint(0, len(customers) // 3))
    days = sorted(chance.sample(range(10, 40), 3))
    shares = [chance.randint(1, 45) / 100, chance.randint(1, 45) / 100]
    waves = [
        {"on": day(on).isoformat(), "share": share}
        for on, share in zip(days[:2], shares, strict=True)
    ]
    if chance.random() < 0.7:
        rest = {"on": day(days[2]).isoformat(), "share": chance.randint(1, 100) / 100}
        waves.append(rest | {"to": chance.choice(["rest", "non_responders"])})
    placement = {"channel": channel, "expected_orders": 0, "waves": waves}
    if left_out:
        placement["exclude"] = [{"list": [one.number for one in left_out]}]
    return placement


def pushing_plans(world: World, seed: int) -> list[Campaign]:
    """Three checked plans on channels that cannot carry a single contact."""
    chance = random.Random(seed)
    customers = make_customers(chance.randint(41, 67), prefix="P")
    Channel.objects.filter(code__in=["sms", "outbound-call"]).update(capacity_per_day=0)
    plans = []
    for author, unit in ((world.planner, "consumer"), (world.rival, "enterprise")) * 2:
        chosen = chance.sample(customers, chance.randint(20, len(customers)))
        plans.append(
            make_checking(
                author,
                owner_unit=unit,
                audience={"include": [{"list": [one.number for one in chosen]}], "exclude": []},
                placements=[
                    placement_of(chance, code, chosen) for code in ("sms", "outbound-call")
                ],
            )
        )
    jobs.drain()
    return [Campaign.objects.get(pk=plan.pk) for plan in plans]


@pytest.mark.parametrize("seed", [7, 20])
def test_strip_finding_and_page_count_the_same_persons(world, seed):
    plans = pushing_plans(world, seed)

    by_channel: Counter[tuple[str, str, dt.date]] = Counter()
    for one in contacts_between(FIRST, LAST):
        code = next(plan.code for plan in plans if plan.pk == one.campaign_id)
        by_channel[code, one.channel, one.on] += one.persons
    assert sum(by_channel.values()) == sum(
        week.contacts.pending for week in weeks_between(FIRST, LAST)
    )
    for plan in plans:
        shown = {
            (plan.code, row["placement"].channel.code, wave.on): wave.persons
            for row in placement_rows(plan.working)
            for wave in row["waves"]
        }
        checked = {
            (plan.code, placement.channel, wave.on): len(wave.persons)
            for placement, wave in stored_plans.stored_plan(plan, plan.working).waves()
        }
        assert shown == checked == {key: by_channel[key] for key in shown}
        for finding in plan.findings.filter(rule="channel-capacity", facts__has_key="load_plan"):
            on, channel = dt.date.fromisoformat(finding.facts["day"]), finding.subject["channel"]
            assert finding.facts["load_plan"] == by_channel[plan.code, channel, on]
            assert finding.facts["load"] >= finding.facts["load_plan"]
        assert plan.findings.filter(rule="channel-capacity").exists()


def test_persons_of_a_draft_are_not_kept(world):
    waves = [{"on": day(12).isoformat(), "share": 1}]
    placements = [{"channel": "sms", "waves": waves}]
    draft = make_draft(world.planner, placements=placements)
    assert Wave.objects.get().persons is None

    change_state(campaign_id=draft.pk, name="submit", actor=world.planner)
    assert Wave.objects.get().persons == 3
    change_state(campaign_id=draft.pk, name="recall", actor=world.planner)

    kept = Wave.objects.order_by("placement__version__number").values_list("persons", flat=True)
    assert list(kept) == [3, None]


def test_waves_submitted_before_are_counted_by_the_migration(world):
    pushing_plans(world, 3)
    make_draft(
        world.planner,
        placements=[{"channel": "sms", "waves": [{"on": day(12).isoformat(), "share": 1}]}],
    )
    counted = list(Wave.objects.order_by("pk").values_list("persons", flat=True))
    Wave.objects.update(persons=None)

    import_module("campaigns.migrations.0004_count_persons_of_waves").count_waves(apps, None)

    assert list(Wave.objects.order_by("pk").values_list("persons", flat=True)) == counted
    assert counted[-1] is None
    assert len(set(counted)) > 2


def test_strip_asks_once_for_all_waves(world, django_assert_num_queries):
    make_checking(
        world.planner,
        placements=[{"channel": "sms", "waves": [{"on": day(12).isoformat(), "share": 0.5}]}],
    )

    with django_assert_num_queries(1):
        found = contacts_between(clock.today(), LAST)

    assert len(found) == 1
