import contextlib
import datetime as dt
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import override

from common.errors import Refused
from common.models import AuditEvent, Change
from organization.enums import Role, UnitKind
from organization.models import Notice
from resources import commands, reservations
from resources.enums import Firmness, MovementKind
from resources.models import Arrival, Movement, Resource, Stock
from tests.factories.campaigns import make_approved
from tests.factories.organization import make_unit, make_user
from tests.factories.resources import make_arrival, make_reservation, make_resource, make_stock

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
TODAY = dt.date(2027, 3, 1)


def branch(code="branch-east"):
    return make_unit(code, kind=UnitKind.BRANCH)


def keeper():
    return make_user(Role.RESOURCE_KEEPER)


def on_hand(resource, unit):
    return Stock.objects.get(resource=resource, unit=unit).on_hand


def rows():
    """Everything that a refused command must leave alone."""
    return (
        list(Stock.objects.order_by("pk").values_list("on_hand", "reserved")),
        Movement.objects.count(),
        AuditEvent.objects.count(),
        Change.objects.count(),
        list(
            Arrival.objects.order_by("pk").values_list(
                "quantity", "received", "expected_on", "is_confirmed"
            )
        ),
    )


def refused(command, **values):
    before = rows()
    with pytest.raises(Refused) as refusal:
        command(now=NOW, **values)
    assert rows() == before
    return refusal.value


def test_receive_starts_a_stock_and_explains_it():
    resource, east, actor = make_resource(), branch(), keeper()

    moved = commands.receive(
        resource=resource, unit=east, quantity=500, reason=" first print ", actor=actor, now=NOW
    )

    assert (moved.kind, moved.quantity, moved.reason, moved.actor) == (
        MovementKind.RECEIVED,
        500,
        "first print",
        actor.username,
    )
    assert on_hand(resource, east) == 500
    assert AuditEvent.objects.get(action="receive").unit == "branch-east"
    assert Change.objects.get(kind="resources").code == resource.code


def test_transfer_moves_free_pieces_and_leaves_two_movements():
    resource, east, west = make_resource(), branch(), branch("branch-west")
    make_stock(resource, east, 500)

    out, into = commands.transfer(
        resource=resource, source=east, target=west, quantity=200, actor=keeper(), now=NOW
    )

    assert (out.quantity, into.quantity) == (-200, 200)
    assert (on_hand(resource, east), on_hand(resource, west)) == (300, 200)
    assert AuditEvent.objects.get(action="transfer").details["to"] == "branch-west"


def test_issue_takes_what_is_free():
    resource, east = make_resource(), branch()
    make_stock(resource, east, 500)

    moved = commands.issue(
        resource=resource, unit=east, quantity=500, reason="opening day", actor=keeper(), now=NOW
    )

    assert (moved.kind, moved.quantity) == (MovementKind.ISSUED, -500)
    assert on_hand(resource, east) == 0


def test_issue_for_a_campaign_comes_off_what_it_holds():
    resource, east = make_resource(), branch()
    make_stock(resource, east, 500)
    held = make_reservation(resource, east, 400, campaign="C2027-0001", needed_by=TODAY)

    moved = commands.issue(
        resource=resource, unit=east, quantity=150, campaign="C2027-0001", actor=keeper(), now=NOW
    )

    held.refresh_from_db()
    stock = Stock.objects.get()
    assert (moved.quantity, moved.campaign) == (-150, "C2027-0001")
    assert (stock.on_hand, stock.reserved, held.quantity) == (350, 250, 250)


