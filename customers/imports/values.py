"""One cell as the value of a field. Nothing is guessed: what is not clear is a problem of its
row.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial
from typing import Any

from common.text import digits, has_hidden_characters, normalise
from customers.imports.cells import BadCell, Cell
from customers.imports.problems import RowProblem, Unusable
from customers.phones import stored_phone

MAX_ATTRIBUTE = 2000
SHOWN = 20  # characters of a note that a reason repeats
EXACT = 2**53  # above this a spreadsheet's number has lost its last digits
# As Excel, Java, Python, C# and people write it; ``12E5`` may be a code, ``1E10`` is none.
SCIENTIFIC = re.compile(
    r"[+-]?(\d+[.,]\d*[eE][+-]?\d+|\d+[eE][+-]\d+|[1-9][eE]\d{1,3}|\d+([.,]\d*)?[×xX*]10\^?[+-]?\d+)",
    re.ASCII,
)
FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
MARKS = "'‘’`"  # by which spreadsheets, and people, keep a number as text
TOTAL = re.compile(
    r"((本页|本表|全部)?[合小总累共]计|总数|(总|人|户)?平?均值?|[最极][大小]值?|中位数|占比"
    r"|(sub|grand)?total|average|mean|median|max|min)[:：]?",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"[(（【*※]*[\u4e00-\u9fff]+[)）】]*[:：].*"
)  # as below a table: 备注：… 填表人：…
# What people and programs write where there is nothing, and where it is as in the row above.
NOTHING = frozenset(
    (
        "-",
        "--",
        "—",
        "——",
        "/",
        "无",
        "暂无",
        "空",
        "不详",
        "未知",
        "null",
        "none",
        "nil",
        "nan",
        "n/a",
    )
)
DITTO = frozenset(("同上", "〃", "″", "ditto"))
NUMBER = re.compile(r"[^\s/\\?#%&<>\"'‘’“”]{1,40}")
AMOUNT = re.compile(r"-?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,15})?", re.ASCII)
ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?", re.ASCII)
CENT = Decimal("0.01")
RUN_TOGETHER = frozenset({"%Y%m%d", "%d%m%Y", "%m%d%Y"})
DATE_TOKENS = (("YYYY", "%Y"), ("MM", "%m"), ("DD", "%d"), ("M", "%m"), ("D", "%d"))


Convert = Callable[[Cell], Any]


def text_of(cell: Cell, column: str) -> str:
    """A cell as trimmed text. Raises ``RowProblem`` for invisible characters."""
    if isinstance(cell, str):
        if not cell.isprintable() and has_hidden_characters(cell):
            raise RowProblem("hidden-characters", column=column)
        value = cell.strip() if cell.isascii() else normalise(cell)
        return unmarked(value) if value[:1] in "='" else value
    if cell is None:
        return ""
    if isinstance(cell, BadCell):
        raise RowProblem(cell.case, column=column, value=cell.text)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return digits(cell)
    return (
        str(cell).lower()
        if isinstance(cell, bool)
        else cell.isoformat()
        if isinstance(cell, dt.date)
        else str(cell)
    )


def unmarked(value: str) -> str:
    """A text without what makes a spreadsheet take it as text: ``="001"``, and the apostrophe
    before a number or before what would be a formula.
    """
    if value.startswith("=") and (match := FORMULA_TEXT.fullmatch(value)):
        return match[1].replace('""', '"').strip()
    if value.startswith("'") and (value[1:2].isdigit() or value[1:2] in {"=", "+", "-", "@"}):
        return value[1:]
    return value


def text(column: str, most: int) -> Convert:
    """Text of limited length; a line break inside becomes a blank."""

    def convert(cell: Cell) -> str | None:
        value = text_of(cell, column)
        if len(value) > most:
            raise RowProblem("too-long", column=column, most=most)
        return (
            " ".join(value.split()) if "\n" in value or "\r" in value or "\t" in value else value
        ) or None

    return convert


def exact_text(cell: Cell, column: str, row: int) -> str:
    """A number that is a name; empty where the cell says that there is none.

    Raises ``RowProblem`` where it stands in another row, and ``Unusable`` when a spreadsheet has
    rounded it: the whole column is lost then.
    """
    is_rounded = isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT
    value = text_of(cell, column).lstrip(MARKS)
    if not is_rounded and value.isdigit() and value.isascii():
        return value
    value = value if value.isascii() else unicodedata.normalize("NFKC", value)
    if is_rounded or SCIENTIFIC.fullmatch(value):
        raise Unusable(
            "scientific", column=column, row=row, value=f"{cell:.6g}" if is_rounded else value
        )
    return named(value, column)


def named(value: str, column: str) -> str:
    """What names somebody or something, empty for the words by which people say that nothing does.
    Raises ``RowProblem`` for "as above".
    """
    word = unicodedata.normalize("NFKC", value).casefold()
    if word in DITTO:
        raise RowProblem("ditto", column=column, value=value)
    return "" if word in NOTHING else value


def number_of(value: str, prefix: str) -> str:
    """A customer's number with the file's prefix. Raises ``RowProblem`` when it is missing or not
    usable as a name.
    """
    if not value:
        raise RowProblem("missing-number")
    if not value[-1].isdigit() and TOTAL.fullmatch("".join(value.split())):
        raise RowProblem("total-row", value=value)
    if NOTE.fullmatch(value):
        raise RowProblem("note-row", value=value[:SHOWN])
    number = prefix + value
    if value.startswith("=") or not NUMBER.fullmatch(number):
        raise RowProblem("bad-number")
    return number


def code(column: str) -> Convert:
    """A code that stands in addresses, so none that is a phone."""

    def convert(cell: Cell) -> str | None:
        written = named(text_of(cell, column), column)
        if written and (not NUMBER.fullmatch(written) or stored_phone(written)):
            raise RowProblem("bad-code", column=column)
        return written or None

    return convert


def phone_of(value: str, column: str) -> str | None:
    """A phone as it is stored. Raises ``RowProblem`` for a text that is none."""
    if not value:
        return None
    phone = stored_phone(value)
    if phone is None:
        raise RowProblem("bad-phone", column=column)
    return phone


def amount(column: str) -> Convert:
    """yuan, not negative, rounded to the cent; ``1,234.50`` is read as it is written in China."""

    written_as = lru_cache(maxsize=50_000)(cents)

    def convert(cell: Cell) -> Decimal | None:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            written = repr(cell) if abs(cell) < 10**12 else ""
            value = to_cents(Decimal(written)) if written else None
        else:
            written = text_of(cell, column)
            if not written:
                return None
            value = written_as(written)
        if value is None:
            raise RowProblem("bad-amount", column=column)
        if value < 0:
            raise RowProblem("negative", column=column)
        if value >= 10**12:
            raise RowProblem("too-large", column=column)
        return value

    return convert


def cents(written: str) -> Decimal | None:
    """A written amount to the cent; None for a text that is none."""
    if not AMOUNT.fullmatch(written):
        return None
    return to_cents(Decimal(written.replace(",", "")))


def to_cents(value: Decimal) -> Decimal:
    """Rounded to the cent; what is negative stays so, however little."""
    return value if value < 0 else value.quantize(CENT, ROUND_HALF_UP)


def strptime_format(written: str) -> str:
    """``YYYY/M/D`` or ``%Y/%m/%d`` for ``strptime``. Raises ``Unusable`` unless it names year,
    month and day.
    """
    pattern = written
    if "%" not in written:
        for token, code in DATE_TOKENS:
            pattern = pattern.replace(token, code)
    probe = dt.date(2023, 11, 27)
    try:
        if dt.datetime.strptime(probe.strftime(pattern), pattern).date() == probe:  # noqa: DTZ007 - dates have no zone
            return pattern
    except ValueError:
        pass
    raise Unusable("bad-date-format", format=written[:40])


def parse_date(written: str, pattern: str) -> dt.date | None:
    """A date in the pattern, or in ISO form if there is none; None for anything else."""
    try:
        if pattern:
            day = dt.datetime.strptime(written, pattern).date()  # noqa: DTZ007 - dates have no zone
            # Without separators "2024111" could be two days, so every place must be written.
            return day if pattern not in RUN_TOGETHER or day.strftime(pattern) == written else None
        match = ISO_DATE.fullmatch(written)
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def date(column: str, date_format: str) -> Convert:
    """A date: a real one of the workbook, or a text in the format of the mapping, else in ISO form.
    Nothing else is tried.
    """
    pattern = strptime_format(date_format) if date_format else ""
    parse = lru_cache(maxsize=50_000)(partial(parse_date, pattern=pattern))

    def convert(cell: Cell) -> dt.date | None:
        if isinstance(cell, dt.date):
            day: dt.date | None = cell.date() if isinstance(cell, dt.datetime) else cell
        else:
            written = text_of(cell, column)
            if not written:
                return None
            day = parse(written) if isinstance(cell, str) else None
        if day is None:
            raise RowProblem("bad-date", column=column, format=date_format or "YYYY-MM-DD")
        if not 1900 <= day.year <= 2100:
            raise RowProblem("date-range", column=column)
        return day

    return convert
