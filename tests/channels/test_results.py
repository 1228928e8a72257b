import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from channels.models import PlacementResult
from channels.results.fields import FIELDS
from channels.results.known_after import is_known_after
from channels.results.recording import Recorded, record_results
from common.errors import Refused
from common.models import AuditEvent, Change
from organization.enums import Role
from tests.factories.campaigns import day, make_approved, make_draft
from tests.factories.channels import make_group
from tests.factories.organization import make_user
from tests.factories.results import make_result, result_json, tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def manager(world):
    make_group("consumer")
    return make_user(Role.CHANNEL_MANAGER)


def wrong(actor, *results, source="sms-platform"):
    """What is said of results that are refused: code by place and field."""
    with pytest.raises(ValidationError) as refused:
        tell(actor, *results, source=source)
    return {
        place.removeprefix("results."): errors[0].code
        for place, errors in refused.value.error_dict.items()
    }


def test_a_result_is_kept_with_all_that_it_says(manager, world):
    tell(
        manager,
        {
            "key": "1",
            "customer_group": "consumer",
            "branch": "branch-east",
            "reached": 900,
            "answered": 100,
            "complained": 1,
            "opted_out": 2,
            "held_out": 50,
            "held_out_taken": 0,
            "cost": Decimal("60.00"),
            "revenue": Decimal("400.00"),
        },
    )

    row = PlacementResult.objects.get()
    assert (row.contacted, row.reached, row.taken, row.held_out_taken) == (1000, 900, 20, 0)
    assert (row.branch, row.customer_group.code, row.cost) == (
        world.branch,
        "consumer",
        Decimal("60.00"),
    )
    assert (row.revision, row.corrects, row.recorded_by) == (1, None, manager)
    audit = AuditEvent.objects.get(action="record_results")
    assert (audit.object_code, audit.details) == ("sms-platform", {"created": 1, "corrected": 0})
    assert Change.objects.filter(kind="evidence", operation="record").count() == 1


def test_what_is_not_said_is_not_zero(manager):
    row = make_result(manager)
    assert (row.reached, row.complained, row.cost, row.held_out) == (None, None, None, None)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"taken": 1001}, {"0.taken": "exceeds"}),
        ({"taken": 1000}, None),
        ({"reached": 1001}, {"0.reached": "exceeds"}),
        (
            {"opted_out": 1001, "complained": 1001},
            {"0.opted_out": "exceeds", "0.complained": "exceeds"},
        ),
        ({"contacted": 0, "taken": 0}, {"0.contacted": "min_value"}),
        ({"contacted": None}, {"0.contacted": "required"}),
        ({"held_out": 10}, {"0.held_out_taken": "required"}),
        ({"held_out": 10, "held_out_taken": 11}, {"0.held_out_taken": "exceeds"}),
        ({"held_out": 10, "held_out_taken": 10}, None),
        ({"channel": "fax"}, {"0.channel": "unknown"}),
        ({"product": None}, {"0.product": "required"}),
        ({"branch": "nowhere"}, {"0.branch": "unknown"}),
        ({"campaign": "C2020-9999"}, {"0.campaign": "unknown"}),
        ({"happened_on": day(1)}, {"0.happened_on": "future"}),
        ({"happened_on": day(0)}, None),
    ],
)
def test_a_result_that_makes_no_sense_is_refused_at_its_place(manager, said, place):
    if place is None:
        assert tell(manager, said).created == 1
    else:
        assert wrong(manager, said) == place
        assert not PlacementResult.objects.exists()


def test_all_are_kept_or_none(manager):
    assert wrong(manager, {"key": "1"}, {"key": "2", "taken": 5000}) == {"1.taken": "exceeds"}
    assert not PlacementResult.objects.exists()


def test_the_same_told_again_is_known(manager):
    tell(manager, {"key": "1"}, {"key": "2"})
    assert tell(manager, {"key": "1"}, {"key": "3"}, {"key": "3"}) == Recorded(1, 0, 2)
    assert PlacementResult.objects.count() == 3


def test_other_numbers_correct_and_keep_what_was_told(manager):
    tell(manager, {"key": "1", "taken": 20})
    assert tell(manager, {"key": "1", "taken": 25, "reason": "late orders"}) == Recorded(0, 1, 0)
    assert tell(manager, {"key": "1", "taken": 27}) == Recorded(0, 1, 0)

    rows = list(PlacementResult.objects.order_by("revision"))
    assert [(row.revision, row.taken, row.reason) for row in rows] == [
        (1, 20, ""),
        (2, 25, "late orders"),
        (3, 27, ""),
    ]
    assert [row.corrects for row in rows] == [None, rows[0], rows[1]]
    assert [row.taken for row in PlacementResult.objects.current()] == [27]


