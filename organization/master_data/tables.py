"""The sheets of an uploaded workbook as rows of cells, whatever its format."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common import workbook_child

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 100 * 2**20
MOST_ROWS = 20_000
MOST_CELLS = 2_000_000
SECONDS = 60
CHILD = Path(workbook_child.__file__)


@dataclass(frozen=True, slots=True)
class NoValue:
    """A cell that shows an error, or a formula that was never calculated."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


def tables(file: BinaryIO) -> list[tuple[str, list[list[Any]]]]:
    """Name and cells of every sheet, read by a child process that is limited in memory and time:
    one cell far away makes a sheet of a million rows. Raises ``ValidationError``.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 5 MB."), code="too_big")
    refuse_bomb(content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook"
        path.write_bytes(content)
        with lines_of(path) as lines:
            return sheets(lines)


def refuse_bomb(content: bytes) -> None:
    """Raise ``ValidationError`` for an archive that is too big or broken."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ValidationError(_("The file is too big when it is unpacked."), code="too_big")
    except zipfile.BadZipFile as error:
        raise unreadable() from error


@contextmanager
def lines_of(path: Path) -> Iterator[Iterator[Any]]:
    """What the child tells, line by line. Raises ``ValidationError`` where it breaks off."""
    command = [sys.executable, "-I", "-X", "utf8", str(CHILD), str(path), workbook_child.ALL]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as child:
        clock = Timer(SECONDS, child.kill)
        clock.start()
        try:
            yield (json.loads(line) for line in child.stdout or ())
            if child.wait():
                raise unreadable()
        finally:
            clock.cancel()
            child.kill()


def sheets(lines: Iterator[Any]) -> list[tuple[str, list[list[Any]]]]:
    """The sheets that the child tells of. Raises ``ValidationError`` for what is no workbook, and
    for one that is too long.
    """
    read: list[tuple[str, list[list[Any]]]] = []
    rows = cells = 0
    for told in lines:
        match told:
            case {"error": "password"}:
                text = _("The workbook is protected by a password. Save it without one.")
                raise ValidationError(text, code="unreadable")
            case {"error": _why}:
                raise unreadable()
            case {"sheet": name}:
                read.append((name, []))
            case [_number, row]:
                rows += 1
                cells += len(row)
                if rows > MOST_ROWS or cells > MOST_CELLS:
                    text = _("The file has more than 20,000 rows.")
                    raise ValidationError(text, code="too_big")
                read[-1][1].append([cell_of(cell) for cell in row])
    return read


def cell_of(told: Any) -> Any:
    """A day, a moment, a cell without a value or a plain one, as the child wrote it."""
    match told:
        case {"d": day}:
            return dt.date.fromisoformat(day)
        case {"t": moment}:
            return dt.datetime.fromisoformat(moment)
        case {"p": "error-cell"}:
            return NoValue(_("The cell shows the error %(value)s.") % {"value": told.get("v", "")})
        case {"p": _problem}:
            return NoValue(_("The formula was never calculated. Open and save the file once."))
    return told


def unreadable() -> ValidationError:
    text = _("This is no Excel workbook (.xlsx or .xls) that can be read.")
    return ValidationError(text, code="unreadable")
