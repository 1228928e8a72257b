from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from common.errors import Refused
from common.models import AuditEvent
from customers.models import Segment
from customers.segment_members import members
from customers.segments import change_segment, create_segment
from organization.enums import Role
from tests.factories.customers import make_customer, make_customers
from tests.factories.organization import make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2027, 3, 1)
GOLD = {"field": "tier", "op": "eq", "value": "gold"}


@pytest.fixture
def planner():
    return make_user(Role.PLANNER, make_unit("consumer"))


def test_filter_segment_follows_the_customers(planner):
    segment = create_segment(
        actor=planner, name="金卡", definition=GOLD, owner_unit=planner.primary_unit
    )
    make_customers(2, tier="gold")

    assert len(members(segment, today=TODAY)) == 2
    assert segment.code.startswith("segment-")
    assert (
        AuditEvent.objects.filter(
            action="segment.create", object_code=segment.code, unit="consumer"
        ).count()
        == 1
    )


def test_list_segment_keeps_whom_it_named(planner):
    make_customers(3)

    segment = create_segment(actor=planner, code="picked", name="名单", numbers=["N0001", "N0003"])
    make_customer("N9")

    assert len(members(segment, today=TODAY)) == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"numbers": ["nobody"]}, "list", id="unknown number"),
        pytest.param({"numbers": []}, "list", id="empty list"),
        pytest.param({}, "filter", id="neither"),
        pytest.param({"definition": GOLD, "numbers": ["N0001"]}, "filter", id="both"),
        pytest.param(
            {"definition": {"all": [{"field": "x", "op": "eq", "value": "1"}]}},
            "filter.all.0.field",
            id="unknown field",
        ),
        pytest.param({"definition": GOLD, "code": "Bad Code"}, "code", id="bad code"),
        pytest.param({"definition": GOLD, "name": ""}, "name", id="no name"),
    ],
)
def test_create_segment_refuses_and_writes_nothing(planner, values, field):
    with pytest.raises(ValidationError) as refusal:
        create_segment(**{"actor": planner, "name": "名单", **values})

    assert field in refusal.value.error_dict
    assert not Segment.objects.exists()
    assert not AuditEvent.objects.exists()


def test_another_units_segment_is_not_changed(planner):
    segment = create_segment(
        actor=planner, name="金卡", definition=GOLD, owner_unit=planner.primary_unit
    )
    outsider = make_user(Role.PLANNER, make_unit("enterprise"))

    with pytest.raises(Refused) as refusal:
        change_segment(segment_id=segment.pk, actor=outsider, name="x")

    assert refusal.value.status == 403
    assert Segment.objects.get().name == "金卡"


def test_change_segment_from_filter_to_list(planner):
    make_customers(1)
    segment = create_segment(actor=planner, name="金卡", definition=GOLD)

    changed = change_segment(segment_id=segment.pk, actor=planner, numbers=["N0001"], name="点名")

    assert (changed.kind, changed.name, len(members(changed, today=TODAY))) == ("list", "点名", 1)
