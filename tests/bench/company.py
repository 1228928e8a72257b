"""A company of so many touches on a PostgreSQL of its own, for as long as an entry runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import cluster

DAYS = 700
TOUCHES_EACH = 10
SEED = """
INSERT INTO customers_party (number, ordinal, kind, name)
    SELECT 'P' || lpad(n::text, 9, '0'), n, 'person', '王' || n
    FROM generate_series(1, {persons}) n;
INSERT INTO customers_customer (number, party_id, name, phone, tier, attributes)
    SELECT 'C' || lpad(p.ordinal::text, 9, '0'), p.id, p.name, '', '', '{{}}'
    FROM customers_party p;
INSERT INTO customers_touch (source, key, happened_on, kind, contact_class, channel, campaign,
    party_id, is_service, unit, benefit_kind, occasion, value)
    SELECT 'bench', n::text, date '{today}' - (n * 7919 % {days})::int,
        CASE WHEN n % 10 = 0 THEN 'benefit_given' ELSE 'contact' END,
        CASE WHEN n % 10 = 0 THEN 'none' ELSE 'sms' END, '', '',
        p.id, false, 'consumer', CASE WHEN n % 10 = 0 THEN 'goods' ELSE '' END,
        CASE WHEN n % 10 = 0 THEN 'birthday' ELSE '' END, CASE WHEN n % 10 = 0 THEN 32 END
    FROM generate_series(1::bigint, {touches}) n
    JOIN customers_party p ON p.ordinal = n * 31 % {persons} + 1;
"""


@contextmanager
def database() -> Iterator[None]:
    """Django on a throw-away PostgreSQL with all tables, empty; taken away afterwards."""
    with tempfile.TemporaryDirectory(prefix="jiepai-bench-") as data:
        (Path(data) / "static").mkdir()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "JIEPAI_ENV": "test",
            "JIEPAI_DATA": data,
        }
        tables = cluster.tables(os.environ)
        os.environ["DATABASE_URL"] = tables.url
        import django

        django.setup()
        from django.db import connection

        tables.start()
        try:
            yield
        finally:
            connection.close()
            tables.remove()


def seed(touches: int) -> int:
    """Write persons with ten touches each, over two years of months; returns how many persons."""
    from django.db import connection

    from common import clock
    from customers.months import keep_months

    persons = touches // TOUCHES_EACH
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE customers_touch, customers_customer, customers_party CASCADE")
        cursor.execute(
            SEED.format(persons=persons, touches=touches, today=clock.today(), days=DAYS)
        )
    keep_months(clock.today())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customers_touch, customers_customer, customers_party")
    return persons
