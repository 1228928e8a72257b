"""The months that the record of touches lies in: each is a table of its own, so that the newest
stays small however long the record gets, and a read of some days opens only theirs.

What lies in no month yet (a history that was delivered, a far day) waits in a table for the rest
until the next day's change makes its months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import connection, transaction

TABLE = "customers_touch"
REST = f"{TABLE}_rest"
AHEAD = 3


def keep_months(today: dt.date) -> list[str]:
    """Make the months that are wanted and not there: this one, the next ``AHEAD``, and those of
    whatever lies with the rest; returns their tables. Each is a transaction, so that who tells of
    touches waits for one at most.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT date_trunc('month', happened_on)::date FROM {REST}"  # noqa: S608
        )
        wanted = {first for (first,) in cursor.fetchall()}
    return make_months({*wanted, *months_from(today, AHEAD + 1)})


def make_months(firsts: Iterable[dt.date]) -> list[str]:
    """Make those of these months that are not there; returns their tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass",
            [TABLE],
        )
        there = {name for (name,) in cursor.fetchall()}
    return [make_month(first) for first in sorted(firsts) if table_of(first) not in there]


def months_from(day: dt.date, count: int) -> Iterator[dt.date]:
    """The first days of the month of a day and of those after it."""
    first = day.replace(day=1)
    for _each in range(count):
        yield first
        first = after(first)


def after(first: dt.date) -> dt.date:
    """The first day of the next month."""
    return (first + dt.timedelta(days=31)).replace(day=1)


def table_of(first: dt.date) -> str:
    return f"{TABLE}_{first:%Y_%m}"


@transaction.atomic
def make_month(first: dt.date) -> str:
    """Make the table of a month, with what lies with the rest of it; returns its name."""
    name, last = table_of(first), after(first)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {name} (LIKE {TABLE} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
        )
        cursor.execute(
            f"WITH moved AS (DELETE FROM {REST} WHERE happened_on >= %s AND happened_on < %s"  # noqa: S608
            f" RETURNING *) INSERT INTO {name} SELECT * FROM moved",
            [first, last],
        )
        cursor.execute(
            f"ALTER TABLE {TABLE} ATTACH PARTITION {name} FOR VALUES FROM (%s) TO (%s)",
            [first, last],
        )
    return name
