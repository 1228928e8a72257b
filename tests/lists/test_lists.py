"""Every list, page or call, costs as many queries at three rows as at one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from tests.factories.campaigns import make_world
from tests.lists.stage import Stage
from tests.lists.table import LISTS, NO_LISTS
from tests.routes import calls, pages, route_of
from tests.world import declare_check, declare_test_rule

NO_QUERY = re.compile(r"^(?:RELEASE )?SAVEPOINT")
REASONED = [route for group in NO_LISTS.values() for route in group]


@dataclass(frozen=True, slots=True)
class Answer:
    """How long an answer is, and the queries that it took."""

    status: int
    length: int
    queries: list[str]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker) -> Iterator[dict[str, tuple[Answer, Answer]]]:
    """Each list with one row and with three."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        declare_test_rule(patch)
        declare_check(patch, lambda campaign: [])
        stage = Stage(make_world())
        stage.more()
        one = {route: ask(stage, route) for route in LISTS}
        stage.more()
        stage.more()
        yield {route: (one[route], ask(stage, route)) for route in LISTS}
        transaction.set_rollback(True)


def ask(stage: Stage, route: str) -> Answer:
    """Asked twice: what is remembered from one answer to the next is no query of a list."""
    who, path = LISTS[route]
    address = "/" + path.format(**stage.parameters())
    user = stage.people[who]
    client = APIClient() if path.startswith("api/") else Client()
    if isinstance(client, APIClient):
        client.force_authenticate(type(user).objects.get(pk=user.pk))
    else:
        client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
    asked = [row["sql"] for row in caught.captured_queries if not NO_QUERY.search(row["sql"])]
    return Answer(answer.status_code, len(content), asked)


@pytest.mark.parametrize("route", LISTS)
def test_list_costs_the_same_for_three_rows(answers, route):
    one, three = answers[route]

    assert (one.status, three.status) == (200, 200)
    assert three.length > one.length, "the list did not grow"
    grown = [
        sql[:300] for sql in three.queries if three.queries.count(sql) > one.queries.count(sql)
    ]
    assert len(three.queries) == len(one.queries), "\n".join(grown)


def test_every_address_is_a_list_or_says_why_not():
    assert sorted([*LISTS, *REASONED]) == sorted(pages() | calls())


def test_rows_ask_the_address_that_they_stand_for():
    known = pages() | calls()

    assert {route: route_of(path, known) for route, (_who, path) in LISTS.items()} == {
        route: route for route in LISTS
    }
