"""The worker's part of an import: read the file, show the progress, write the result together with
the end of the job.
"""

from __future__ import annotations

import datetime as dt
import secrets
import time
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from common import clock, jobs
from common.job_kinds import Claim
from common.models import Job
from customers.enums import ImportState
from customers.imports.files import folder
from customers.imports.mapping import read_mapping
from customers.imports.problems import Unusable
from customers.imports.rejects import RejectWriter
from customers.imports.running import Hooks, ImportResult, Progress, import_file
from customers.imports.subjects import subject_of
from customers.models import ImportBatch
from organization.models import User

JOB = "customers.import"
BEAT_SECONDS = 1.0


class LeaseLost(Exception):
    """The job went to another worker; this one must write nothing."""


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
    batch.rows, batch.read_since = 0, clock.now()
    batch.save(update_fields=["rows", "read_since"])

    def progress(percent: int, rows: int) -> None:
        nonlocal beaten
        if time.monotonic() - beaten > BEAT_SECONDS:
            beaten = time.monotonic()
            if not jobs.beat(claim, progress=percent):
                raise LeaseLost
            ImportBatch.objects.filter(pk=batch.pk).update(rows=rows)

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
) -> ImportResult:
    """Import a batch's file and write the counts on its row, with audit and change log, in the
    writing transaction.
    """
    rejects = RejectWriter(folder() / f"{secrets.token_hex(16)}.rejected")

    def merged(outcome: ImportResult) -> None:
        note(batch, outcome, rejects)
        at = now or clock.now()
        batch.state, batch.finished_at = ImportState.DONE, at
        batch.save()
        if batch.stored_as:
            transaction.on_commit(lambda: (folder() / batch.stored_as).unlink(missing_ok=True))
        actor = User.objects.filter(username=batch.started_by).first()
        subject.finish(batch, outcome.merged, actor, at)

    subject = subject_of(batch)

    hooks = (
        Hooks(progress, may_write, merged)
        if callable(may_write)
        else Hooks(progress, written=merged)
    )
    try:
        return import_file(
            path,
            name=batch.file_name,
            mapping=read_mapping(batch.mapping, subject.fields),
            subject=subject,
            source=batch.source,
            partial=batch.is_partial,
            rejects=rejects,
            hooks=hooks,
            who=batch.started_by,
            batch=batch.pk,
            now=now,
        )
    except Unusable as error:
        note(batch, ImportResult(rows=error.params.get("rows", 0), rejected=rejects.count), rejects)
        raise


def note(batch: ImportBatch, outcome: ImportResult, rejects: RejectWriter) -> None:
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
