"""The pieces behind benefits: they leave the stock once, never without being there."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from common import clock
from common.errors import Refused
from common.models import Change
from customers.enums import Occasion
from customers.models import Touch
from organization.enums import Role
from organization.models import Notice, Policy, Unit, User
from resources.commands.benefit_expiry import expire_benefits
from resources.commands.benefit_steps import change_benefits
from resources.commands.benefits import Gift, reserve_benefits
from resources.enums import BenefitState, MovementKind
from resources.models import Benefit, Movement, Resource, Stock
from tests.factories.campaigns import make_submitted_row
from tests.factories.customers import make_customers
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_benefit, make_reservation, make_resource, make_stock

pytestmark = pytest.mark.django_db


class Shelf:
    """A gift with three pieces in one branch, five customers, a planner who gives it."""

    def __init__(self) -> None:
        self.unit, self.branch = make_unit("consumer"), make_unit("branch-east")
        self.planner: User = make_user(Role.PLANNER, self.unit)
        self.phone: Resource = make_resource(
            "phone", kind="gift", unit_cost=Decimal(1299), benefit_kind="terminal"
        )
        make_stock(self.phone, self.branch, 3)
        make_customers(5)
        make_submitted_row("C2026-0001", self.unit, self.planner)

    def reserve(self, *numbers: str, place: Unit | None = None, **more: object) -> list[Benefit]:
        keys = ("campaign", "resource")
        given = {key: more.pop(key) for key in keys if key in more}
        gift = Gift(
            unit=self.unit,
            occasion=Occasion.RENEWAL,
            day=clock.today(),
            place=place,
            **{"resource": self.phone, **given},  # type: ignore[arg-type]
        )
        found = reserve_benefits(gift=gift, numbers=numbers, actor=self.planner, **more)  # type: ignore[arg-type]
        return [one.benefit for one in found.judged if one.benefit]

    def step(self, name: str, *rows: Benefit, place: Unit | None = None) -> None:
        keys = {row.key for row in rows}
        change_benefits(keys=keys, step=name, reason="because", place=place, actor=self.planner)

    @property
    def left(self) -> int:
        return Stock.objects.get(resource=self.phone, unit=self.branch).on_hand

    @property
    def moved(self) -> list[tuple[str, int]]:
        rows = Movement.objects.filter(resource=self.phone).order_by("id")
        return list(rows.values_list("kind", "quantity"))[1:]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_what_is_handed_over_leaves_the_stock_and_what_comes_back_lies_there_again(shelf):
    first, second = shelf.reserve("N0001", "N0002")
    assert shelf.left == 3, "a promise moves nothing"

    shelf.step("give", first, second)
    assert shelf.left == 1
    shelf.step("return", first)

    assert shelf.left == 2
    assert shelf.moved == [(MovementKind.GIVEN, -2), (MovementKind.GIVEN_BACK, 1)]
    assert Benefit.objects.get(pk=first.pk).place == shelf.branch


def test_nothing_is_given_that_is_not_there(shelf):
    rows = shelf.reserve("N0001", "N0002", "N0003", "N0004")

    with pytest.raises(Refused) as refusal:
        shelf.step("give", *rows)

    assert (refusal.value.reasons[0].code, refusal.value.reasons[0].attr) == ("short", "place")
    assert not Benefit.objects.filter(state=BenefitState.GIVEN).exists()
    assert (shelf.left, shelf.moved) == (3, [])
    with pytest.raises(Refused):
        shelf.reserve("N0005", is_given=True, place=shelf.unit)


def test_of_two_stocks_somebody_says_which(shelf):
    other = make_unit("branch-west")
    make_stock(shelf.phone, other, 1)
    (row,) = shelf.reserve("N0001")

    with pytest.raises(Refused) as refusal:
        shelf.step("give", row)
    assert refusal.value.reasons[0].attr == "place"
    shelf.step("give", row, place=other)
    assert Stock.objects.get(unit=other).on_hand == 0


def test_a_plan_gives_what_it_holds_before_what_is_free(shelf):
    far = clock.today() + dt.timedelta(days=9)
    held = make_reservation(shelf.phone, shelf.branch, 2, campaign="C2026-0001", needed_by=far)
    make_reservation(shelf.phone, shelf.branch, 1, campaign="C2026-0009", needed_by=far)

    shelf.reserve("N0001", "N0002", campaign=held.campaign, is_given=True)

    stock = Stock.objects.get(resource=shelf.phone, unit=shelf.branch)
    assert (stock.on_hand, stock.reserved) == (1, 1)
    with pytest.raises(Refused) as refusal:
        shelf.reserve("N0003", campaign=held.campaign, is_given=True)
    assert refusal.value.reasons[0].code == "held"


def test_what_a_plan_had_out_of_stock_at_its_launch_is_not_taken_again(shelf):
    Movement.objects.create(
        resource=shelf.phone,
        unit=shelf.branch,
        kind=MovementKind.ISSUED,
        quantity=-2,
        campaign="C2026-0001",
        actor="",
        happened_at=clock.now(),
    )
    rows = shelf.reserve("N0001", "N0002", "N0003", campaign="C2026-0001", is_given=True)

    assert [row.place for row in rows] == [None, None, shelf.branch]
    assert shelf.left == 2
    shelf.step("return", *rows)
    assert shelf.left == 3


def test_what_nobody_keeps_stock_of_is_given_all_the_same(shelf):
    visit = make_resource("visit", kind="benefit")

    (row,) = shelf.reserve("N0001", resource=visit, is_given=True)

    assert (row.state, row.place) == (BenefitState.GIVEN, None)


# What nobody hands over


@pytest.mark.parametrize(("days", "expired"), [(30, 0), (31, 1)])
def test_a_reservation_expires_after_the_days_of_the_policy(shelf, days, expired):
    day = clock.today() - dt.timedelta(days=days)
    party = make_customers(1, prefix="P")[0].party
    row = make_benefit(party, shelf.unit, day=day, reserved_by=shelf.planner.username)
    kept = make_benefit(party, shelf.unit, day=day, state=BenefitState.GIVEN, given_by="x")
    now = clock.now()

    assert expire_benefits(now=now) == expired

    row.refresh_from_db()
    assert row.state == (BenefitState.EXPIRED if expired else BenefitState.RESERVED)
    assert Benefit.objects.get(pk=kept.pk).state == BenefitState.GIVEN
    assert Notice.objects.filter(user=shelf.planner, case="benefits_expired").count() == expired
    assert Touch.objects.filter(kind="benefit_released").count() == expired
    assert Change.objects.filter(kind="benefits", happened_at=now).count() == expired


def test_what_expired_is_free_and_how_soon_is_a_policy(shelf):
    shelf.reserve("N0001")
    tomorrow = clock.now() + dt.timedelta(days=1)
    assert expire_benefits(now=tomorrow) == 0
    Policy.objects.create(
        key="benefits.expiry_days",
        value="0",
        valid_from=clock.today(),
        changed_at=clock.now(),
    )

    assert expire_benefits(now=tomorrow) == 1
    assert len(shelf.reserve("N0001")) == 1
