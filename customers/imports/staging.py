"""The rows of a file in a temporary table, and the statements that bring them into the customers'
tables set by set.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.db import connection

from customers.bitmaps import ORGANISATION_BASE

COLUMNS = (
    "line int",
    "number text",
    "kind text",
    "name text",
    "phone text",
    "group_id bigint",
    "tier text",
    "arpu numeric(14, 2)",
    "joined_on date",
    "unit_id bigint",
    "grid_id bigint",
    "attributes jsonb",
    "product_id bigint",
    "exclusive_group text",
    "starts_on date",
    "ends_on date",
    "organisation text",
    "organisation_name text",
    "link_kind text",
    "title text",
    "do_not_contact text[]",
    "consent text[]",
    "consent_withdrawn boolean",
)
PHONE_LIKE = r"^(\+?86)?1[3-9]\d{9}$"

# So many new rows in one transaction mislead the planner unless it is told of them.
MANY = 1000

# What an organisation's number in a row points to: the party of the account of that number, else
# the party of that number.
ORGANISATION = (
    "LEFT JOIN customers_customer oc ON oc.number = r.organisation LEFT JOIN customers_party op ON"
    " op.number = r.organisation LEFT JOIN customers_party o ON o.id = coalesce(oc.party_id, op.id)"
)

CONFLICTS = {
    "kind-changed": (
        """
        SELECT r.line, r.number FROM import_row r LEFT JOIN customers_customer c ON c.number = r.number
        LEFT JOIN customers_party same ON same.number = r.number JOIN customers_party p ON p.id = coalesce(c.party_id, same.id)
        WHERE r.kind IS NOT NULL AND r.kind <> p.kind"""
    ),
    "organisation-in-organisation": (
        """
        SELECT r.line, r.number FROM import_row r LEFT JOIN customers_customer c ON c.number = r.number
        LEFT JOIN customers_party same ON same.number = r.number JOIN customers_party p ON p.id = coalesce(c.party_id, same.id)
        WHERE r.organisation IS NOT NULL AND p.kind = 'organisation'"""
    ),
    "organisation-is-person": (
        f"""
        SELECT r.line, r.number FROM import_row r {ORGANISATION} WHERE r.organisation IS NOT NULL AND (o.kind = 'person' OR (o.id IS NULL
        AND EXISTS (SELECT FROM import_row other WHERE other.number = r.organisation AND coalesce(other.kind, 'person') = 'person')))"""
    ),
}

LAST_ROWS = """
    CREATE TEMP TABLE import_last ON COMMIT DROP AS SELECT DISTINCT ON (number) * FROM import_row ORDER BY number, line DESC"""

NEW_PARTIES = """
    CREATE TEMP TABLE import_party ON COMMIT DROP AS
    SELECT number, kind, name, first.ordinal + row_number() OVER (PARTITION BY kind ORDER BY path NULLS LAST, grid NULLS LAST, number) - 1
        AS ordinal
    FROM (
        SELECT l.number, coalesce(l.kind, 'person') AS kind, coalesce(l.name, '') AS name, u.path, g.code AS grid
        FROM import_last l LEFT JOIN organization_unit u ON u.id = l.unit_id LEFT JOIN customers_gridunit g ON g.id = l.grid_id
        WHERE NOT EXISTS (SELECT FROM customers_customer c WHERE c.number = l.number)
        AND NOT EXISTS (SELECT FROM customers_party p WHERE p.number = l.number)
        UNION ALL
        (SELECT DISTINCT ON (r.organisation) r.organisation, 'organisation', coalesce(r.organisation_name, ''), NULL, NULL
        FROM import_row r WHERE r.organisation IS NOT NULL
        AND NOT EXISTS (SELECT FROM customers_customer c WHERE c.number = r.organisation)
        AND NOT EXISTS (SELECT FROM customers_party p WHERE p.number = r.organisation)
        AND NOT EXISTS (SELECT FROM import_last l WHERE l.number = r.organisation)
        ORDER BY r.organisation, r.organisation_name IS NULL, r.line DESC)
    ) newcomer
    JOIN (
        SELECT 'person' AS of_kind, coalesce(max(ordinal) + 1, 0) AS ordinal FROM customers_party WHERE ordinal < %(base)s
        UNION ALL SELECT 'organisation', coalesce(max(ordinal) + 1, %(base)s) FROM customers_party WHERE ordinal >= %(base)s
    ) first ON first.of_kind = newcomer.kind"""

# A number that is a phone would tell the phone wherever the party is named, so such a party is
# named by its ordinal.
PARTY_NAMES = "ALTER TABLE import_party ADD party_number text"
NAME_PARTIES = """
    UPDATE import_party SET party_number = CASE WHEN number ~ %(phone)s THEN 'P-' || lpad(ordinal::text, 10, '0') ELSE number END"""
INSERT_PARTIES = """
    INSERT INTO customers_party (number, ordinal, kind, name) SELECT party_number, ordinal, kind, name FROM import_party ORDER BY ordinal"""

CHANGE_CUSTOMERS = """
    UPDATE customers_customer c SET name = n.name, phone = n.phone, group_id = n.group_id, tier = n.tier, arpu = n.arpu,
        joined_on = n.joined_on, unit_id = n.unit_id, grid_id = n.grid_id, attributes = n.attributes
    FROM (
        SELECT o.id, coalesce(l.name, o.name) AS name, coalesce(l.phone, o.phone) AS phone, coalesce(l.group_id, o.group_id) AS group_id,
            coalesce(l.tier, o.tier) AS tier, coalesce(l.arpu, o.arpu) AS arpu, coalesce(l.joined_on, o.joined_on) AS joined_on,
            coalesce(l.unit_id, o.unit_id) AS unit_id, coalesce(l.grid_id, o.grid_id) AS grid_id,
            o.attributes || coalesce(l.attributes, '{}') AS attributes
        FROM import_last l JOIN customers_customer o ON o.number = l.number
    ) n
    WHERE n.id = c.id AND (c.name, c.phone, c.group_id, c.tier, c.arpu, c.joined_on, c.unit_id, c.grid_id, c.attributes)
        IS DISTINCT FROM (n.name, n.phone, n.group_id, n.tier, n.arpu, n.joined_on, n.unit_id, n.grid_id, n.attributes)"""

INSERT_CUSTOMERS = """
    INSERT INTO customers_customer (number, party_id, name, phone, group_id, tier, arpu, joined_on, unit_id, grid_id, attributes)
    SELECT l.number, p.id, coalesce(l.name, ''), coalesce(l.phone, ''), l.group_id, coalesce(l.tier, ''), l.arpu, l.joined_on,
        l.unit_id, l.grid_id, coalesce(l.attributes, '{}')
    FROM import_last l LEFT JOIN import_party i ON i.number = l.number
    JOIN customers_party p ON p.number = coalesce(i.party_number, l.number)
    WHERE NOT EXISTS (SELECT FROM customers_customer c WHERE c.number = l.number) ORDER BY p.ordinal"""

NAME_OF_PARTIES = """
    UPDATE customers_party p SET name = c.name FROM customers_customer c JOIN import_last l ON l.number = c.number
    WHERE p.id = c.party_id AND l.name IS NOT NULL AND p.name <> c.name
    AND NOT EXISTS (SELECT FROM customers_customer earlier WHERE earlier.party_id = c.party_id AND earlier.id < c.id)"""

NAME_OF_ORGANISATIONS = f"""
    UPDATE customers_party p SET name = n.name FROM (
        SELECT DISTINCT ON (o.id) o.id, r.organisation_name AS name FROM import_row r {ORGANISATION}
        WHERE r.organisation_name IS NOT NULL AND oc.id IS NULL ORDER BY o.id, r.line DESC
    ) n WHERE p.id = n.id AND p.name <> n.name"""

HOLDINGS = """
    INSERT INTO customers_holding AS held (customer_id, product_id, starts_on, ends_on, exclusive_group)
    SELECT DISTINCT ON (c.id, r.product_id, r.starts_on) c.id, r.product_id, r.starts_on, r.ends_on, coalesce(r.exclusive_group, '')
    FROM import_row r JOIN customers_customer c ON c.number = r.number WHERE r.product_id IS NOT NULL
    ORDER BY c.id, r.product_id, r.starts_on, r.line DESC
    ON CONFLICT (customer_id, product_id, starts_on) DO UPDATE SET ends_on = excluded.ends_on
    WHERE excluded.ends_on IS NOT NULL AND held.ends_on IS DISTINCT FROM excluded.ends_on"""

LINKS = f"""
    INSERT INTO customers_partylink AS link (organisation_id, person_id, kind, title)
    SELECT DISTINCT ON (o.id, c.party_id, r.link_kind) o.id, c.party_id, r.link_kind, coalesce(r.title, '')
    FROM import_row r JOIN customers_customer c ON c.number = r.number {ORGANISATION}
    WHERE r.organisation IS NOT NULL ORDER BY o.id, c.party_id, r.link_kind, r.line DESC
    ON CONFLICT (organisation_id, person_id, kind) DO UPDATE SET title = excluded.title
    WHERE excluded.title <> '' AND link.title <> excluded.title"""

OPT_OUTS = """
    INSERT INTO customers_donotcontact (party_id, contact_class, since, reason)
    SELECT DISTINCT c.party_id, unnest(r.do_not_contact), %(today)s::date, ''
    FROM import_row r JOIN customers_customer c ON c.number = r.number WHERE r.do_not_contact IS NOT NULL ON CONFLICT DO NOTHING"""

# A yes that was taken back stays taken back, whatever a later file says.
CONSENTS = """
    INSERT INTO customers_consent (party_id, contact_class, given_on)
    SELECT DISTINCT c.party_id, unnest(r.consent), %(today)s::date
    FROM import_row r JOIN customers_customer c ON c.number = r.number WHERE r.consent IS NOT NULL ON CONFLICT DO NOTHING"""
WITHDRAWALS = """
    UPDATE customers_consent y SET withdrawn_on = %(today)s FROM import_row r JOIN customers_customer c ON c.number = r.number
    WHERE r.consent_withdrawn AND y.party_id = c.party_id AND y.withdrawn_on IS NULL"""


@dataclass(slots=True)
class Merged:
    """What the merge did, in customers; ``extras`` counts what hangs on them."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    extras: dict[str, int] = field(default_factory=dict)

    @property
    def has_changes(self) -> bool:
        return bool(self.created or self.changed or any(self.extras.values()))


