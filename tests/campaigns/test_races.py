"""What happens at the same instant, each with a twin that does not lock and in which it goes
wrong.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection, connections

from campaigns.commands import change_state
from campaigns.models import Campaign
from campaigns.workflow import submission
from common import clock, locks
from common.errors import Refused
from findings.models import CheckRun
from organization.models import User
from resources import reservations
from resources.models import Reservation, Stock
from resources.reservations import Ask
from tests.factories.campaigns import (
    day,
    found,
    make_draft,
    make_finalised,
    make_resource,
    make_stock,
    make_world,
)
from tests.factories.resources import reserved_by_rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def world(transactional_db):
    return make_world()


class ChangeLogOnly(locks.NoLocks):
    """No lock but that of the change log: its unique versions would stop the second writer before
    the race shows.
    """

    def advisory(self, name: str) -> None:
        if name == "change-log":
            locks.Locks().advisory(name)


@pytest.fixture(params=[True, False], ids=["locked", "lock-off twin"])
def is_locked(request, monkeypatch) -> bool:
    if not request.param:
        monkeypatch.setattr(locks, "LOCKS", ChangeLogOnly())
    return request.param


def together(*calls) -> Counter:
    """Run the calls in threads at the same instant; count results, refusals by their code."""
    start, outcomes = threading.Barrier(len(calls)), []

    def run(call):
        try:
            start.wait()
            outcomes.append(call())
        except Refused as refusal:
            outcomes.append(refusal.reasons[0].code)
        except Exception as error:  # noqa: BLE001 - the twin breaks constraints: the backstop that the locks make unnecessary
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)


def slowly(function):
    """The same, but leaving the others time between reading and writing."""

    def wrapped(*args, **kwargs):
        time.sleep(0.05)
        return function(*args, **kwargs)

    return wrapped


def test_two_submissions_make_one_run(world, monkeypatch, is_locked):
    campaign = make_draft(world.planner)
    monkeypatch.setattr(submission, "freeze", slowly(submission.freeze))

    def submit():
        change_state(
            campaign_id=campaign.pk, name="submit", actor=User.objects.get(pk=world.planner.pk)
        )
        return "submitted"

    outcomes = together(*[submit] * 4)

    if is_locked:
        assert outcomes == {"submitted": 1, "wrong-state": 3}
        assert CheckRun.objects.count() == 1
    else:
        assert outcomes["wrong-state"] < 3


def test_of_two_conflicting_plans_one_is_approved(world, compare_with, is_locked):
    first, second = make_finalised(world.planner), make_finalised(world.planner)

    both_have_looked = threading.Barrier(2)

    def recheck(plan, since):
        others = list(Campaign.objects.filter(state="approved").exclude(pk=plan.pk))
        with contextlib.suppress(
            threading.BrokenBarrierError
        ):  # under the lock the other does not come before this one is done
            both_have_looked.wait(1 if is_locked else 30)
        return [found(plan, other) for other in others]

    compare_with(recheck)

    def approve(campaign):
        def call():
            changed = change_state(
                campaign_id=campaign.pk, name="approve", actor=User.objects.get(pk=world.head.pk)
            )
            return changed.refusal[0].code if changed.refusal else "approved"

        return call

    outcomes = together(approve(first), approve(second))

    states = Counter(Campaign.objects.values_list("state", flat=True))
    if is_locked:
        assert outcomes == {"approved": 1, "conflict-found": 1}
        assert states == {"approved": 1, "coordinating": 1}
    else:
        assert (outcomes, states) == ({"approved": 2}, {"approved": 2})


def test_approval_and_withdrawal_exclude_each_other(world):
    campaign = make_finalised(world.planner)

    outcomes = together(
        lambda: (
            change_state(
                campaign_id=campaign.pk, name="approve", actor=User.objects.get(pk=world.head.pk)
            ).campaign.state
        ),
        lambda: (
            change_state(
                campaign_id=campaign.pk,
                name="withdraw",
                actor=User.objects.get(pk=world.planner.pk),
            ).campaign.state
        ),
    )

    assert outcomes in ({"approved": 1, "no-permission": 1}, {"withdrawn": 1, "wrong-state": 1})


def test_forty_reservations_of_twenty(world, monkeypatch, is_locked):
    resource = make_resource()
    make_stock(resource, world.branch, 20)
    if not is_locked:
        monkeypatch.setattr(reservations, "available", slowly(reservations.available))

    def reserve():
        ask = Ask(resource=resource, unit=world.branch, quantity=1, needed_by=day(5))
        reservations.reserve_hard(campaign=uuid4().hex[:20], asks=[ask], now=clock.now())
        return "reserved"

    outcomes: Counter = Counter()
    for _ in range(5):
        outcomes += together(*[reserve] * 8)

    stock = Stock.objects.get()
    rows = sum(row.quantity for row in Reservation.objects.filter(state="active"))
    if is_locked:
        assert outcomes == {"reserved": 20, "short": 20}
        assert stock.reserved == rows == 20
        assert reserved_by_rows([stock]) == {(resource.pk, world.branch.pk): stock.reserved}
    else:
        assert rows > 20 or stock.reserved != rows


def test_baskets_in_any_order_do_not_lock_each_other_out(world):
    stocks = [make_stock(make_resource(f"item-{n}"), world.branch, 100) for n in range(3)]
    orders = [
        stocks,
        stocks[::-1],
        [stocks[1], stocks[0], stocks[2]],
        [stocks[2], stocks[0], stocks[1]],
    ]

    def reserve(order):
        def call():
            asks = [
                Ask(resource=stock.resource, unit=stock.unit, quantity=1, needed_by=day(5))
                for stock in order
            ]
            reservations.reserve_hard(campaign=uuid4().hex[:20], asks=asks, now=clock.now())
            return "reserved"

        return call

    outcomes = together(*[reserve(order) for order in orders * 2])

    assert outcomes == {"reserved": 8}
    assert set(Stock.objects.values_list("reserved", flat=True)) == {8}
    assert connection.in_atomic_block is False