def test_numbers_taken_back_are_a_correction_too(manager):
    tell(manager, {"key": "1", "taken": 20})
    tell(manager, {"key": "1", "taken": 25})
    assert tell(manager, {"key": "1", "taken": 20}) == Recorded(0, 1, 0)


def test_one_key_with_two_contents_in_one_list_is_refused(manager):
    assert wrong(manager, {"key": "1"}, {"key": "1", "taken": 1}) == {"1.key": "changed"}


def test_without_a_key_place_day_and_group_name_the_result(manager):
    tell(manager, {"taken": 20}, {"taken": 30, "customer_group": "consumer"})
    assert tell(manager, {"taken": 22}, {"taken": 30, "customer_group": "consumer"}) == Recorded(
        0, 1, 1
    )


def test_two_sources_do_not_know_each_others_keys(manager):
    tell(manager, {"key": "1"})
    assert tell(manager, {"key": "1"}, source="crm").created == 1


def test_the_database_rewrites_no_result(manager):
    row = make_result(manager)
    for statement in (
        "UPDATE channels_placementresult SET taken = 0 WHERE id = %s",
        "DELETE FROM channels_placementresult WHERE id = %s",
    ):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [row.pk])


def test_a_plan_gives_its_unit_and_its_only_product(world):
    plan = make_approved(world.planner, world.head, external_code="BOSS-7")
    row = make_result(world.planner, campaign="BOSS-7", channel="social-outlet", product=None)
    assert (row.campaign, row.unit, row.product.code) == (plan.code, world.consumer, "recharge")


def test_a_plan_tells_only_of_what_it_sold_there(world):
    code = make_approved(world.planner, world.head).code
    said = {"campaign": code, "channel": "sms"}
    assert wrong(world.planner, said) == {"0.channel": "not_in_plan"}
    said = {"campaign": code, "channel": "social-outlet", "product": "music-pack"}
    assert wrong(world.planner, said) == {"0.product": "not_in_plan"}


def test_a_plan_with_several_products_asks_which(world):
    offers = [
        {"product": one, "kind": "recharge_gift", "pay": "100.00", "get": "50.00"}
        for one in ("recharge", "music-pack")
    ]
    placements = [{"channel": "social-outlet", "expected_orders": 100}]
    code = make_approved(world.planner, world.head, offers=offers, placements=placements).code
    said = {"campaign": code, "channel": "social-outlet", "product": None}
    assert wrong(world.planner, said) == {"0.product": "required"}
    assert tell(world.planner, said | {"product": "music-pack"}).created == 1


def test_a_plan_that_was_never_submitted_has_no_results(world):
    code = make_draft(world.planner).code
    said = {"campaign": code, "unit": "consumer"}
    assert wrong(world.planner, said) == {"0.campaign": "unknown"}


def test_a_planner_tells_only_of_the_own_units_plans(world):
    plan = make_approved(world.planner, world.head)
    said = {"campaign": plan.code, "channel": "social-outlet"}
    assert wrong(world.rival, said) == {"0.campaign": "not_yours"}
    assert wrong(world.rival, {}) == {"0.unit": "required"}
    assert wrong(world.rival, {"unit": "consumer"}) == {"0.unit": "not_yours"}
    assert tell(world.rival, {"unit": "enterprise"}).created == 1


def test_nobody_corrects_a_result_of_another_unit_by_its_key(world, manager):
    tell(world.planner, {"key": "1", "unit": "consumer"})
    tell(manager, {"key": "2"})
    for key in ("1", "2"):
        said = {"key": key, "unit": "enterprise", "taken": 1}
        assert wrong(world.rival, said) == {"0.key": "taken"}


@pytest.mark.parametrize("role", [Role.HEAD, Role.LEADERSHIP, Role.AUDITOR, Role.BRANCH_VIEWER])
def test_who_does_not_send_tells_no_results(world, role):
    with pytest.raises(Refused) as refused:
        record_results(source="x", results=[result_json()], actor=make_user(role))
    assert refused.value.status == 403


def test_many_are_told_in_as_many_queries_as_few(manager):
    def queries(start, count):
        first = dt.date(2024, 1, 1)
        told = [
            {"key": str(n), "happened_on": first + dt.timedelta(days=n % 300)}
            for n in range(start, start + count)
        ]
        with CaptureQueriesContext(connection) as caught:
            tell(manager, *told)
        return len(caught)

    queries(0, 1)  # whose manager is known from here on
    assert queries(10, 2) == queries(20, 400)


@pytest.mark.parametrize(
    ("name", "late"),
    [
        ("duration", True),
        ("Call_Duration", True),
        ("通话时长（秒）", True),
        ("talk time", True),
        ("挂机原因", True),
        ("age", False),
        ("客户类别", False),
        *((name, False) for name in FIELDS),
    ],
)
def test_what_is_known_only_after_the_contact(name, late):
    assert is_known_after(name) is late
