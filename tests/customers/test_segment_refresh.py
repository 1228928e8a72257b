"""Segments that are counted anew by hand or by the calendar, and mean the same persons between."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.errors import Refused
from common.models import AuditEvent, Change
from customers.enums import SegmentRefresh
from customers.models import Customer, Segment
from customers.segment_members import members, members_of_many
from customers.segment_refresh import is_due, refresh_due, refresh_segment
from customers.segments import change_segment, create_segment, use_version
from organization.enums import Role
from tests.factories.customers import make_customer
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db
GOLD = {"all": [{"field": "tier", "op": "eq", "value": "gold"}]}
NOW = dt.datetime(2027, 3, 1, 4, tzinfo=dt.UTC)  # a Monday


@pytest.fixture
def planner():
    return make_user(Role.PLANNER, make_unit("consumer"), language="en")


@pytest.fixture
def daily(planner):
    make_customer("A", tier="gold")
    make_customer("B")
    return create_segment(
        actor=planner, name="金卡", definition=GOLD, refresh=SegmentRefresh.DAILY, now=NOW
    )


def persons(segment):
    one = Segment.objects.get(pk=segment.pk)
    assert members_of_many([one])[one.pk] == members(one)
    return len(members(one))


def turn_gold(number):
    Customer.objects.filter(number=number).update(tier="gold")


def test_it_means_the_same_persons_until_its_day_comes(daily):
    turn_gold("B")

    assert (persons(daily), refresh_due(NOW), persons(daily)) == (1, [], 1)
    assert refresh_due(NOW + dt.timedelta(days=1)) == [daily.code]
    assert persons(daily) == 2
    assert list(daily.versions.values_list("number", "kept__size", "made_by")) == [
        (2, 2, ""),
        (1, 1, Segment.objects.get().versions.get(number=1).made_by),
    ]
    assert Change.objects.filter(kind="segments", operation="refresh").count() == 1


@pytest.mark.parametrize(
    ("refresh", "days", "expected"),
    [
        ("live", 99, False),
        ("hand", 99, False),
        ("daily", 0, False),
        ("daily", 1, True),
        ("weekly", 6, False),
        ("weekly", 7, True),
        ("monthly", 30, False),
        ("monthly", 31, True),
    ],
)
def test_each_has_its_day(refresh, days, expected):
    segment = Segment(refresh=refresh, kept_at=NOW)

    assert is_due(segment, NOW.date() + dt.timedelta(days)) is expected


def test_by_hand_it_is_on_the_audit_trail_and_a_version_only_where_others_are_meant(daily, planner):
    refresh_segment(segment_id=daily.pk, actor=planner)
    assert daily.versions.count() == 1
    turn_gold("B")
    refresh_segment(segment_id=daily.pk, actor=planner)

    assert (persons(daily), daily.versions.count()) == (2, 2)
    assert AuditEvent.objects.filter(action="segment.refresh").count() == 2
    use_version(segment_id=daily.pk, number=1, actor=planner)
    assert persons(daily) == 1


def test_counted_whenever_it_is_used_again(daily, planner):
    change_segment(segment_id=daily.pk, actor=planner, refresh=SegmentRefresh.LIVE)
    turn_gold("B")

    assert persons(daily) == 2
    with pytest.raises(Refused):
        refresh_segment(segment_id=daily.pk, actor=planner)
    stranger = make_user(Role.PLANNER, make_unit("other"))
    Segment.objects.filter(pk=daily.pk).update(owner_unit=make_unit("third"))
    with pytest.raises(Refused):
        refresh_segment(segment_id=daily.pk, actor=stranger)


@pytest.mark.database
def test_a_list_is_never_refreshed(planner):
    make_customer("A")
    made = create_segment(actor=planner, name="x", numbers=["A"], refresh="daily")

    assert made.refresh == SegmentRefresh.LIVE
    with pytest.raises(IntegrityError), transaction.atomic():
        Segment.objects.filter(pk=made.pk).update(refresh="daily")


def test_the_page_and_the_api_say_when_and_refresh(client, daily, planner):
    client.force_login(planner)
    turn_gold("B")
    page = reverse("customers:segment", args=[daily.code])
    assert "Count anew" in client.get(page).content.decode()

    assert client.post(reverse("customers:segment-refresh", args=[daily.code])).status_code == 302
    assert persons(daily) == 2
    address = f"/api/v1/segments/{daily.code}/"
    told = client.post(f"{address}refresh/").json()
    assert (told["refresh"], bool(told["kept_at"])) == ("daily", True)
    tag = client.get(address)["ETag"]
    changed = client.patch(
        address, {"refresh": "live"}, content_type="application/json", headers={"If-Match": tag}
    )
    assert (changed.status_code, changed.json()["kept_at"]) == (200, None)
    assert client.post(f"{address}refresh/").status_code == 409
