"""The control group: the same persons in every campaign, left out of every wave of its days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from pyroaring import BitMap

from campaigns.commands.control_group import FOLLOWED, count_waves_again
from campaigns.control_group import ControlGroup, control_hundredth
from campaigns.models import Wave
from campaigns.policies import CONTROL_PERCENT, MOST_HELD_OUT
from campaigns.waves import BUCKETS, Hundredths, bucket_of, hundredths, split
from common import clock
from common.models import Change
from customers.models import Party
from organization.commands import change_policy
from tests.factories.campaigns import day, make_checking
from tests.factories.customers import make_customers

NUMBERS = [f"P{number:05}" for number in range(4_000)]
FIRST, LATER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)


@dataclass
class Terms:
    on: dt.date
    share: Decimal
    to: str = "all"
    starts_at: dt.time | None = None


def among(*sizes: tuple[dt.date, int]) -> Hundredths:
    """Four thousand persons whose ordinals are their places."""
    planes, control = ([BitMap() for _ in range(most)] for most in (BUCKETS, MOST_HELD_OUT))
    for ordinal, number in enumerate(NUMBERS):
        planes[bucket_of(number)].add(ordinal)
        if (place := control_hundredth(number)) < MOST_HELD_OUT:
            control[place].add(ordinal)
    return Hundredths(planes, ControlGroup(control, sizes))


def waves(*days: dt.date) -> list[Terms]:
    return [Terms(on, Decimal(1) / len(days)) for on in days]


def test_a_group_grows_around_who_is_in_it_and_holds_on_its_days_alone():
    group = among((FIRST, 5), (LATER, 10)).control

    few, more = group.on(FIRST), group.on(LATER)

    assert not group.on(FIRST - dt.timedelta(days=1))
    assert few < more
    assert few == BitMap(n for n, number in enumerate(NUMBERS) if control_hundredth(number) < 5)
    assert 0.04 < len(few) / len(NUMBERS) < 0.06


def test_the_size_of_a_day_is_the_newest_that_began():
    one = dt.timedelta(days=1)
    group = among((FIRST, 5), (LATER, 0)).control

    assert [group.percent(on) for on in (FIRST - one, FIRST, LATER - one, LATER)] == [0, 5, 5, 0]
    assert group.on(FIRST - one) == group.on(LATER) == BitMap()
    assert group.on(FIRST) is group.on(LATER - one)
    assert ControlGroup().percent(FIRST) == 0


@pytest.mark.parametrize("code", ["C2026-0001", "C2026-0002"])
def test_every_wave_loses_the_same_persons_in_every_campaign(code):
    everybody, held = BitMap(range(len(NUMBERS))), among((FIRST, 10))
    shared = waves(FIRST, FIRST + dt.timedelta(days=7))

    whole = split(code, shared, everybody, among=among())
    left = split(code, shared, everybody, among=held)

    out = held.control.on(FIRST)
    assert left == [one - out for one in whole]
    for before, after in zip(whole, left, strict=True):
        assert 0.08 < 1 - len(after) / len(before) < 0.12


def test_a_wave_before_its_days_reaches_everybody():
    everybody, held = BitMap(range(len(NUMBERS))), among((LATER, 20))

    early, late = split(
        "C2026-0001",
        [Terms(FIRST, Decimal(1)), Terms(LATER, Decimal(1), "non_responders")],
        everybody,
        among=held,
    )

    assert early == everybody
    assert late == everybody - held.control.on(LATER)


@pytest.mark.django_db
def test_a_new_size_counts_the_waves_to_come_again(world):
    make_customers(200, prefix="H")
    sms = {
        "channel": "sms",
        "product": "recharge",
        "waves": [{"on": day(12).isoformat()}, {"on": day(30).isoformat(), "to": "non_responders"}],
    }
    plan = make_checking(world.planner, placements=[sms])
    before = list(Wave.objects.order_by("on").values_list("persons", flat=True))

    change_policy(
        key=CONTROL_PERCENT,
        value="20",
        valid_from=day(20),
        reason="Measure the autumn.",
        actor=world.leader,
    )
    assert Change.objects.filter(FOLLOWED).exists()
    assert count_waves_again(now=clock.now()) == [plan.code]

    held = hundredths().control.on(day(20))
    people = BitMap(Party.objects.values_list("ordinal", flat=True))
    after = list(Wave.objects.order_by("on").values_list("persons", flat=True))
    assert after == [before[0], before[1] - len(held & people)] != before
    assert count_waves_again(now=clock.now()) == []
    assert make_checking(world.planner, placements=[sms]).working.placements.get().waves.count()
    newest = Wave.objects.order_by("-placement", "on").values_list("persons", flat=True)[:2]
    assert list(newest) == after
