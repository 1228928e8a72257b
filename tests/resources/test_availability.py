"""What there is of a resource by a day, at the boundaries; and that all readers say the same."""

import datetime as dt
import random

import pytest

from calendars.materials import readiness
from calendars.unit_table import UnitTable
from campaigns.views.editor import figures
from common import clock
from organization.enums import Role
from organization.models import Unit
from preflight import loading
from preflight.rules.resource_shortage import line
from resources import queries, reservations
from resources.availability import Coming, Held, Shortage, Supply, supplies
from resources.models import Arrival, Reservation
from tests.factories.campaigns import day, make_draft, make_resource, make_stock, make_world
from tests.factories.organization import make_user
from tests.seeds import times

DAY = dt.date(2027, 3, 10)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "is_confirmed", "there"),
    [
        pytest.param(BEFORE, True, 105, id="the day before"),
        pytest.param(DAY, True, 105, id="on the day"),
        pytest.param(AFTER, True, 100, id="the day after"),
        pytest.param(DAY, False, 100, id="not confirmed"),
    ],
)
def test_there_by_a_day(on, is_confirmed, there):
    assert Supply(on_hand=100, coming=(Coming(on, 5, is_confirmed),)).there(DAY) == there


@pytest.mark.parametrize(
    ("held", "short", "short_with_soft", "short_before"),
    [
        pytest.param([], 0, 0, 5, id="exactly enough"),
        pytest.param([Held("B", 1, BEFORE)], 1, 1, 6, id="held firmly by another"),
        pytest.param([Held("B", 1, AFTER)], 1, 1, 5, id="for a later day it counts from then on"),
        pytest.param([Held("A", 60, DAY)], 0, 0, 5, id="its own"),
        pytest.param([Held("B", 7, DAY, is_hard=False)], 0, 7, 5, id="only asked for"),
        pytest.param([Held("B", 7, AFTER, is_hard=False)], 0, 7, 5, id="only asked for, later"),
        pytest.param([Held("B", 900, DAY)], 100, 100, 100, id="never more than was asked for"),
    ],
)
def test_short_by_a_day(held, short, short_with_soft, short_before):
    supply = Supply(on_hand=95, coming=(Coming(DAY, 5),), held=tuple(held))

    assert supply.short(100, "A", by=DAY) == short
    assert supply.short(100, "A", by=DAY, with_soft=True) == short_with_soft
    assert supply.short(100, "A", by=BEFORE) == short_before


def test_what_is_left_for_a_campaign_beside_the_others():
    supply = Supply(
        on_hand=100,
        held=(
            Held("A", 1, DAY),
            Held("A", 2, DAY, is_hard=False),
            Held("B", 4, DAY),
            Held("B", 8, DAY, is_hard=False),
            Held("C", 16, AFTER),
            Held("C", 32, BEFORE, is_hard=False),
        ),
    )

    assert supply.held_by_others("A", is_hard=True) == 20
    assert supply.held_by_others("A", is_hard=False) == 40
    assert supply.left("A", by=DAY) == 80
    assert supply.left("A", by=DAY, with_soft=True) == 40
    assert supply.left("nobody", by=DAY) == 79
    assert supply.left("nobody", by=DAY, with_soft=True) == 37
    assert supply.short(81, "A", by=DAY) == 1
    assert Supply(on_hand=3, held=(Held("B", 4, DAY),)).left("A", by=DAY) == 0


DAYS = [DAY + dt.timedelta(days=by) for by in range(6)]


def test_a_later_need_that_a_delivery_covers_takes_nothing_away():
    """24 of 27 are needed before, 20 after a delivery of 20: three can be had meanwhile."""
    supply = Supply(
        on_hand=27,
        coming=(Coming(DAYS[3], 20),),
        held=(Held("B", 24, BEFORE), Held("C", 20, DAYS[4])),
    )

    assert [supply.short(asked, "A", by=DAY) for asked in (3, 4)] == [0, 1]
    assert supply.tightest("A", by=DAY) == DAY


def can_all_have_theirs(supply: Supply, asked: int, by: dt.date) -> bool:
    """Going through the days from the asked one on: nobody's need is ever more than what came."""
    needs = [(one.by, one.pieces) for one in supply.held] + [(by, asked)]
    return all(
        sum(pieces for on, pieces in needs if on <= day)
        <= supply.on_hand + sum(one.pieces for one in supply.coming if one.on <= day)
        for day in DAYS
        if day >= by
    )


def test_short_is_what_would_leave_somebody_without():
    dice = random.Random(19)
    for _ in range(times(300)):
        supply = Supply(
            on_hand=dice.randint(0, 12),
            coming=tuple(Coming(dice.choice(DAYS), dice.randint(1, 8)) for _ in range(2)),
            held=tuple(Held("B", dice.randint(1, 8), dice.choice(DAYS)) for _ in range(3)),
        )
        by, asked = dice.choice(DAYS), dice.randint(1, 12)
        most = max((n for n in range(asked + 1) if can_all_have_theirs(supply, n, by)), default=0)

        assert supply.short(asked, "A", by=by) == asked - most


def test_arrivals_up_to_a_day_and_the_next_of_them():
    supply = Supply(
        coming=(
            Coming(AFTER, 1),
            Coming(DAY, 2),
            Coming(BEFORE, 4, is_confirmed=False),
            Coming(DAY, 8),
        )
    )

    assert [supply.arriving(on) for on in (BEFORE, DAY, AFTER)] == [0, 10, 11]
    assert supply.next_arrival == BEFORE
    assert Supply().next_arrival is None