@pytest.mark.parametrize(
    ("campaign", "quantity", "reason", "code"),
    [
        pytest.param("C9999-1", 1, "x", "not-asked", id="unknown"),
        pytest.param("C2027-0002", 1, "x", "not-approved", id="asked for, not approved"),
        pytest.param("C2027-0003", 1, "x", "all-issued", id="has received all"),
        pytest.param("C2027-0004", 1, "x", "not-asked", id="asked for it elsewhere"),
        pytest.param("C2027-0001", 401, "x", "not-reserved", id="more than it holds"),
        pytest.param("", 1, " ", "required", id="neither plan nor reason"),
    ],
)
def test_stock_goes_only_to_a_plan_that_holds_it_here(campaign, quantity, reason, code):
    resource, east, west = make_resource(), branch(), branch("branch-west")
    make_stock(resource, east, 900)
    at = {"needed_by": TODAY}
    make_reservation(resource, east, 400, campaign="C2027-0001", **at)
    make_reservation(resource, east, 400, campaign="C2027-0002", firmness=Firmness.SOFT, **at)
    make_reservation(resource, west, 400, campaign="C2027-0004", **at)
    make_reservation(resource, east, 10, campaign="C2027-0003", **at)
    reservations.use(
        campaign="C2027-0003", resource=resource, unit=east, quantity=10, actor=keeper(), now=NOW
    )

    refusal = refused(
        commands.issue,
        resource=resource,
        unit=east,
        quantity=quantity,
        campaign=campaign,
        reason=reason,
        actor=keeper(),
    )

    assert refusal.reasons[0].code == code
    assert on_hand(resource, east) == 890


def test_count_writes_the_difference():
    resource, east = make_resource(), branch()
    make_stock(resource, east, 500)

    less = commands.count(
        resource=resource, unit=east, counted=480, reason="damp", actor=keeper(), now=NOW
    )
    more = commands.count(
        resource=resource, unit=east, counted=490, reason="found", actor=keeper(), now=NOW
    )

    assert (less.quantity, more.quantity) == (-20, 10)
    assert on_hand(resource, east) == 490


def test_count_of_what_is_known_changes_nothing():
    resource, east = make_resource(), branch()
    make_stock(resource, east, 500)

    assert (
        commands.count(
            resource=resource, unit=east, counted=500, reason="yearly", actor=keeper(), now=NOW
        )
        is None
    )
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("take", ["issue", "transfer", "count"])
def test_what_plans_hold_cannot_be_taken_and_the_holders_are_named(take):
    resource, east, west = make_resource(), branch(), branch("branch-west")
    make_stock(resource, east, 500)
    make_reservation(resource, east, 300, campaign="C2027-0001", needed_by=TODAY)
    make_reservation(resource, east, 150, campaign="C2027-0002", needed_by=TODAY)
    values = {
        "issue": {"unit": east, "quantity": 51, "reason": "fair"},
        "transfer": {"source": east, "target": west, "quantity": 51},
        "count": {"unit": east, "counted": 449, "reason": "damp"},
    }[take]

    with override("en"):
        refusal = refused(getattr(commands, take), resource=resource, actor=keeper(), **values)
        sentence = str(refusal.reasons[0])

    assert (refusal.status, refusal.reasons[0].code) == (409, "held")
    assert "C2027-0001 (300), C2027-0002 (150)" in sentence


def test_a_loss_of_held_pieces_can_be_entered_and_tells_whom_it_hurts(world):
    plan = make_approved(world.planner, world.head)
    resource, actor = make_resource(), keeper()
    make_stock(resource, world.branch, 47)
    make_reservation(
        resource, world.branch, 24, campaign=plan.code, needed_by=TODAY + dt.timedelta(days=30)
    )
    Notice.objects.all().delete()
    values = {"resource": resource, "unit": world.branch, "counted": 20, "reason": "water"}

    assert refused(commands.count, actor=actor, **values).reasons[0].code == "held"
    commands.count(is_loss=True, actor=actor, **values)

    assert on_hand(resource, world.branch) == 20
    told = {notice.user: notice.params for notice in Notice.objects.filter(case="lost")}
    assert {world.planner, world.head} <= set(told)
    assert told[world.head]["missing"] == 4


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        pytest.param({"days": 25}, None, id="still in time"),
        pytest.param({"days": 26}, 50, id="a day too late"),
        pytest.param({"quantity": 49}, 1, id="smaller"),
        pytest.param({"is_confirmed": False}, 50, id="no longer certain"),
        pytest.param({"cancel": True}, 50, id="cancelled"),
        pytest.param({"received": 30}, 20, id="fewer came"),
        pytest.param({"received": 60}, None, id="more came"),
    ],
)
def test_a_delivery_late_or_short_tells_the_plans_that_count_on_it(world, change, missing):
    plan = make_approved(world.planner, world.head)
    resource, actor = make_resource(), keeper()
    make_stock(resource, world.branch, 100)
    needed = TODAY + dt.timedelta(days=25)
    make_reservation(resource, world.branch, 150, campaign=plan.code, needed_by=needed)
    arrival = make_arrival(
        resource, world.branch, 50, TODAY + dt.timedelta(days=20), is_confirmed=True
    )
    Notice.objects.all().delete()
    of = {"arrival_id": arrival.pk, "actor": actor, "now": NOW}
    if "cancel" in change:
        commands.cancel_arrival(reason="wrong unit", **of)
    elif "received" in change:
        commands.confirm_arrival(received=change["received"], note="counted", **of)
    else:
        commands.change_arrival(
            quantity=change.get("quantity", 50),
            expected_on=TODAY + dt.timedelta(days=change.get("days", 20)),
            is_confirmed=change.get("is_confirmed", True),
            **of,
        )

    told = {notice.user: notice for notice in Notice.objects.filter(params__has_key="missing")}
    if missing is None:
        assert told == {}
    else:
        assert {world.planner, world.head} <= set(told)
        assert told[world.planner].params["missing"] == missing
        assert needed.isoformat() not in told[world.planner].text


