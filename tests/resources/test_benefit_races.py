"""Two departments promise one person a phone at the same moment: one passes. The twin without
locks must let both pass, or the test proves nothing.
"""

import threading
import time

import pytest
from django.db import connection

from common import clock, locks
from common.errors import Refused
from customers.enums import Occasion
from customers.models import Party
from organization.enums import Role
from organization.models import Unit
from resources.commands.benefit_steps import change_benefits
from resources.commands.benefits import Gift, reserve_benefits
from resources.models import Benefit, Resource
from tests.factories.customers import make_customer
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_benefit, make_resource, make_stock
from tests.twins import ChangeLogOnly

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

PAUSE = 0.3


def slow(kind):
    """Locks of this kind. Whoever has one waits before they read on, so that the other, where
    nothing stops them, reads the same.
    """

    class Slow(kind):
        def advisory(self, name):
            super().advisory(name)
            time.sleep(PAUSE if name.startswith("benefits") else 0)

        def rows(self, queryset):
            found = super().rows(queryset)
            time.sleep(PAUSE)
            return found

    return Slow()


def together(*calls):
    """Run the calls in threads at the same instant; what each of them came to."""
    start, said = threading.Barrier(len(calls)), []

    def run(call):
        try:
            start.wait(5)
            said.append(call())
        except Refused as refusal:
            said.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(map(str, said))


def phone_from(unit, phone):
    """A department that promises the phone to a list of two, in its own order."""
    planner = make_user(Role.PLANNER, unit)
    gift = Gift(unit=unit, occasion=Occasion.KEY_CARE, resource=phone, day=clock.today())
    numbers = ["N0001", "N0002"] if unit.code == "consumer" else ["N0002", "N0001"]
    return lambda: reserve_benefits(gift=gift, numbers=numbers, actor=planner).reserved


@pytest.fixture
def calls():
    phone = make_resource("gift-phone", kind="gift", unit_cost=1299, benefit_kind="terminal")
    for number in ("N0001", "N0002"):
        make_customer(number)
    return [phone_from(make_unit(code), phone) for code in ("consumer", "enterprise")]


def test_one_of_two_departments_passes(monkeypatch, calls):
    monkeypatch.setattr(locks, "LOCKS", slow(locks.Locks))

    assert together(*calls) == ["0", "2"]
    assert Benefit.objects.count() == 2


def test_without_locks_both_pass(monkeypatch, calls):
    monkeypatch.setattr(locks, "LOCKS", slow(ChangeLogOnly))

    assert together(*calls) == ["2", "2"]
    assert Benefit.objects.count() == 4


def handed_over_and_released(calls):
    """One person hands a benefit over while another one releases it."""
    calls[0]()
    row = Benefit.objects.first()
    planner = make_user(Role.PLANNER, row.unit)

    def step(name):
        return lambda: change_benefits(keys={row.key}, step=name, actor=planner, reason="moved")

    return together(step("give"), step("release"))


def test_a_benefit_is_handed_over_or_released(monkeypatch, calls):
    monkeypatch.setattr(locks, "LOCKS", slow(locks.Locks))

    assert handed_over_and_released(calls) == ["1", "wrong-state"]


def test_without_locks_it_is_both(monkeypatch, calls):
    monkeypatch.setattr(locks, "LOCKS", slow(ChangeLogOnly))

    assert handed_over_and_released(calls) == ["1", "1"]


def last_piece(calls):
    """Two departments hand the last piece over at the same moment, each to somebody else."""
    make_stock(Resource.objects.get(), make_unit("branch-east"), 1)
    planners = []
    for number, (code, row) in enumerate(zip(("consumer", "enterprise"), "12", strict=True)):
        unit = Unit.objects.get(code=code)
        party = Party.objects.get(number=f"N000{row}")
        benefit = make_benefit(party, unit, resource=Resource.objects.get())
        planners.append((benefit.key, make_user(Role.PLANNER, unit, username=f"giver{number}")))

    def handed_over(key, planner):
        return lambda: change_benefits(keys={key}, step="give", actor=planner)

    return together(*(handed_over(*one) for one in planners))


def test_the_last_piece_is_given_once(monkeypatch, calls):
    monkeypatch.setattr(locks, "LOCKS", slow(locks.Locks))

    assert last_piece(calls) == ["1", "short"]


def test_without_locks_it_is_given_twice(monkeypatch, calls):
    monkeypatch.setattr(locks, "LOCKS", slow(ChangeLogOnly))

    assert last_piece(calls) == ["1", "1"]