@pytest.mark.parametrize(
    ("campaign", "expected"),
    [("first", 100), ("second", 70), ("nobody", 50)],
)
def test_what_lies_there_goes_to_the_earliest_need(campaign, expected):
    held = (
        Held("first", 30, BEFORE),
        Held("soft", 40, BEFORE, is_hard=False),
        Held("second", 20, DAY),
    )

    assert Supply(on_hand=100, held=held).lies_there_for(campaign) == expected


@pytest.mark.parametrize(
    ("on_hand", "needs", "coming", "expected"),
    [
        pytest.param(100, [], [], None, id="nothing is needed"),
        pytest.param(100, [(DAY, 100, True)], [], None, id="just enough"),
        pytest.param(100, [(DAY, 130, True)], [], (30, DAY, True), id="approved plans lack"),
        pytest.param(
            100,
            [(DAY, 90, True), (DAY, 30, False)],
            [],
            (20, DAY, False),
            id="with a submitted plan",
        ),
        pytest.param(
            100, [(DAY, 130, True)], [(DAY, 30)], None, id="what arrives on the day counts"
        ),
        pytest.param(
            100,
            [(DAY, 130, True)],
            [(AFTER, 30)],
            (30, DAY, True),
            id="what arrives later does not",
        ),
        pytest.param(100, [(DAY, 101, True)], [], (1, DAY, True), id="a single piece"),
        pytest.param(
            0,
            [(AFTER, 20, True), (DAY, 10, True), (BEFORE, 30, True)],
            [(DAY, 40)],
            (30, BEFORE, True),
            id="the largest gap on the first day",
        ),
        pytest.param(
            0,
            [(AFTER, 10, True), (BEFORE, 30, True)],
            [(AFTER, 10)],
            (30, BEFORE, True),
            id="of gaps as large the first day",
        ),
        pytest.param(
            0,
            [(BEFORE, 10, True), (AFTER, 30, True)],
            [(AFTER, 30)],
            (10, BEFORE, True),
            id="of gaps as large the first day, given first",
        ),
        pytest.param(
            0,
            [(DAY, 5, True), (DAY + dt.timedelta(days=9), 20, False)],
            [(DAY, 5)],
            (20, DAY + dt.timedelta(days=9), False),
            id="covered first, then short",
        ),
        pytest.param(
            0,
            [(DAY, 5, True), (AFTER, 20, True)],
            [(AFTER, 5)],
            (5, DAY, True),
            id="the first day is named, not the worst",
        ),
    ],
)
def test_shortage_of_the_board(on_hand, needs, coming, expected):
    supply = Supply(
        on_hand=on_hand,
        coming=tuple(Coming(*one) for one in coming),
        held=tuple(Held("C", pieces, by, is_hard) for by, pieces, is_hard in needs),
    )

    found = supply.shortage(with_soft=True)

    assert (found and (found.by, found.on, found.is_hard)) == expected


def test_shortage_of_the_board_names_its_worst_day_too():
    held = (Held("A", 5, BEFORE), Held("B", 20, DAY), Held("C", 1, AFTER))

    found = Supply(held=held, coming=(Coming(AFTER, 10),)).shortage(with_soft=True)

    assert found == Shortage(by=5, on=BEFORE, worst=25, worst_on=DAY, is_hard=True)
    assert found.grows


def test_shortage_without_soft_is_that_of_approved_plans():
    held = (Held("A", 90, DAY), Held("B", 30, DAY, is_hard=False))

    assert Supply(on_hand=100, held=held).shortage(with_soft=False) is None


@pytest.mark.django_db
def test_no_resources_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert supplies([]) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("offset", "short"), [(4, 17), (5, 17), (6, 27)])
def test_all_readers_say_the_same(offset, short):
    """A request by day 5; 30 on hand, 10 arrive on some day, another holds 12 firmly and 5 are
    asked for; the plan's own reservation with its back-order never counts against it.
    """
    world = make_world()
    east, leaflet = world.branch, make_resource()
    stock = make_stock(leaflet, east, 30)
    Arrival.objects.create(
        resource=leaflet, unit=east, quantity=10, expected_on=day(offset), is_confirmed=True
    )
    draft = make_draft(
        world.planner,
        resource_requests=[
            {
                "resource": leaflet.code,
                "unit": east.code,
                "quantity": 45,
                "needed_by": day(5).isoformat(),
            }
        ],
    )
    for campaign, pieces, back_order, firmness in (
        ("C2020-0001", 12, 0, "hard"),
        ("C2020-0002", 5, 0, "soft"),
        (draft.code, 20, 15, "hard"),
    ):
        Reservation.objects.create(
            resource=leaflet,
            unit=east,
            campaign=campaign,
            quantity=pieces,
            back_order=back_order,
            needed_by=day(5),
            firmness=firmness,
            created_at=clock.now(),
            changed_at=clock.now(),
        )
    stock.reserved = 12  # as the approval finds it: its own reservation freed first
    stock.save()

    loaded = loading.load(draft.working, clock.today())
    (request,) = loaded.plan.requests
    checked = line(request, loaded.plan, loaded.context)
    (shown,) = figures.stocks(draft.working)
    (ready,) = readiness([draft.working.pk], UnitTable(Unit.objects.all()))[draft.working.pk]
    (board,) = queries.stock_lines(user=make_user(Role.RESOURCE_KEEPER))

    assert checked.short_by == short
    assert (checked.short_with_soft, checked.held(is_hard=False)) == (short + 5, 5)
    assert (shown["short"], shown["taken"]) == (short, 12)
    left = reservations.available(stock, needed_by=day(5), campaign=draft.code)
    assert 45 - left == short
    assert (ready.is_ready, ready.next_on) == (False, day(offset))
    assert (board.on_hand, board.arriving, board.soft) == (30, 10, 5)