def test_a_receipt_entered_by_mistake_is_taken_back_on_the_same_day():
    resource, east, actor = make_resource(), branch(), keeper()
    arrival = make_arrival(resource, east, 90, TODAY + dt.timedelta(days=8))
    commands.confirm_arrival(arrival_id=arrival.pk, received=90, actor=actor, now=NOW)
    of = {"arrival_id": arrival.pk, "reason": "tapped", "actor": actor}

    with pytest.raises(Refused) as late:
        commands.undo_receipt(**of, now=NOW + dt.timedelta(days=1))
    commands.undo_receipt(**of, now=NOW)

    arrival.refresh_from_db()
    assert late.value.reasons[0].code == "not-today"
    assert (arrival.received_at, arrival.received, on_hand(resource, east)) == (None, None, 0)
    assert refused(commands.undo_receipt, **of).reasons[0].code == "not-today"


def test_a_delivery_in_the_wrong_century_is_refused():
    refusal = refused(
        commands.announce_arrival,
        resource=make_resource(),
        unit=branch(),
        quantity=1,
        expected_on=dt.date(3026, 12, 1),
        actor=keeper(),
    )

    assert (refusal.reasons[0].code, refusal.reasons[0].attr) == ("too-far", "expected_on")


def test_an_empty_stock_says_how_little_lies_there():
    resource, east = make_resource(), branch()

    refusal = refused(
        commands.issue, resource=resource, unit=east, quantity=1, reason="x", actor=keeper()
    )

    assert [reason.code for reason in refusal.reasons] == ["short"]


def test_a_count_may_find_more_although_plans_hold_what_is_on_its_way():
    resource, east = make_resource(), branch()
    make_stock(resource, east, 100)
    make_reservation(resource, east, 300, campaign="C2027-0001", needed_by=TODAY)

    commands.count(
        resource=resource, unit=east, counted=120, reason="found", actor=keeper(), now=NOW
    )

    assert on_hand(resource, east) == 120


OTHERS = (Role.PLANNER, Role.HEAD, Role.BRANCH_VIEWER, Role.LEADERSHIP)
STOCK = ("receive", "issue", "count", "transfer", "announce_arrival")


# An administrator enters what there is to ask for, never how much of it lies where.
@pytest.mark.parametrize(
    ("name", "role"),
    [
        *product((*STOCK, "save_resource"), OTHERS),
        *product(STOCK, [Role.ADMINISTRATOR]),
    ],
)
def test_only_the_keeper_changes_stock(name, role):
    resource, east, west = make_resource(), branch(), branch("branch-west")
    make_stock(resource, east, 500)
    values = {
        "receive": {"unit": east, "quantity": 1},
        "issue": {"unit": east, "quantity": 1},
        "count": {"unit": east, "counted": 1, "reason": "r"},
        "transfer": {"source": east, "target": west, "quantity": 1},
        "announce_arrival": {"unit": east, "quantity": 1, "expected_on": TODAY},
        "save_resource": {},
    }[name]

    assert (
        refused(
            getattr(commands, name), resource=resource, actor=make_user(role, east), **values
        ).status
        == 403
    )


