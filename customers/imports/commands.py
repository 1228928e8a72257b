"""Importing customers: keep an upload, run it as a job or at once, throw it away."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial as bound
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import changelog, clock, jobs, locks
from common.errors import Reason, Refused, refuse
from common.job_kinds import Claim
from common.models import Job
from common.write import written
from customers import access
from customers.enums import ImportState
from customers.imports.mapping import Mapping, read_mapping, require_number
from customers.imports.problems import Unusable
from customers.imports.rejects import RejectWriter
from customers.imports.running import Hooks, Outcome, Progress, import_file, preview_file
from customers.imports.sniffing import FileKind, examine
from customers.models import ImportBatch
from organization.models import User
from organization.permissions import Permission

JOB = "customers.import"
MAX_UPLOAD = 2 * 2**30
BEAT_SECONDS = 1.0
KEPT_DAYS = 7


class LeaseLost(Exception):
    """The job went to another worker; this one must write nothing."""


def folder() -> Path:
    """Where uploads and files of rejected rows lie, under random names."""
    path = Path(settings.MEDIA_ROOT) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def refused(error: Unusable) -> Refused:
    """What a page says of an unusable file."""
    return Refused(Reason(error.case, str(error), status=422, attr="file"))


def keep_upload(
    *,
    actor: User,
    name: str,
    chunks: Iterable[bytes],
    encoding: str = "",
    now: dt.datetime | None = None,
) -> ImportBatch:
    """Keep an uploaded file for a later ``start_import``.

    Raises ``Refused``: 403 without the permission, 422 in words when the file is no table that can
    be read.
    """
    access.require(Permission.IMPORT_CUSTOMERS, actor)
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
            preview_file(path, name=name, mapping=Mapping({}, encoding=encoding))
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, Unusable):
            raise refused(error) from error
        raise
    return ImportBatch.objects.create(
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
    access.require(Permission.IMPORT_CUSTOMERS, actor)
    locks.advisory("customers-import-start")
    batch = locks.one(ImportBatch, batch_id)
    if (
        batch.state not in {ImportState.PREVIEWED, ImportState.FAILED}
        or not (folder() / batch.stored_as).exists()
    ):
        refuse("wrong-state", _("This file was imported or thrown away already. Upload it again."))
    if ImportBatch.objects.filter(digest=batch.digest, state=ImportState.RUNNING).exists():
        refuse("running", _("The same file is being imported right now."))
    try:
        preview = preview_file(folder() / batch.stored_as, name=batch.file_name, mapping=mapping)
        require_number(preview.mapping)
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
    """Throw away an upload of one's own that was not imported. Raises ``Refused``: 403, or 409
    while it runs or when it is done.
    """
    access.require(Permission.IMPORT_CUSTOMERS, actor)
    batch = locks.one(ImportBatch, batch_id)
    if batch.started_by != actor.get_username():
        refuse("not-yours", _("Only the person who uploaded a file throws it away."), status=403)
    if batch.state not in {ImportState.PREVIEWED, ImportState.FAILED}:
        refuse("wrong-state", _("An import that runs or is done cannot be thrown away."))
    written("customers.import.discard", "import", str(batch.pk), actor=actor, now=now)
    remove_files(batch)
    batch.delete()


@transaction.atomic
def remove_old_files(now: dt.datetime) -> None:
    """Throw away uploads that nobody imported for ``KEPT_DAYS`` days and, of imports as old, the
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


def remove_files(batch: ImportBatch) -> None:
    """Take the upload and the file of rejected rows away once the transaction stands."""
    paths = [folder() / name for name in (batch.stored_as, batch.rejects_file) if name]
    for path in paths:
        transaction.on_commit(bound(path.unlink, missing_ok=True))


def run_import_job(claim: Claim) -> None:
    """The worker's part: import the batch, show its progress, and write its result together with
    the job's end.
    """
    batch = ImportBatch.objects.filter(pk=claim.payload["batch"], state=ImportState.RUNNING).first()
    if batch is None:
        jobs.finish(claim)
        return
    path = folder() / batch.stored_as
    if not path.exists():
        fail(batch, Unusable("gone"), claim=claim)
        return
    beaten = 0.0

    def progress(percent: int, _rows: int) -> None:
        nonlocal beaten
        if time.monotonic() - beaten > BEAT_SECONDS:
            beaten = time.monotonic()
            if not jobs.beat(claim, progress=percent):
                raise LeaseLost

    def may_write() -> bool:
        return jobs.finish(claim)

    try:
        run(batch, path, progress=progress, may_write=may_write)
    except Unusable as error:
        fail(batch, error, claim=claim)


def run(
    batch: ImportBatch,
    path: Path,
    *,
    progress: Progress,
    may_write: object = None,
    now: dt.datetime | None = None,
) -> Outcome:
    """Import a batch's file and write the counts on its row, with audit and change log, in the
    writing transaction.
    """
    rejects = RejectWriter(folder() / f"{secrets.token_hex(16)}.rejected")

    def merged(outcome: Outcome) -> None:
        note(batch, outcome, rejects)
        batch.state, batch.finished_at = ImportState.DONE, now or clock.now()
        batch.save()
        details = {
            "rows": batch.rows,
            "created": batch.created,
            "changed": batch.changed,
            "rejected": batch.rejected,
        }
        actor = User.objects.filter(username=batch.started_by).first()
        written(JOB, "import", str(batch.pk), actor=actor, now=now, details=details)
        if batch.stored_as:
            transaction.on_commit(lambda: (folder() / batch.stored_as).unlink(missing_ok=True))
        if outcome.merged.has_changes:
            changelog.record_change("customers", str(batch.pk), "import", now=now)

    hooks = (
        Hooks(progress, may_write, merged)
        if callable(may_write)
        else Hooks(progress, written=merged)
    )
    try:
        return import_file(
            path,
            name=batch.file_name,
            mapping=read_mapping(batch.mapping),
            partial=batch.is_partial,
            rejects=rejects,
            hooks=hooks,
            who=batch.started_by,
            now=now,
        )
    except Unusable as error:
        note(batch, Outcome(rows=error.params.get("rows", 0), rejected=rejects.count), rejects)
        raise


def note(batch: ImportBatch, outcome: Outcome, rejects: RejectWriter) -> None:
    """The counts of an outcome on the batch's row, not yet saved."""
    counts = asdict(outcome.merged)
    counts["extras"] |= {"kept_wishes": counts.pop("kept_wishes"), "kept": sorted(outcome.kept)}
    for name, value in counts.items():
        setattr(batch, name, value)
    batch.rows, batch.rejected = outcome.rows, outcome.rejected
    batch.rejects_file = rejects.path.name if rejects.count else ""


def fail(
    batch: ImportBatch,
    error: Unusable,
    *,
    claim: Claim | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Write that a batch came to nothing, unless its job went to another worker."""
    with transaction.atomic():
        if claim is not None and not jobs.finish(claim):
            return
        batch.state, batch.error, batch.finished_at = (
            ImportState.FAILED,
            error.to_json(),
            now or clock.now(),
        )
        batch.save()


def mark_import_failed(job: Job) -> None:
    """All attempts of the job failed: the batch says so."""
    for batch in ImportBatch.objects.filter(pk=job.payload["batch"], state=ImportState.RUNNING):
        fail(batch, Unusable("crashed"))
