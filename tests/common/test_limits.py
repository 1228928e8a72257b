"""Limits that count over all processes."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from common.tidying import remove_expired
from tests.factories.organization import make_user

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