@pytest.mark.parametrize("quantity", [0, -1, 10**8 + 1])
@pytest.mark.parametrize("name", ["receive", "issue", "announce_arrival"])
def test_quantities_that_are_none_are_refused(name, quantity):
    resource, east = make_resource(), branch()
    make_stock(resource, east, 500)
    extra = {"expected_on": TODAY} if name == "announce_arrival" else {}

    refusal = refused(
        getattr(commands, name),
        resource=resource,
        unit=east,
        quantity=quantity,
        actor=keeper(),
        **extra,
    )

    assert (refusal.status, refusal.reasons[0].attr) == (400, "quantity")


def test_a_unit_never_holds_more_than_can_be_counted():
    resource, east = make_resource(), branch()
    make_stock(resource, east, 10**8)

    assert (
        refused(commands.receive, resource=resource, unit=east, quantity=1, actor=keeper())
        .reasons[0]
        .code
        == "too-many"
    )


def test_transfer_within_one_unit_is_refused():
    resource, east = make_resource(), branch()

    refusal = refused(
        commands.transfer, resource=resource, source=east, target=east, quantity=1, actor=keeper()
    )

    assert (refusal.status, refusal.reasons[0].attr) == (400, "target")


def test_count_asks_why():
    resource, east = make_resource(), branch()

    refusal = refused(
        commands.count, resource=resource, unit=east, counted=1, reason=" ", actor=keeper()
    )

    assert (refusal.status, refusal.reasons[0].attr) == (400, "reason")


def test_announcing_tells_those_who_will_receive():
    resource, east = make_resource(), branch()
    here, elsewhere = (
        make_user(Role.BRANCH_VIEWER, east),
        make_user(Role.BRANCH_VIEWER, branch("branch-west")),
    )

    arrival = commands.announce_arrival(
        resource=resource, unit=east, quantity=90, expected_on=TODAY, actor=keeper(), now=NOW
    )

    assert not arrival.is_confirmed
    assert on_hand(resource, east) == 0
    assert set(Notice.objects.values_list("user", flat=True)) == {here.pk}
    assert not Notice.objects.filter(user=elsewhere).exists()


def test_announcing_for_a_day_that_has_passed_is_refused():
    resource, east = make_resource(), branch()
    yesterday = TODAY - dt.timedelta(days=1)

    refusal = refused(
        commands.announce_arrival,
        resource=resource,
        unit=east,
        quantity=9,
        expected_on=yesterday,
        actor=keeper(),
    )

    assert (refusal.status, refusal.reasons[0].attr) == (400, "expected_on")


def test_branch_confirms_what_came_as_announced():
    resource, east = make_resource(), branch()
    arrival = make_arrival(resource, east, 90, TODAY, note="second lot")
    viewer = make_user(Role.BRANCH_VIEWER, east)

    commands.confirm_arrival(arrival_id=arrival.pk, received=90, actor=viewer, now=NOW)

    arrival.refresh_from_db()
    assert (arrival.received, arrival.received_at) == (90, NOW)
    assert on_hand(resource, east) == 90
    assert Movement.objects.get().reason == "second lot"
    assert not Notice.objects.exists()


def test_another_number_needs_a_word_and_reaches_the_keeper():
    resource, east, boss = make_resource(), branch(), keeper()
    arrival = make_arrival(resource, east, 90, TODAY)
    viewer = make_user(Role.BRANCH_VIEWER, east)

    refusal = refused(commands.confirm_arrival, arrival_id=arrival.pk, received=88, actor=viewer)
    commands.confirm_arrival(
        arrival_id=arrival.pk, received=88, note="two are torn", actor=viewer, now=NOW
    )

    assert (refusal.status, refusal.reasons[0].attr) == (400, "note")
    assert on_hand(resource, east) == 88
    notice = Notice.objects.get()
    assert (notice.user, notice.case, notice.params["received"]) == (boss, "differs", 88)


def test_nothing_came_leaves_no_movement():
    resource, east = make_resource(), branch()
    arrival = make_arrival(resource, east, 90, TODAY)

    commands.confirm_arrival(
        arrival_id=arrival.pk,
        received=0,
        note="lost",
        actor=make_user(Role.BRANCH_VIEWER, east),
        now=NOW,
    )

    assert not Movement.objects.exists()
    assert Arrival.objects.get().received == 0


