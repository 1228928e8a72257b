"""Where uploads and the files of rejected rows lie."""

from __future__ import annotations

from functools import partial as bound
from pathlib import Path

from django.conf import settings
from django.db import transaction

from customers.models import ImportBatch


def folder() -> Path:
    """Where uploads and files of rejected rows lie, under random names."""
    path = Path(settings.MEDIA_ROOT) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def remove_files(batch: ImportBatch) -> None:
    """Take the upload and the file of rejected rows away once the transaction stands."""
    paths = [folder() / name for name in (batch.stored_as, batch.rejects_file) if name]
    for path in paths:
        transaction.on_commit(bound(path.unlink, missing_ok=True))
