"""Files that people hand in as they are: which kind one is by its content, how large it may be,
where it lies.
"""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from common.pictures import remade
from common.text import normalise, validate_plain

MEGABYTE = 2**20
LARGEST = 10 * MEGABYTE
LONGEST_NAME = 120
HEAD = 16
PICTURES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS = {
    "application/pdf": ".pdf",
    f"{_OFFICE}wordprocessingml.document": ".docx",
    f"{_OFFICE}spreadsheetml.sheet": ".xlsx",
}
ENDINGS = PICTURES | DOCUMENTS
PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}


def media_type_of(file: IO[bytes]) -> str:
    """The kind of a file by its content, whatever it is called; empty for one that is not taken."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return office_type_of(file) if head.startswith(b"PK\x03\x04") else ""


def office_type_of(file: IO[bytes]) -> str:
    """Which document an archive is; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    finally:
        file.seek(0)
    if any(name.endswith("vbaProject.bin") for name in names):
        return ""
    ending = next((ending for part, ending in PARTS.items() if part in names), "")
    return next((kind for kind, one in DOCUMENTS.items() if one == ending), "")


def checked(upload: UploadedFile[Any]) -> tuple[str, str]:
    """The name and the kind of an upload. Raises ``ValidationError`` for one that is empty, too
    large, or of a kind that is not taken.
    """
    size = upload.size or 0
    if not size:
        raise ValidationError(_("The file is empty."), code="empty")
    if size > LARGEST:
        text = _("A file may have at most %(most)s MB.")
        raise ValidationError(text, code="too_large", params={"most": LARGEST // MEGABYTE})
    kind = media_type_of(upload.file)  # type: ignore[arg-type]
    if not kind:
        raise ValidationError(
            _("Only pictures (JPEG, PNG, WebP), PDF, Word (docx) and Excel (xlsx) are taken."),
            code="kind",
        )
    stem = normalise(Path(upload.name or "").stem)[: LONGEST_NAME - 5] or "file"
    validate_plain(stem)
    return stem + ENDINGS[kind], kind


def folder(area: str) -> Path:
    """Where files of an area lie, under random names."""
    path = Path(settings.MEDIA_ROOT) / area
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@dataclass(frozen=True, slots=True)
class Stored:
    """The name under which a file lies, and its bytes."""

    name: str
    size: int


def store(upload: UploadedFile[Any], media_type: str, area: str) -> Stored:
    """Write an upload down, a picture made anew. Raises ``ValidationError`` for a picture that
    cannot be taken.
    """
    chunks: Iterable[bytes] = upload.chunks()
    if media_type in PICTURES:
        chunks = [remade(upload.file, media_type)]  # type: ignore[arg-type]
    path = folder(area) / secrets.token_hex(16)
    with path.open("wb") as file:
        file.writelines(chunks)
    return Stored(path.name, path.stat().st_size)


@contextmanager
def undone_on_failure(area: str) -> Iterator[list[str]]:
    """Take away the files whose names are put into the list, should what is done here fail."""
    names: list[str] = []
    try:
        yield names
    except BaseException:
        for name in names:
            (folder(area) / name).unlink(missing_ok=True)
        raise


def handed_out(
    area: str, stored_as: str, *, name: str, media_type: str, as_attachment: bool = False
) -> FileResponse:
    """The file that lies under a name, to be looked at or saved. Raises ``Http404`` where it is
    gone.
    """
    path = folder(area) / stored_as
    if not path.is_file():
        raise Http404
    answer = FileResponse(
        path.open("rb"), as_attachment=as_attachment, filename=name, content_type=media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def forget(area: str, name: str) -> None:
    """Take a file away once the transaction stands."""
    transaction.on_commit(partial((folder(area) / name).unlink, missing_ok=True))
