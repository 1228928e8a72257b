"""An import from the open file to the counts: read and stage as a stream, then merge all at once or
not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from common import clock, locks
from customers.imports import staging
from customers.imports.cells import Row
from customers.imports.mapping import Columns, Mapping, resolve
from customers.imports.problems import Reject, RowProblem, Unusable
from customers.imports.rejects import RejectWriter
from customers.imports.staged import stager
from customers.imports.subject import Reader, Setting, Subject
from customers.imports.subjects import CUSTOMERS
from customers.imports.suggestions import suggest
from customers.imports.tables import Table, open_table
from customers.imports.values import text_of
from customers.kept_values import Kept

BLOCK = 5000
LOCK_WAIT = "2min"  # another import may be writing
SETTINGS = {
    "lock_timeout": LOCK_WAIT,
    "statement_timeout": "0",
    "client_connection_check_interval": "5s",
}
LONGEST_REASON = 120
READING_SHARE = 70  # per cent of the progress bar

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class ImportResult:
    """What an import did, or would do. ``rows`` = created + changed + unchanged + repeated +
    rejected; ``kept`` are the columns kept beside the fields.
    """

    encoding: str = ""
    sheet: str = ""
    rows: int = 0
    rejected: int = 0
    merged: staging.Merged = field(default_factory=staging.Merged)
    kept: dict[str, Kept] = field(default_factory=dict)


def completed(mapping: Mapping, table: Table, subject: Subject) -> Mapping:
    """The mapping; one without columns takes what the headers say beyond doubt."""
    if mapping.columns:
        return mapping
    return replace(mapping, columns=suggest(table.headers, subject.fields))


def opened(path: Path, name: str, mapping: Mapping) -> AbstractContextManager[Table]:
    """The table as the options of a mapping say."""
    return open_table(
        path,
        name=name,
        encoding=mapping.encoding,
        sheet=mapping.sheet,
        header_row=mapping.header_row,
    )


def read_rows(table: Table, reader: Reader) -> Iterator[tuple[Row, Any]]:
    """Each row with its values, or with why it is not taken."""
    for row in table.rows():
        try:
            yield row, reader.read(row)
        except RowProblem as problem:
            yield row, Reject(row.number, problem.case, problem.params, cells_of(row))


def cells_of(row: Row) -> tuple[str, ...]:
    """The cells as text, for the file of rejected rows."""
    return tuple(shown(cell) for cell in row.cells)


def shown(cell: Any) -> str:
    try:
        return text_of(cell, "")
    except RowProblem:
        return "".join(char for char in str(cell) if char.isprintable())


def stage_file(
    path: Path,
    *,
    name: str,
    mapping: Mapping,
    rejects: RejectWriter,
    progress: Progress,
    subject: Subject,
) -> tuple[ImportResult, Columns]:
    """Read the whole file into the staging table, block by block. Raises ``Unusable``."""
    with opened(path, name, mapping) as table:
        use = completed(mapping, table, subject)
        columns = resolve(use, table.headers, subject.needed)
        reader = subject.reader(columns, use)
        rejects.headers(columns.names)
        outcome = ImportResult(table.encoding, table.sheet)
        fills = subject.filled(columns)
        stage, names = stager(fills), [column.name for column in fills]
        block: list[tuple[Any, ...]] = []
        for row, result in read_rows(table, reader):
            outcome.rows += 1
            if isinstance(result, Reject):
                rejects.write(result)
            else:
                block.append(stage(row.number, result))
            if outcome.rows % BLOCK == 0:
                staging.copy_rows(block, names)
                block.clear()
                progress(int(row.done * READING_SHARE), outcome.rows)
        staging.copy_rows(block, names)
    if not outcome.rows:
        raise Unusable("no-rows")
    outcome.kept = reader.kept_found
    progress(READING_SHARE, outcome.rows)
    return outcome, columns


@dataclass(frozen=True, slots=True)
class Hooks:
    """What happens around an import: ``progress`` (per cent, rows read) as it goes; in the writing
    transaction first ``may_write``, whose False calls it off, and last ``written``.
    """

    progress: Progress = field(default=lambda _percent, _rows: None)
    may_write: Callable[[], bool] = field(default=lambda: True)
    written: Callable[[ImportResult], None] = field(default=lambda _outcome: None)


def import_file(
    path: Path,
    *,
    name: str = "",
    mapping: Mapping,
    subject: Subject = CUSTOMERS,
    source: str = "",
    partial: bool = False,
    dry_run: bool = False,
    rejects: RejectWriter,
    hooks: Hooks | None = None,
    who: str = "",
    batch: int | None = None,
    now: dt.datetime | None = None,
) -> ImportResult:
    """Import a file of a subject: all of it, or with ``partial`` its good rows; ``dry_run`` takes
    everything back.

    Raises ``Unusable``, with nothing changed, when the file cannot be read, or rows were rejected
    and that was not allowed.
    """
    hooks = hooks or Hooks()
    takes_rest = partial or dry_run
    with staging.staging_table(subject.columns), closing(rejects):
        outcome, columns = stage_file(
            path,
            name=name,
            mapping=mapping,
            rejects=rejects,
            progress=hooks.progress,
            subject=subject,
        )
        refuse_rejected(outcome, rejects, takes_rest=takes_rest)
        hooks.progress(READING_SHARE + 5, outcome.rows)
        setting = Setting(
            now or clock.now(), who, name[:LONGEST_REASON], columns, batch=batch, source=source
        )
        if subject.prepare is not None:
            with transaction.atomic():
                take_time()
                subject.prepare(setting)
        with transaction.atomic():
            if not hooks.may_write():
                return outcome
            take_time()
            locks.advisory(subject.lock)
            number_at = columns.fields["number"]
            for wrong in subject.take_conflicts(setting):
                cells = tuple(
                    wrong.number if position == number_at else ""
                    for position in range(len(columns.names))
                )
                rejects.write(Reject(wrong.line, wrong.case, dict(wrong.params), cells))
            refuse_rejected(outcome, rejects, takes_rest=takes_rest)
            outcome.merged = subject.merge(setting)
            if subject.remember is not None:
                subject.remember(outcome.kept)
            hooks.written(outcome)
            transaction.set_rollback(dry_run)
    return outcome


def take_time() -> None:
    """Let the statements of this transaction take the time that they need."""
    with connection.cursor() as cursor:
        cursor.executemany("SELECT set_config(%s, %s, true)", list(SETTINGS.items()))


def refuse_rejected(outcome: ImportResult, rejects: RejectWriter, *, takes_rest: bool) -> None:
    """Count the rejected rows. Raises ``Unusable`` if there are any and the rest may not be taken
    alone.
    """
    outcome.rejected = rejects.count
    if rejects.count and not takes_rest:
        raise Unusable("rejected", count=rejects.count, rows=outcome.rows)
