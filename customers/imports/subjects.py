"""The things that a file can tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from common.write import written
from customers.enums import ImportSubject
from customers.headers import remember_headers
from customers.identity import finding
from customers.imports import staging
from customers.imports.fields import FIELDS
from customers.imports.lookups import load_lookups
from customers.imports.mapping import NEEDED
from customers.imports.rows import RowReader
from customers.imports.staged import COLUMNS, filled
from customers.imports.staging import Merged
from customers.imports.subject import Conflict, Setting, Subject
from customers.imports.touches.subject import TOUCHES
from customers.models import ImportBatch
from organization.models import User
from organization.permissions import Permission

ACTION = "customers.import"


def conflicts(_setting: Setting) -> Iterable[Conflict]:
    return [Conflict(line, number, case) for line, number, case in staging.take_conflicts()]


def merge(setting: Setting) -> Merged:
    return staging.merge(now=setting.now, who=setting.who, why=setting.why, batch=setting.batch)


def finish(batch: ImportBatch, merged: Merged, actor: User | None, now: dt.datetime) -> None:
    """Audit and change log, and the question whom of these people know already."""
    details = {name: getattr(batch, name) for name in ("rows", "created", "changed", "rejected")}
    finding.ask(batch.pk, now=now)
    log = ("customers", "import") if merged.has_changes else None
    written(ACTION, "import", str(batch.pk), actor=actor, now=now, log=log, details=details)


CUSTOMERS = Subject(
    label=ImportSubject.CUSTOMERS.label,
    permission=Permission.IMPORT_CUSTOMERS,
    lock="customers-import",
    fields=FIELDS,
    needed=NEEDED,
    columns=COLUMNS,
    filled=filled,
    reader=lambda columns, mapping: RowReader(columns, mapping, load_lookups()),
    take_conflicts=conflicts,
    merge=merge,
    finish=finish,
    remember=remember_headers,
)
SUBJECTS: Mapping[str, Subject] = {
    ImportSubject.CUSTOMERS: CUSTOMERS,
    ImportSubject.TOUCHES: TOUCHES,
}


def subject_of(batch: ImportBatch) -> Subject:
    return SUBJECTS[batch.subject]
