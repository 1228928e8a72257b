"""The databases of one test process, each a copy of the one with all tables.

Three kinds, because a test finds one of three worlds: an ``empty`` company; the company of
`make_world`, whose rows are there before the test begins; a ``scratch`` company for tests that
commit, emptied after each.
"""

from __future__ import annotations

import psycopg2
import pytest
from django.db import connection, transaction

from tests.cluster import on_server

EMPTY, WORLD, SCRATCH = "empty", "world", "scratch"
# Keys of the kinds differ, so that nothing that a process remembers by key is taken for another's.
FIRST_KEYS = {EMPTY: 1, WORLD: 1_000_000, SCRATCH: 2_000_000}
KEYS_FROM = "SELECT setval(oid::regclass, %s) FROM pg_class WHERE relkind = 'S'"


def kind_for(item: pytest.Item) -> str | None:
    """Which database a test works on; None if it works on none."""
    fixtures = set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db")
    if mark is None and not fixtures & {"db", "transactional_db", "django_db_setup"}:
        return None
    if (mark is not None and mark.kwargs.get("transaction")) or "transactional_db" in fixtures:
        return SCRATCH
    return WORLD if "world" in fixtures else EMPTY


class Databases:
    """Makes the copies when they are first asked for."""

    def __init__(self, url: str, *, worker: str) -> None:
        self.url, self.worker = url, worker
        self.made: set[str] = set()

    def name(self, kind: str) -> str:
        return f"test_{self.worker}_{kind}"

    def use(self, kind: str) -> None:
        """Let Django's connection lead to the copy of this kind."""
        if self.is_used(kind):
            return
        name = self.name(kind)
        connection.close()
        if kind not in self.made:
            self._make(name)
        connection.settings_dict["NAME"] = name
        if kind not in self.made:
            self.made.add(kind)
            self._fill(kind)

    def is_used(self, kind: str) -> bool:
        return bool(connection.settings_dict["NAME"] == self.name(kind))

    def remove(self) -> None:
        connection.close()
        for kind in self.made:
            on_server(self.url, f'DROP DATABASE "{self.name(kind)}"')

    def _make(self, name: str) -> None:
        tables = psycopg2.extensions.parse_dsn(self.url)["dbname"]
        on_server(self.url, f'DROP DATABASE IF EXISTS "{name}"')
        on_server(self.url, f'CREATE DATABASE "{name}" TEMPLATE "{tables}"')

    @staticmethod
    def _fill(kind: str) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(KEYS_FROM, [FIRST_KEYS[kind]])
            if kind == WORLD:
                from tests.factories.campaigns import make_world

                make_world()
