"""What a file is, by its content: text or workbook, in which encoding, and whether it is safe to
open.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from customers.imports.problems import Unusable

BLOCK = 1 << 20
ENOUGH = 64 * 1024  # UTF-8 and GB18030 are told apart by the whole text, never by less than this
# So many non-ASCII characters read as UTF-8 before the first failure do not come from GB18030.
SURELY_UTF8 = 30
LAST_OF_TWO_BYTES = 0x7FF

MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 100
MAX_PARTS = 2000

ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "utf-16": "utf-16",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
EXTENSIONS = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
JSON = re.compile(rb'\[\s*[\[{]|\{\s*"[^"]*"\s*:')


@dataclass(frozen=True, slots=True)
class FileKind:
    """``kind`` is csv, xlsx, xls or ods; ``digest`` the SHA-256 of the content."""

    kind: str
    digest: str
    size: int
    encoding: str = ""


def examine(path: Path, *, name: str = "", encoding: str = "") -> FileKind:
    """Find out what a file is, reading all of it once or twice. Raises ``Unusable`` if it cannot or
    must not be opened.
    """
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    kind = kind_of(path, head)
    extension = Path(name or path.name).suffix.lower()
    if EXTENSIONS.get(extension, kind) != kind:
        raise Unusable("name-mismatch", extension=extension, what=kind)
    found = encoding_of(path, head, encoding) if kind == "csv" else ""
    return FileKind(kind, digest, path.stat().st_size, found)


def kind_of(path: Path, head: bytes) -> str:
    """csv, xlsx, xls or ods. Raises ``Unusable`` for anything else."""
    if not head:
        raise Unusable("empty")
    if head.startswith(OLE):
        return "xls"
    if head.startswith(ZIP):
        return kind_of_zip(path)
    text = head.lstrip(codecs.BOM_UTF8).lstrip().lower()
    if text.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")):
        raise Unusable("web-page")
    if JSON.match(text):
        raise Unusable("not-a-table", what="JSON")
    if head.startswith(b"%PDF"):
        raise Unusable("not-a-table", what="PDF")
    if b"\x00" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unusable("unmarked-utf-16" if is_utf16(head) else "no-text")
    return "csv"


def is_utf16(head: bytes) -> bool:
    """Whether the bytes are text in two bytes a character, either way round."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(encoding, "replace")
        if all(char.isprintable() or char in "\t\r\n" for char in text) and "\ufffd" not in text:
            return True
    return False


def kind_of_zip(path: Path) -> str:
    """xlsx or ods. Raises ``Unusable`` for other archives, macros, references to other files and
    bombs, before unpacking.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            refuse_bomb(parts)
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise Unusable("password")
            if "xl/workbook.xml" in names:
                kind = "xlsx"
            elif (
                "mimetype" in names
                and archive.read("mimetype")[:100]
                == b"application/vnd.oasis.opendocument.spreadsheet"
            ):
                kind = "ods"
            else:
                raise Unusable("not-a-table", what="zip")
            if any(name.endswith("vbaProject.bin") for name in names):
                raise Unusable("macros")
            if any(name.startswith("xl/externalLinks/") for name in names):
                raise Unusable("external-links")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as xml:
                        if b"<!doctype" in xml.read(1024).lower():
                            raise Unusable("suspicious-xml")
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError) as error:
        raise Unusable("damaged") from error
    return kind


def refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    """Raise ``Unusable`` when the declared sizes are those of a zip bomb."""
    unpacked, packed = (
        sum(part.file_size for part in parts),
        sum(part.compress_size for part in parts),
    )
    if len(parts) > MAX_PARTS:
        raise Unusable("too-many-parts", parts=len(parts), most=MAX_PARTS)
    if unpacked > MAX_UNPACKED:
        raise Unusable("too-large-inside", megabytes=unpacked >> 20, most=MAX_UNPACKED >> 20)
    if unpacked > BLOCK and unpacked > MAX_RATIO * max(packed, 1):
        raise Unusable("too-dense", ratio=unpacked // max(packed, 1))


def encoding_of(path: Path, head: bytes, wanted: str = "") -> str:
    """The encoding of a text: the one asked for, else by its mark, else UTF-8 if all of it is, else
    GB18030 if all of it is.

    Raises ``Unusable`` naming the line that cannot be read.
    """
    if wanted:
        encoding = ENCODINGS.get(wanted.strip().lower())
        if encoding is None:
            raise Unusable("unknown-encoding", encoding=wanted[:40])
        encoding = (
            "utf-8-sig" if encoding == "utf-8" and head.startswith(codecs.BOM_UTF8) else encoding
        )
        if failure := first_failure(path, encoding):
            raise Unusable("bad-encoding", encoding=encoding, line=failure.line)
        return encoding
    for mark, encoding in MARKS:
        if head.startswith(mark):
            if failure := first_failure(path, encoding):
                raise Unusable("bad-encoding", encoding=encoding, line=failure.line)
            return encoding
    return guessed(path)


def guessed(path: Path) -> str:
    """UTF-8 or GB18030, by the whole of a text without a mark. Raises ``Unusable`` where it is
    neither, or may be both.
    """
    failure = first_failure(path, "utf-8")
    if failure is None:
        if is_ambiguous(path):
            raise Unusable("ambiguous-encoding")
        return "utf-8"
    if failure.characters > SURELY_UTF8:
        raise Unusable("mixed-encoding", line=failure.line)
    if other := first_failure(path, "gb18030"):
        raise Unusable("bad-encoding", encoding="GB18030", line=other.line)
    return "gb18030"


@dataclass(frozen=True, slots=True)
class Failure:
    """Where a text stops being readable: the line, and how many non-ASCII characters were read
    before.
    """

    line: int
    characters: int


def first_failure(path: Path, encoding: str) -> Failure | None:
    """The first place of a file that is not text in the encoding; None if all of it is."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line, characters = 1, 0
    with path.open("rb") as file:
        while True:
            block = file.read(max(BLOCK, ENOUGH))
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(encoding.removesuffix("-sig"), "ignore")
                return Failure(line + good.count("\n"), characters + not_ascii(good))
            if not block:
                return None
            line += text.count("\n")
            characters += not_ascii(text)


def is_ambiguous(path: Path) -> bool:
    """Whether a UTF-8 text may as well be GB18030: its few letters beyond ASCII are all such as two
    bytes make, and each pair is a Chinese character in GB18030.
    """
    strangers = 0
    with path.open(encoding="utf-8", newline="") as file:
        while block := file.read(BLOCK):
            odd = [char for char in block if not char.isascii()]
            strangers += len(odd)
            if strangers > SURELY_UTF8 or any(ord(char) > LAST_OF_TWO_BYTES for char in odd):
                return False
    return bool(strangers) and first_failure(path, "gb18030") is None


def not_ascii(text: str) -> int:
    """How many characters of a text are not ASCII."""
    return 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))
