"""The reservation engine below the plans."""

from __future__ import annotations

import pytest

from common import clock
from common.errors import Refused
from organization.enums import Role
from organization.models import Unit
from resources import reservations
from resources.availability import supplies
from resources.commands import issue, receive
from resources.models import Arrival, Movement, Reservation, Stock
from resources.reservations import Ask
from tests.factories.campaigns import day, make_resource, make_stock
from tests.factories.organization import make_user
from tests.factories.resources import make_arrival, reserved_by_rows

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def shelf(world):
    return make_stock(make_resource(), world.branch, 10)


def ask(stock, quantity, **values):
    return Ask(
        resource=stock.resource,
        unit=stock.unit,
        quantity=quantity,
        needed_by=values.pop("needed_by", day(5)),
        **values,
    )


def hard(stock, campaign, quantity, **values):
    rows = reservations.reserve_hard(
        campaign=campaign, asks=[ask(stock, quantity, **values)], now=clock.now()
    )
    stock.refresh_from_db()
    return rows[0]


def test_soft_reservations_bind_nothing(shelf):
    for campaign in ("A", "B"):
        reservations.reserve_soft(campaign=campaign, asks=[ask(shelf, 10)], now=clock.now())

    shelf.refresh_from_db()
    assert shelf.reserved == 0
    assert hard(shelf, "C", 10).quantity == 10


def test_hard_takes_the_place_of_soft(shelf):
    reservations.reserve_soft(campaign="A", asks=[ask(shelf, 4)], now=clock.now())

    hard(shelf, "A", 6)

    assert [(row.firmness, row.state) for row in Reservation.objects.filter(campaign="A")] == [
        ("soft", "freed"),
        ("hard", "active"),
    ]
    assert shelf.reserved == 6


def test_what_is_asked_for_anew_binds_nothing_any_more(shelf):
    hard(shelf, "A", 6)

    reservations.reserve_soft(campaign="A", asks=[ask(shelf, 6)], now=clock.now())

    shelf.refresh_from_db()
    assert shelf.reserved == 0
    assert [row.state for row in Reservation.objects.order_by("pk")] == ["freed", "active"]


def test_reserving_again_replaces_the_first(shelf):
    hard(shelf, "A", 6)
    hard(shelf, "A", 9)

    assert shelf.reserved == 9
    assert reserved_by_rows([shelf]) == {(shelf.resource_id, shelf.unit_id): 9}


def test_confirmed_arrivals_count_until_they_are_needed(shelf):
    for offset, is_confirmed in ((4, True), (6, True), (3, False)):
        Arrival.objects.create(
            resource=shelf.resource,
            unit=shelf.unit,
            quantity=5,
            expected_on=day(offset),
            is_confirmed=is_confirmed,
        )

    assert reservations.available(shelf, needed_by=day(5)) == 15
    assert reservations.available(shelf, needed_by=day(6)) == 20


@pytest.mark.parametrize("asked", [3, 4])
def test_what_a_later_delivery_covers_is_no_hindrance_before(shelf, asked):
    """7 of 10 are needed before, 20 after 20 have come: three can be promised meanwhile."""
    Arrival.objects.create(
        resource=shelf.resource,
        unit=shelf.unit,
        quantity=20,
        expected_on=day(8),
        is_confirmed=True,
    )
    hard(shelf, "B", 7, needed_by=day(3))
    hard(shelf, "C", 20, needed_by=day(9))

    if asked == 3:
        assert hard(shelf, "A", 3, needed_by=day(4)).back_order == 0
    else:
        with pytest.raises(Refused):
            hard(shelf, "A", 4, needed_by=day(4))


def test_all_or_nothing(world, shelf):
    other = make_stock(make_resource("gift"), world.branch, 1)

    with pytest.raises(Refused) as refusal:
        reservations.reserve_hard(
            campaign="A", asks=[ask(shelf, 5), ask(other, 2)], now=clock.now()
        )

    assert [reason.code for reason in refusal.value.reasons] == ["short"]
    assert "1" in str(refusal.value.reasons[0])
    assert not Reservation.objects.exists()
    assert set(Stock.objects.values_list("reserved", flat=True)) == {0}


def test_supplies_are_told_wherever_some_lies_comes_or_is_held(shelf):
    hard(shelf, "A", 12, allows_back_order=True)
    west = Unit.objects.get(code="branch-west")
    delivery = {"resource": shelf.resource, "unit": west, "expected_on": day(4)}
    Arrival.objects.create(quantity=5, **delivery)
    Arrival.objects.create(quantity=7, received_at=clock.now(), received=7, **delivery)

    found = supplies([shelf.resource.code])

    here, there = (found[shelf.resource.code, unit.code] for unit in (shelf.unit, west))
    assert (here.on_hand, [(one.campaign, one.pieces) for one in here.held]) == (10, [("A", 10)])
    assert (there.on_hand, [one.pieces for one in there.coming]) == (0, [5])


def test_back_order_reserves_what_is_there(shelf):
    row = hard(shelf, "A", 12, allows_back_order=True)

    assert (row.back_order, shelf.reserved) == (2, 10)


@pytest.mark.parametrize(("lying", "given"), [(10, 10), (12, 10), (4, 4), (0, 0)])
def test_a_launch_hands_out_what_is_held_and_lies_there(shelf, lying, given):
    """The back-order of two stays open, and pieces that were lost are not handed out."""
    hard(shelf, "A", 12, allows_back_order=True)
    Stock.objects.update(on_hand=lying)

    assert reservations.use_at_launch(campaign="A", now=clock.now()) == given

    shelf.refresh_from_db()
    assert (shelf.on_hand, shelf.reserved) == (lying - given, 10 - given)
    row = Reservation.objects.get()
    assert (row.state, row.quantity, row.back_order) == ("active", 12 - given, 2)
    assert Movement.objects.exists() == (given > 0)


