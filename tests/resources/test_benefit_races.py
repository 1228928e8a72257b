"""Two departments promise one person a phone at the same moment: one passes. The twin without
locks must let both pass, or the test proves nothing.
"""

import pytest

from common import clock, locks
from customers.enums import Occasion
from customers.models import Party
from organization.enums import Role
from organization.models import Unit
from resources.commands import benefit_stock, benefits
from resources.commands.benefit_steps import change_benefits
from resources.commands.benefits import Gift, reserve_benefits
from resources.models import Benefit, Resource
from tests.factories.customers import make_customer
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_benefit, make_resource, make_stock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


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


def test_one_of_two_departments_passes(monkeypatch, calls, race, is_locked):
    monkeypatch.setattr(benefits, "_judged", race.after(benefits._judged))

    said = race.together(*calls)

    assert said == ({0: 1, 2: 1} if is_locked else {2: 2})
    assert Benefit.objects.count() == 2 * said[2]


def test_a_benefit_is_handed_over_or_released(monkeypatch, calls, race, is_locked):
    """One person hands a benefit over while another one releases it."""
    calls[0]()
    row = Benefit.objects.first()
    planner = make_user(Role.PLANNER, row.unit)
    monkeypatch.setattr(locks.LOCKS, "rows", race.after(locks.LOCKS.rows))

    def step(name):
        return lambda: change_benefits(keys={row.key}, step=name, actor=planner, reason="moved")

    said = race.together(step("give"), step("release"))

    assert said == ({1: 1, "wrong-state": 1} if is_locked else {1: 2})


def test_the_last_piece_is_given_once(monkeypatch, calls, race, is_locked):
    """Two departments hand the last piece over at the same moment, each to somebody else."""
    make_stock(Resource.objects.get(), make_unit("branch-east"), 1)
    planners = []
    for number, (code, row) in enumerate(zip(("consumer", "enterprise"), "12", strict=True)):
        unit = Unit.objects.get(code=code)
        party = Party.objects.get(number=f"N000{row}")
        benefit = make_benefit(party, unit, resource=Resource.objects.get())
        planners.append((benefit.key, make_user(Role.PLANNER, unit, username=f"giver{number}")))
    monkeypatch.setattr(benefit_stock, "lock_stocks", race.after(benefit_stock.lock_stocks))

    def handed_over(key, planner):
        return lambda: change_benefits(keys={key}, step="give", actor=planner)

    said = race.together(*(handed_over(*one) for one in planners))

    assert said == ({1: 1, "short": 1} if is_locked else {1: 2})
