"""A file of new customers, and one of touches, beside COPY into the same tables with all their
indexes and triggers.
"""

from __future__ import annotations

import csv
import os
import resource
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.company import database
from tests.bench.entries import Measure, entry, is_smoke
from tests.bench.meter import Cost, metered

SIZES = tuple(int(one) for one in os.environ.get("BENCH_ROWS", "1000000").split(","))
LEAST, MOST_MB = 0.7, 100.0
PARTY = "customers_party (id, number, ordinal, kind, name)"
CUSTOMER = (
    "customers_customer (number, party_id, name, phone, tier, arpu, joined_on, unit_id, attributes)"
)
TOUCH = "customers_touch (source, key, happened_on, kind, contact_class, channel, campaign, party_id, is_service)"  # fmt: skip  # noqa: E501


@entry("import")
def importing() -> Iterator[Measure]:
    """Rows a processor second, this process and the database together, as a part of what COPY
    takes; and what the process grows by.
    """
    with database(), tempfile.TemporaryDirectory() as folder:
        from django.conf import settings

        from tests.factories.organization import make_unit

        settings.MEDIA_ROOT = folder
        unit = make_unit("branch-1", kind="branch").pk
        for rows in (SIZES[0] // 10,) if is_smoke() else SIZES:
            path = Path(folder) / "rows.csv"
            forget()
            bare = copied(path, PARTY, ((n, number(n), n, "person", f"王{n}") for n in range(rows)))
            bare += copied(path, CUSTOMER, (customer(n, unit) for n in range(rows)))
            forget()
            write(path, [("客户编号", "姓名", "手机号", "等级", "ARPU", "入网日期", "单位")])
            add(path, (customer(n, "branch-1", plain=True) for n in range(rows)))
            yield from compared(f"{rows:,} customers", rows, bare, path, "customers")
            ids = party_ids()
            bare = copied(path, TOUCH, (touch(n, ids[n]) for n in range(rows)))
            forget("customers_touch, customers_indexnews")
            write(path, [("客户编号", "日期", "事项", "触达方式", "流水号")])
            add(path, ((number(n), day(n), "contact", "sms", n) for n in range(rows)))
            yield from compared(f"{rows:,} touches", rows, bare, path, "touches")


def compared(what: str, rows: int, bare: Cost, path: Path, subject: str) -> Iterator[Measure]:
    from customers.imports.files import folder
    from customers.imports.mapping import Mapping
    from customers.imports.rejects import RejectWriter
    from customers.imports.running import import_file
    from customers.imports.subjects import SUBJECTS

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with metered() as cost:
        outcome = import_file(
            path,
            mapping=Mapping({}),
            subject=SUBJECTS[subject],
            source="bench",
            rejects=RejectWriter(folder() / "rejected"),
        )
    assert outcome.merged.created == rows, outcome
    print(f"  {what}: {cost.here:.0f} s here, {cost.database:.0f} s in the database, COPY {bare}")
    yield Measure(f"{what}: of COPY's speed", bare.seconds / cost.seconds, LEAST)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield Measure(f"{what}: MB that the worker grows by", grown, MOST_MB, at_most=True)


def number(n: int) -> str:
    return f"C{n:09}"


def day(n: int) -> str:
    from common import clock

    return f"{clock.today().replace(day=1)}" if n % 2 else f"{clock.today()}"


def customer(n: int, unit: Any, *, plain: bool = False) -> tuple[Any, ...]:
    """A row as COPY takes it, or as a file tells it."""
    words = (f"王{n}", f"1{3_000_000_000 + n}", ("金", "银")[n % 2], f"{n % 300}.50", "2020-02-01")
    return (number(n), *words, unit) if plain else (number(n), n, *words, unit, "{}")


def touch(n: int, party: int) -> tuple[Any, ...]:
    return ("bench", n, day(n), "contact", "sms", "app", "C1", party, False)


def write(path: Path, rows: Iterable[Any]) -> None:
    path.write_text("", encoding="utf-8")
    add(path, rows)


def add(path: Path, rows: Iterable[Any]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def copied(path: Path, table: str, rows: Iterable[Any]) -> Cost:
    from django.db import connection

    write(path, rows)
    with metered() as cost, connection.cursor() as cursor, path.open(encoding="utf-8") as file:
        cursor.copy_expert(f"COPY {table} FROM STDIN (FORMAT csv)", file)
    return cost


def party_ids() -> list[int]:
    from customers.models import Party

    return list(Party.objects.order_by("ordinal").values_list("pk", flat=True))


def forget(tables: str = "customers_party, customers_customer, customers_touch") -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")
