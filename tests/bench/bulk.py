"""Filling tables with very many rows: indexes and constraints are made afterwards, in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u')
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
"""


@contextmanager
def bare(*tables: str) -> Iterator[None]:
    """Tables without more indexes, foreign keys and triggers for as long as they are filled."""
    constraints = rows(CONSTRAINTS, tables)
    run(f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name, _made_by in constraints)
    indexes = rows(INDEXES, tables)
    run(f"DROP INDEX {name}" for name, _made_by in indexes)
    run(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables)
    yield
    run(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables)
    run(["SET LOCAL maintenance_work_mem = '1GB'"])
    run(made_by for _name, made_by in indexes)
    run(f"ALTER TABLE {table} ADD CONSTRAINT {name} {by}" for table, name, by in constraints)


def rows(statement: str, tables: Sequence[str]) -> list[tuple[str, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, [list(tables)])
        found: list[tuple[str, ...]] = cursor.fetchall()
    return found


def run(statements: Iterator[str] | Sequence[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