@contextmanager
def staging_table() -> Iterator[None]:
    """An empty staging table of this session, outside any transaction, so that progress can be
    written beside it.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_row")
        cursor.execute(f"CREATE TEMP TABLE import_row ({', '.join(COLUMNS)})")
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE IF EXISTS import_row")


def copy_rows(rows: Iterable[tuple[Any, ...]]) -> None:
    """Stage a block of rows with COPY; None becomes NULL."""
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    buffer.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY import_row FROM STDIN (FORMAT csv)", buffer)


def take_conflicts() -> list[tuple[int, str, str]]:
    """Remove the staged rows that contradict what is on record: (row, number, what is wrong)."""
    found: dict[int, tuple[int, str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX ON import_row (number)")
        cursor.execute("ANALYZE import_row")
        for case, statement in CONFLICTS.items():
            cursor.execute(statement)
            for line, number in cursor.fetchall():
                found.setdefault(line, (line, number, case))
        if found:
            cursor.execute("DELETE FROM import_row WHERE line = ANY(%s)", [list(found)])
    return sorted(found.values())


def merge(*, today: dt.date) -> Merged:
    """Bring the staged rows into the customers' tables, inside the caller's transaction. An empty
    cell changes nothing.

    New parties get the next ordinals of their kind in the order of unit, grid and number.
    """
    values: dict[str, Any] = {"base": ORGANISATION_BASE, "phone": PHONE_LIKE, "today": today}
    done = Merged()
    with connection.cursor() as cursor:

        def run(statement: str) -> int:
            cursor.execute(statement, values)
            return cursor.rowcount

        staged = count(cursor, "import_row")
        run(LAST_ROWS)
        run("CREATE UNIQUE INDEX ON import_last (number)")
        run("ANALYZE import_last")
        done.changed = run(CHANGE_CUSTOMERS)
        run(NAME_OF_PARTIES)
        run(NEW_PARTIES)
        run(PARTY_NAMES)
        run(NAME_PARTIES)
        run("CREATE UNIQUE INDEX ON import_party (number)")
        run("ANALYZE import_party")
        if run(INSERT_PARTIES) > MANY:
            run("ANALYZE customers_party")
        done.created = run(INSERT_CUSTOMERS)
        if done.created > MANY:
            run("ANALYZE customers_customer")
        names = run(NAME_OF_ORGANISATIONS)
        done.extras = {
            "holdings": run(HOLDINGS),
            "links": run(LINKS),
            "do_not_contact": run(OPT_OUTS),
            "consents": run(CONSENTS) + run(WITHDRAWALS),
            "organisation_names": names,
        }
        distinct = count(cursor, "import_last")
        run("DROP TABLE import_last, import_party")
    done.repeated = staged - distinct
    done.unchanged = distinct - done.created - done.changed
    return done


def count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])
