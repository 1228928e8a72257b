"""Limits that count over all processes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from common.calls import may_call, wait_s
from common.models import CallCount
from common.tidying import remove_expired
from tests.factories.organization import make_user

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_limit_outlives_a_busy_minute():
    """Django's own shared cache throws a third of its rows away at 300."""
    cache.set("a-limit", 7, 900)
    for number in range(320):
        cache.set(f"somebody-{number}", 1, 60)

    assert cache.get("a-limit") == 7


def test_what_has_expired_is_removed():
    cache.set("kept", 1, 900)
    cache.set("over", 1, 900)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE shared_cache SET expires = now() - interval '1 second'"
            " WHERE cache_key LIKE '%over'"
        )

    remove_expired()

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        assert [key.rpartition(":")[2] for (key,) in cursor.fetchall()] == ["kept"]


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer nonsense"}], ids=["no token", "a wrong token"]
)
def test_strangers_are_slowed_down(headers):
    answers = [
        Client(REMOTE_ADDR="203.0.113.7").get("/api/v1/campaigns/", headers=headers).status_code
        for _ in range(32)
    ]

    assert answers == [*[401] * 30, 429, 429]


def test_strangers_slow_down_nobody_else():
    for _ in range(31):
        Client(REMOTE_ADDR="203.0.113.7").get("/api/v1/campaigns/")
    client = Client(REMOTE_ADDR="203.0.113.7")
    client.force_login(make_user())

    assert client.get("/api/v1/units/").status_code != 429
    assert Client(REMOTE_ADDR="203.0.113.8").get("/api/v1/campaigns/").status_code == 401


def test_calls_are_counted_within_a_span_that_slides(time_machine):
    time_machine.move_to(NOON, tick=False)
    assert [may_call("one", most=4, seconds=60) for _ in range(5)] == [True] * 4 + [False]
    assert may_call("another", most=4, seconds=60)
    assert wait_s("one", seconds=60) == 60

    # Half of the former span still counts: two of its four calls.
    time_machine.move_to(NOON + dt.timedelta(seconds=90), tick=False)
    assert [may_call("one", most=4, seconds=60) for _ in range(3)] == [True, True, False]
    assert wait_s("one", seconds=60) == 30

    time_machine.move_to(NOON + dt.timedelta(seconds=240), tick=False)
    assert [may_call("one", most=4, seconds=60) for _ in range(5)] == [True] * 4 + [False]


def test_a_call_is_counted_in_one_statement(django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(1):
            may_call("one", most=4, seconds=60)


def test_a_high_limit_is_counted_ahead_and_never_exceeded(django_assert_num_queries, time_machine):
    time_machine.move_to(NOON, tick=False)
    with django_assert_num_queries(1):
        assert all(may_call("one", most=600, seconds=60) for _ in range(10))
    # Another process has counted some of its own meanwhile.
    CallCount.objects.filter(key="one").update(calls=585)

    assert [may_call("one", most=600, seconds=60) for _ in range(16)] == [True] * 15 + [False]
    assert CallCount.objects.get(key="one").calls == 600

    # What was counted ahead is given out at once or not at all.
    time_machine.move_to(NOON + dt.timedelta(seconds=240), tick=False)
    assert may_call("one", most=600, seconds=60)
    time_machine.move_to(NOON + dt.timedelta(seconds=246), tick=False)
    with django_assert_num_queries(1):
        may_call("one", most=600, seconds=60)
    assert CallCount.objects.get(key="one").calls == 20


def test_counts_of_those_who_have_not_called_for_long_are_removed(time_machine):
    time_machine.move_to(NOON - dt.timedelta(days=3))
    may_call("long ago", most=4, seconds=60)
    time_machine.move_to(NOON)
    may_call("now", most=4, seconds=60)

    remove_expired()

    assert list(CallCount.objects.values_list("key", flat=True)) == ["now"]
