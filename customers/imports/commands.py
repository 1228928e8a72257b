"""Importing customers: keep an upload, run it as a job or at once, discard it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import clock, jobs, locks
from common.errors import Reason, Refused, refuse
from common.models import Job
from common.write import written
from customers import access
from customers.enums import ImportState, ImportSubject
from customers.imports.files import folder, remove_files
from customers.imports.job import JOB
from customers.imports.mapping import Mapping, require
from customers.imports.preview import preview_file
from customers.imports.problems import Unusable
from customers.imports.sniffing import FileKind, examine
from customers.imports.subjects import SUBJECTS, subject_of
from customers.models import ImportBatch
from organization.models import User

MAX_UPLOAD = 2 * 2**30
KEPT_DAYS = 7


def refused(error: Unusable) -> Refused:
    """What a page says of an unusable file."""
    return Refused(Reason(error.case, str(error), status=422, attr="file"))


def keep_upload(
    *,
    actor: User,
    name: str,
    chunks: Iterable[bytes],
    encoding: str = "",
    subject: str = ImportSubject.CUSTOMERS,
    source: str = "",
    now: dt.datetime | None = None,
) -> ImportBatch:
    """Keep an uploaded file for a later ``start_import``; one of touches names its ``source``.

    Raises ``Refused``: 403 without the permission, 422 in words when the file is no table that can
    be read.
    """
    of = SUBJECTS[subject]
    access.require(of.permission, actor)
    path = folder() / secrets.token_hex(16)
    size = 0
    try:
        with path.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > MAX_UPLOAD:
                    refuse(
                        "too-large",
                        _(
                            "The file is larger than 2 GB. Import it with the command"
                            " import_customers."
                        ),
                        status=413,
                    )
                file.write(chunk)
        kind, is_known = examined(path, name, encoding)
        if is_known:
            preview_file(path, name=name, mapping=Mapping({}, encoding=encoding), subject=of)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, Unusable):
            raise refused(error) from error
        raise
    return ImportBatch.objects.create(
        subject=subject,
        source=source,
        file_name=Path(name).name[:200],
        digest=kind.digest,
        stored_as=path.name,
        encoding=kind.encoding if is_known else "",
        state=ImportState.PREVIEWED,
        started_by=actor.get_username(),
        created_at=now or clock.now(),
    )


def examined(path: Path, name: str, encoding: str) -> tuple[FileKind, bool]:
    """What an upload is, and whether its encoding is known: if it may be one of two, its page asks
    which. Raises ``Unusable``.
    """
    try:
        return examine(path, name=name, encoding=encoding), True
    except Unusable as error:
        if error.case != "ambiguous-encoding":
            raise
        return examine(path, name=name, encoding="utf-8"), False


@transaction.atomic
def start_import(
    *,
    batch_id: int,
    mapping: Mapping,
    actor: User,
    partial: bool = False,
    now: dt.datetime | None = None,
) -> tuple[ImportBatch, Job]:
    """Hand a kept upload to the workers. A failed one may be started again with another mapping.

    Raises ``Refused``: 403 without the permission, 409 when it is running or done, or the same file
    is being imported, 422 when the mapping does not fit the file.
    """
    locks.advisory("customers-import-start")
    batch = locks.one(ImportBatch, batch_id)
    subject = subject_of(batch)
    access.require(subject.permission, actor)
    if (
        batch.state not in {ImportState.PREVIEWED, ImportState.FAILED}
        or not (folder() / batch.stored_as).exists()
    ):
        refuse("wrong-state", _("This file was imported or discarded already. Upload it again."))
    if ImportBatch.objects.filter(digest=batch.digest, state=ImportState.RUNNING).exists():
        refuse("running", _("The same file is being imported right now."))
    try:
        preview = preview_file(
            folder() / batch.stored_as, name=batch.file_name, mapping=mapping, subject=subject
        )
        require(preview.mapping, subject.needed)
    except Unusable as error:
        raise refused(error) from error
    batch.mapping, batch.is_partial, batch.state, batch.error = (
        preview.mapping.to_toml(),
        partial,
        ImportState.RUNNING,
        "",
    )
    batch.sheet, batch.encoding = preview.sheet, preview.encoding
    batch.save()
    written("customers.import.start", "import", str(batch.pk), actor=actor, now=now)
    return batch, jobs.enqueue(JOB, str(batch.pk), payload={"batch": batch.pk}, now=now)


@transaction.atomic
def discard_import(*, batch_id: int, actor: User, now: dt.datetime | None = None) -> None:
    """Discard an upload of one's own that was not imported. Raises ``Refused``: 403, or 409
    while it runs or when it is done.
    """
    batch = locks.one(ImportBatch, batch_id)
    access.require(subject_of(batch).permission, actor)
    if batch.started_by != actor.get_username():
        refuse("not-yours", _("Only the person who uploaded a file discards it."), status=403)
    if batch.state not in {ImportState.PREVIEWED, ImportState.FAILED}:
        refuse("wrong-state", _("An import that runs or is done cannot be discarded."))
    written("customers.import.discard", "import", str(batch.pk), actor=actor, now=now)
    remove_files(batch)
    batch.delete()


@transaction.atomic
def remove_old_files(now: dt.datetime) -> None:
    """Discard uploads that nobody imported for ``KEPT_DAYS`` days and, of imports as old, the
    files of rejected rows: they hold names and phones in clear. The counts of an import stay.
    """
    old = now - dt.timedelta(days=KEPT_DAYS)
    rows = ImportBatch.objects.filter(created_at__lt=old).exclude(state=ImportState.RUNNING)
    for batch in rows.filter(~Q(state=ImportState.DONE) | ~Q(rejects_file="")):
        remove_files(batch)
        if batch.state == ImportState.PREVIEWED:
            written("customers.import.discard", "import", str(batch.pk), actor=None, now=now)
            batch.delete()
        elif batch.rejects_file:
            ImportBatch.objects.filter(pk=batch.pk).update(rejects_file="")
    known = {
        name
        for pair in ImportBatch.objects.values_list("stored_as", "rejects_file")
        for name in pair
    }
    for path in folder().iterdir():  # left behind by a process that died
        if path.name not in known and path.stat().st_mtime < old.timestamp():
            path.unlink(missing_ok=True)
