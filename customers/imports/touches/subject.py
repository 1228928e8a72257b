"""A file of what was done to customers, as a subject of the import."""

from __future__ import annotations

import datetime as dt

from common.write import written
from customers.enums import ImportSubject
from customers.imports.field_kinds import filled
from customers.imports.staging import Merged
from customers.imports.subject import Subject
from customers.imports.touches import bringing
from customers.imports.touches.fields import COLUMNS, FIELDS, NEEDED
from customers.imports.touches.rows import TouchReader
from customers.models import ImportBatch
from organization.models import User
from organization.permissions import Permission


def finish(batch: ImportBatch, merged: Merged, actor: User | None, now: dt.datetime) -> None:
    """Audit and change log, as for touches that a system tells."""
    details = {"count": merged.created, "rejected": batch.rejected}
    log = ("touches", "record") if merged.created else None
    written(
        "customers.touches",
        "touches",
        batch.source,
        actor=actor,
        now=now,
        log=log,
        details=details,
    )


TOUCHES = Subject(
    label=ImportSubject.TOUCHES.label,
    permission=Permission.RECORD_TOUCHES,
    lock="touches-import",
    fields=FIELDS,
    needed=NEEDED,
    columns=COLUMNS,
    filled=lambda columns: filled(FIELDS, columns.fields),
    reader=TouchReader,
    take_conflicts=bringing.take_conflicts,
    merge=bringing.merge,
    finish=finish,
    prepare=bringing.prepare,
)
