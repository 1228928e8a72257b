"""What a page may cost in a company of thousands of plans: queries, and bytes of HTML."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from desk.counts import waiting_count
from tests.factories.campaigns import day, read_world
from tests.factories.crowd import Crowd, make_crowd
from tests.world import known_rule

QUERIES = 15
BYTES = 250_000

# Page → who looks at it.
PAGES = {
    "/": "planner",
    "/?all=1": "head",
    "/?item=": "leader",
    "/calendar/": "planner",
    "/calendar/?zoom=week": "planner",
    "/calendar/?zoom=month": "planner",
    "/calendar/?zoom=quarter": "planner",
    "/calendar/?zoom=year": "planner",
    "/calendar/?view=agenda": "planner",
    "/calendar/?view=month": "planner",
    "/calendar/?view=table": "planner",
    "/campaigns/": "planner",
    "/campaigns/?state=ended": "leader",
    "/campaigns/cycles/": "planner",
    "/campaigns/new/": "planner",
    "/campaigns/{clash}/": "planner",
    "/campaigns/{clash}/findings/": "planner",
    "/campaigns/{clash}/findings/?show=all": "planner",
    "/campaigns/{clash}/history/": "planner",
    "/campaigns/{clash}/comms/": "planner",
    "/campaigns/{draft}/edit/": "planner",
    "/schedule/": "branch",
    "/schedule/?branch=branch-west": "leader",
    "/search/?q=国庆": "planner",
    "/comms/": "editor",
    "/comms/plans/": "editor",
    "/comms/themes/": "editor",
    "/comms/released/": "editor",
    "/customers/": "keeper",
    "/customers/segments/": "planner",
    "/resources/": "planner",
    "/resources/arrivals/": "planner",
    "/channels/": "planner",
    "/channels/products/": "planner",
    "/channels/results/": "planner",
    "/channels/matrix/": "planner",
    "/setup/": "admin",
    "/setup/people/": "admin",
    "/setup/units/": "admin",
    "/setup/policies/": "admin",
    "/setup/audit/": "admin",
    "/notices/": "planner",
    "/api/v1/campaigns/": "planner",
    "/api/v1/campaigns/{clash}/": "planner",
    "/api/v1/campaigns/{clash}/findings/": "planner",
    "/api/v1/campaigns/{clash}/history/": "planner",
    "/api/v1/calendar/?from={monday}&to={sunday}": "planner",
    "/api/v1/drafts/": "editor",
}

__all__ = ["known_rule"]


@pytest.fixture(scope="module")
def crowd(django_db_blocker: DjangoDbBlocker) -> Iterator[Crowd]:
    """Made once and gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_crowd(read_world())
        transaction.set_rollback(True)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("world")
def test_page_costs_few_queries_and_bytes(page: str, crowd: Crowd, client: Client) -> None:
    """The number beside My day is known already, as it is for a minute after any page."""
    person = getattr(crowd, PAGES[page])
    client.force_login(person)
    for cache in caches.all():
        cache.clear()
    waiting_count(person)
    address = page.format(
        clash=crowd.clash.code, draft=crowd.draft.code, monday=day(0), sunday=day(83)
    )
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)

    assert response.status_code == 200
    statements = "\n".join(query["sql"][:300] for query in captured)
    assert len(captured) <= QUERIES, statements
    if response["Content-Type"].startswith("text/html"):
        assert len(response.content) <= BYTES