def test_a_launch_hands_out_nothing_that_was_only_asked_for(shelf):
    reservations.reserve_soft(campaign="A", asks=[ask(shelf, 4)], now=clock.now())
    gifts = make_stock(make_resource("gift"), shelf.unit, 3)
    hard(gifts, "B", 2)

    assert reservations.use_at_launch(campaign="A", now=clock.now()) == 0
    assert reservations.use_at_launch(campaign="B", now=clock.now()) == 2
    assert not Movement.objects.filter(campaign="A").exists()


@pytest.mark.parametrize(
    ("quantity", "code"),
    [(0, "not-reserved"), (1, None), (7, None), (8, "short"), (9, "not-reserved")],
)
def test_issued_is_at_most_what_is_held_and_what_lies_there(world, shelf, quantity, code):
    hard(shelf, "A", 8)
    Stock.objects.update(on_hand=7)
    asked = {"resource": shelf.resource, "unit": shelf.unit, "quantity": quantity}

    if code is None:
        reservations.use(campaign="A", actor=world.planner, reason=" fair ", **asked)
        moved = Movement.objects.get()
        assert (moved.actor, moved.reason) == (world.planner.username, "fair")
    else:
        with pytest.raises(Refused) as refusal:
            reservations.use(campaign="A", actor=world.planner, **asked)
        assert [(one.code, one.attr) for one in refusal.value.reasons] == [(code, "quantity")]
        assert not Movement.objects.exists()


def test_nothing_is_issued_on_what_was_only_asked_for(world, shelf):
    reservations.reserve_soft(campaign="A", asks=[ask(shelf, 4)], now=clock.now())

    with pytest.raises(Refused) as refusal:
        reservations.use(
            campaign="A", resource=shelf.resource, unit=shelf.unit, quantity=1, actor=world.planner
        )

    assert refusal.value.reasons[0].code == "not-reserved"


def test_unit_without_stock_is_short(world):
    asked = Ask(resource=make_resource(), unit=world.branch, quantity=1, needed_by=day(5))

    with pytest.raises(Refused):
        reservations.reserve_hard(campaign="A", asks=[asked], now=clock.now())


def test_free_gives_back(shelf):
    hard(shelf, "A", 6)

    assert reservations.free(campaign="A", now=clock.now()) == 1
    assert reservations.free(campaign="A", now=clock.now()) == 0
    shelf.refresh_from_db()
    assert shelf.reserved == 0


def test_issue_takes_from_stock_and_reservation(world, shelf):
    hard(shelf, "A", 6)

    reservations.use(
        campaign="A", resource=shelf.resource, unit=shelf.unit, quantity=4, actor=world.planner
    )
    shelf.refresh_from_db()
    assert (shelf.on_hand, shelf.reserved) == (6, 2)
    assert [(row.kind, row.quantity, row.campaign) for row in Movement.objects.all()] == [
        ("issued", -4, "A")
    ]

    with pytest.raises(Refused):
        reservations.use(
            campaign="A", resource=shelf.resource, unit=shelf.unit, quantity=3, actor=world.planner
        )
    reservations.use(
        campaign="A", resource=shelf.resource, unit=shelf.unit, quantity=2, actor=world.planner
    )
    assert Reservation.objects.get().state == "used"
    shelf.refresh_from_db()
    assert (shelf.on_hand, shelf.reserved) == (4, 0)


def test_capacity_is_held_until_the_end(world):
    slot = make_stock(make_resource("poster", kind="media_slot"), world.branch, 1)
    hard(slot, "A", 1)

    assert reservations.use_at_launch(campaign="A", now=clock.now()) == 0
    with pytest.raises(Refused):
        hard(slot, "B", 1)
    reservations.free(campaign="A", now=clock.now())
    assert hard(slot, "B", 1).quantity == 1


def test_what_comes_fills_back_orders_the_earliest_need_first(world, shelf):
    """Waiting are A for 2 and B for 5; 4 come: A has all, B two, and nothing is promised twice."""
    keeper = make_user(Role.RESOURCE_KEEPER, None)
    hard(shelf, "A", 12, allows_back_order=True)
    hard(shelf, "B", 5, allows_back_order=True, needed_by=day(6))

    receive(resource=shelf.resource, unit=shelf.unit, quantity=4, actor=keeper)

    shelf.refresh_from_db()
    assert dict(Reservation.objects.values_list("campaign", "back_order")) == {"A": 0, "B": 3}
    assert (shelf.on_hand, shelf.reserved) == (14, 14)
    assert reserved_by_rows([shelf]) == {(shelf.resource_id, shelf.unit_id): 14}
    assert issue(resource=shelf.resource, unit=shelf.unit, quantity=2, campaign="B", actor=keeper)


def test_what_one_plan_gives_back_another_waits_for(shelf):
    hard(shelf, "A", 10)
    hard(shelf, "B", 5, allows_back_order=True)

    reservations.free(campaign="A", now=clock.now())

    shelf.refresh_from_db()
    assert Reservation.objects.get(campaign="B").back_order == 0
    assert shelf.reserved == 5


def test_what_is_held_on_its_way_fills_no_back_order(world, shelf):
    """Ten lie there, A holds these and ten of a delivery: of five that come B gets none."""
    keeper = make_user(Role.RESOURCE_KEEPER, None)
    make_arrival(shelf.resource, shelf.unit, 10, day(2), is_confirmed=True)
    hard(shelf, "A", 20)
    hard(shelf, "B", 5, allows_back_order=True)

    receive(resource=shelf.resource, unit=shelf.unit, quantity=5, actor=keeper)

    assert Reservation.objects.get(campaign="B").back_order == 5
