"""The rows of a file in a temporary table, brought from there into the customers' tables."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.db import connection

from common import clock
from customers.bitmaps import ORGANISATION_BASE
from customers.imports import statements
from customers.imports.columns import Column
from customers.imports.staged import COLUMNS
from customers.models import UnmatchedBlock

# So many new rows in one transaction mislead the planner unless it is told of them.
MANY = 1000
# A few hundred rows say enough of a staged table; those that stay are looked at as always.
ROUGHLY = "SET LOCAL default_statistics_target = 5"
AS_ALWAYS = "SET LOCAL default_statistics_target = DEFAULT"


@dataclass(slots=True)
class Merged:
    """What the merge did, in customers; ``extras`` counts what hangs on them, ``kept_wishes`` what
    the file says otherwise than people did and was left as it is.
    """

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    kept_wishes: int = 0
    extras: dict[str, int] = field(default_factory=dict)

    @property
    def has_changes(self) -> bool:
        return bool(self.created or self.changed or any(self.extras.values()))


@contextmanager
def staging_table(columns: Sequence[Column] = COLUMNS) -> Iterator[None]:
    """An empty staging table of this session, outside any transaction, so that progress can be
    written beside it.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_row")
        declarations = ", ".join(column.declaration for column in columns)
        cursor.execute(f"CREATE TEMP TABLE import_row (line int, {declarations})")
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE IF EXISTS import_row, import_named")


def copy_rows(rows: Iterable[tuple[Any, ...]], names: Sequence[str]) -> None:
    """Stage a block of rows with COPY, each its line and the values of these columns; None becomes
    NULL.
    """
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    buffer.seek(0)
    with connection.cursor() as cursor:
        into = ", ".join(("line", *names))
        cursor.copy_expert(f"COPY import_row ({into}) FROM STDIN (FORMAT csv)", buffer)


def take_conflicts() -> list[tuple[int, str, str]]:
    """Remove the staged rows that contradict what is on record: (row, number, what is wrong)."""
    found: dict[int, tuple[int, str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(ROUGHLY)
        cursor.execute("CREATE INDEX ON import_row (number)")
        cursor.execute("ANALYZE import_row")
        for case, statement in statements.CONFLICTS.items():
            cursor.execute(statement)
            for line, number in cursor.fetchall():
                found.setdefault(line, (line, number, case))
        if found:
            cursor.execute("DELETE FROM import_row WHERE line = ANY(%s)", [list(found)])
    return sorted(found.values())


def merge(*, now: dt.datetime, who: str = "", why: str = "", batch: int | None = None) -> Merged:
    """Bring the staged rows into the customers' tables, inside the caller's transaction. An empty
    cell changes nothing. ``who`` imports and ``why`` stand with the wishes that the file tells;
    ``batch`` with the customers that it enters or changes.

    New parties get the next ordinals of their kind in the order of unit, grid and number.
    """
    values: dict[str, Any] = {
        "base": ORGANISATION_BASE,
        "phone": statements.PHONE_LIKE,
        "today": clock.today(now),
        "now": now,
        "who": who,
        "why": why,
        "batch": batch,
        "block": UnmatchedBlock.SIZE,
    }
    done = Merged()
    with connection.cursor() as cursor:

        def run(statement: str) -> int:
            cursor.execute(statement, values)
            return cursor.rowcount

        cursor.execute(statements.TOLD)
        staged, *answers = cursor.fetchone()
        told = dict(zip(statements.ASKED, answers, strict=True))

        def hangs_on(column: str, *statements: str) -> int:
            return sum(run(one) for one in statements) if told[column] else 0

        run(ROUGHLY)
        run(statements.LAST_ROWS)
        run("CREATE UNIQUE INDEX ON import_last (number)")
        run("ANALYZE import_last")
        done.changed = run(statements.CHANGE_CUSTOMERS)
        run(statements.NAME_OF_PARTIES)
        run(statements.NEW_PARTIES)
        run(statements.KNOWN_PARTIES)
        run("ANALYZE import_party")
        run(AS_ALWAYS)
        if run(statements.INSERT_PARTIES) > MANY:
            run("ANALYZE customers_party")
        done.created = run(statements.INSERT_CUSTOMERS)
        if done.created > MANY:
            run("ANALYZE customers_customer")
        names = hangs_on("organisation_name", statements.NAME_OF_ORGANISATIONS)
        groups = hangs_on("marketing_customer", statements.GROUPS)
        hangs_on("marketing_customer", statements.MOVED)
        done.extras = {
            "holdings": hangs_on("product_id", statements.HOLDINGS),
            "links": hangs_on("organisation", statements.LINKS),
            "contact_again": hangs_on("contact_again", statements.LIFTED),
            "do_not_contact": hangs_on("do_not_contact", statements.OPT_OUTS),
            "consents": hangs_on("consent", statements.CONSENTS)
            + hangs_on("consent_withdrawn", statements.WITHDRAWALS),
            "organisation_names": names,
            "groups": groups,
            "grouped": hangs_on("marketing_customer", statements.GROUPED),
        }
        run(statements.UNMATCHED)
        cursor.execute(statements.KEPT_WISHES)
        done.kept_wishes = int(cursor.fetchone()[0])
        distinct = count(cursor, "import_last")
        run("DROP TABLE import_last, import_party")
    done.repeated = staged - distinct
    done.unchanged = distinct - done.created - done.changed
    return done


def count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - one of our own tables
    return int(cursor.fetchone()[0])
