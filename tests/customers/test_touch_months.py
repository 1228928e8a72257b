"""The record of touches in months: where a row lies, what is unique, what a read opens."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, connection, transaction

from customers import months
from customers.models import Touch
from tests.factories.customers import make_customer

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def party():
    return make_customer("N0001").party


def tell(party, day, key="1"):
    return Touch.objects.create(
        source="crm", key=key, happened_on=day, contact_class="sms", party=party
    )


def table_of(touch):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text FROM customers_touch WHERE id = %s", [touch.pk]
        )
        (name,) = cursor.fetchone()
    return name


def opened(day):
    """The tables that a read of one day opens."""
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (COSTS OFF) SELECT * FROM customers_touch WHERE happened_on = %s", [day]
        )
        plan = " ".join(line for (line,) in cursor.fetchall())
    return set(re.findall(r" on (customers_touch_\w+)", plan))


def test_months_are_made_ahead_once():
    assert months.keep_months(TODAY) == [
        "customers_touch_2026_11",
        "customers_touch_2026_12",
        "customers_touch_2027_01",
        "customers_touch_2027_02",
    ]
    assert months.keep_months(TODAY) == []
    assert months.keep_months(TODAY + dt.timedelta(days=1)) == ["customers_touch_2027_03"]


def test_a_row_lies_in_its_month_to_the_last_day(party):
    months.keep_months(TODAY)
    days = {
        dt.date(2026, 11, 1): "customers_touch_2026_11",
        dt.date(2026, 11, 30): "customers_touch_2026_11",
        dt.date(2026, 12, 1): "customers_touch_2026_12",
        dt.date(2026, 10, 31): months.REST,
    }

    assert {day: table_of(tell(party, day, key=str(day))) for day in days} == days


def test_a_history_moves_into_its_months(party):
    rows = [tell(party, dt.date(2024, month, 15), key=str(month)) for month in (3, 5)]
    before = [table_of(row) for row in rows]

    made = months.keep_months(TODAY)

    assert before == [months.REST] * 2
    assert made[:2] == ["customers_touch_2024_03", "customers_touch_2024_05"]
    assert [table_of(row) for row in rows] == made[:2]
    assert list(Touch.objects.order_by("id")) == rows


def test_a_month_made_later_holds_what_all_hold(party):
    months.keep_months(TODAY)
    tell(party, TODAY)

    for wrong in (
        {"key": "1", "party": party},
        {"key": "2"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Touch.objects.create(source="crm", happened_on=TODAY, contact_class="sms", **wrong)


def test_a_read_of_a_day_opens_one_month():
    months.keep_months(TODAY)

    assert opened(TODAY) == {"customers_touch_2026_11"}


def test_numbers_go_on_after_the_move(party):
    first = tell(party, TODAY)
    months.keep_months(TODAY)

    assert tell(party, TODAY, key="2").pk > first.pk