def test_a_delivery_is_received_once():
    resource, east = make_resource(), branch()
    arrival = make_arrival(resource, east, 90, TODAY)
    viewer = make_user(Role.BRANCH_VIEWER, east)
    commands.confirm_arrival(arrival_id=arrival.pk, received=90, actor=viewer, now=NOW)

    again = refused(commands.confirm_arrival, arrival_id=arrival.pk, received=90, actor=viewer)
    later = refused(
        commands.change_arrival,
        arrival_id=arrival.pk,
        quantity=100,
        expected_on=TODAY,
        is_confirmed=True,
        actor=keeper(),
    )

    assert {again.reasons[0].code, later.reasons[0].code} == {"already-received"}
    assert on_hand(resource, east) == 90


@pytest.mark.parametrize("role", [Role.BRANCH_VIEWER, Role.PLANNER, Role.HEAD])
def test_another_branch_does_not_confirm(role):
    resource, east, west = make_resource(), branch(), branch("branch-west")
    arrival = make_arrival(resource, east, 90, TODAY)

    assert (
        refused(
            commands.confirm_arrival,
            arrival_id=arrival.pk,
            received=90,
            actor=make_user(role, west),
        ).status
        == 403
    )


def test_keeper_confirms_the_day_of_a_delivery():
    resource, east = make_resource(), branch()
    arrival = make_arrival(resource, east, 90, TODAY - dt.timedelta(days=3))
    values = {
        "arrival_id": arrival.pk,
        "quantity": 80,
        "is_confirmed": True,
        "note": "n",
        "actor": keeper(),
    }

    commands.change_arrival(expected_on=arrival.expected_on, now=NOW, **values)
    refusal = refused(commands.change_arrival, expected_on=TODAY - dt.timedelta(days=1), **values)

    arrival.refresh_from_db()
    assert (arrival.quantity, arrival.is_confirmed) == (80, True)
    assert refusal.reasons[0].code == "past"


def test_save_resource_adds_and_changes():
    actor = keeper()
    resource = commands.save_resource(
        resource=Resource(code="umbrella", name="伞", kind="gift"), actor=actor, now=NOW
    )

    resource.name = "晴雨伞"
    commands.save_resource(resource=resource, actor=actor, now=NOW)

    assert Resource.objects.get().name == "晴雨伞"
    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True)) == [
        "add_resource",
        "change_resource",
    ]


@pytest.mark.parametrize("code", ["new", "stock", "arrivals"])
def test_a_code_that_is_part_of_an_address_is_refused(code):
    assert (
        refused(
            commands.save_resource,
            resource=Resource(code=code, name="x", kind="gift"),
            actor=keeper(),
        ).status
        == 400
    )


def test_a_resource_that_the_database_would_refuse_is_an_error():
    with pytest.raises(ValidationError):
        commands.save_resource(
            resource=Resource(code="Ünfit", name="x", kind="gift"), actor=keeper()
        )


def test_stock_is_the_sum_of_its_movements_whatever_happens():
    resource, east, west, actor = make_resource(), branch(), branch("branch-west"), keeper()
    steps = [
        (commands.receive, {"unit": east, "quantity": 1000}),
        (commands.transfer, {"source": east, "target": west, "quantity": 400}),
        (commands.transfer, {"source": east, "target": west, "quantity": 4000}),
        (commands.issue, {"unit": west, "quantity": 150, "reason": "fair"}),
        (commands.count, {"unit": east, "counted": 590, "reason": "damp"}),
        (commands.count, {"unit": west, "counted": 0, "reason": "fire"}),
        (commands.issue, {"unit": east, "quantity": 300, "campaign": "C2027-0001"}),
        (commands.issue, {"unit": east, "quantity": 300, "campaign": "C2027-0001"}),
        (commands.receive, {"unit": west, "quantity": 7}),
    ]

    for number, (command, values) in enumerate(steps):
        if number == 6:
            make_reservation(resource, east, 310, campaign="C2027-0001", needed_by=TODAY)
        with contextlib.suppress(Refused):
            command(resource=resource, actor=actor, now=NOW, **values)
        arrival = make_arrival(resource, west, number + 1, TODAY)
        commands.confirm_arrival(
            arrival_id=arrival.pk, received=number, note="counted", actor=actor, now=NOW
        )

        for stock in Stock.objects.all():
            moved = (
                Movement.objects.filter(resource=stock.resource, unit=stock.unit).aggregate(
                    sum=Sum("quantity")
                )["sum"]
                or 0
            )
            assert stock.on_hand == moved
