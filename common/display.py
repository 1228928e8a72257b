"""Numbers and dates as people read them, in the active language. The pages' filters and the charts'
labels both use these.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

NOTHING = "—"
NBSP = "\u00a0"
MINUS = "\u2212"
WORD_JOINER = "\u2060"
BEFORE_UNIT = re.compile("[0-9](?=[年月日])")
Number = int | float | Decimal
ISO_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def is_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "zh").startswith("zh")


def rounded(value: Number, digits: int) -> Decimal:
    """Half up at ``digits`` places, as people round; floats by what they print."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def in_language(chinese: str, english: str) -> str:
    """Of two names the one for the reader; the Chinese one where there is no English one."""
    return (english or chinese) if (get_language() or "").startswith("en") else chinese


def number(value: Number | Sequence[Number] | None, digits: int | None = None) -> str:
    """``412,600``; a pair becomes a range; None a dash. Without ``digits`` the value keeps its own
    places.
    """
    if isinstance(value, tuple | list):
        return f"{NBSP}–{NBSP}".join(number(part, digits) for part in value)
    if value is None or value == "" or not isinstance(value, int | float | Decimal):
        return NOTHING if value in (None, "") else str(value)
    exact = rounded(value, digits) if digits is not None else value
    return f"{MINUS if exact < 0 else ''}{abs(exact):,}"


def money(value: Number | None) -> str:
    """``36,120 元`` or ``¥36,120``; cents only where there are any."""
    if value is None or value == "":
        return NOTHING
    amount = rounded(value, 2)
    text = number(amount, 0 if amount == amount.to_integral_value() else 2)
    if is_chinese():
        return f"{text}{NBSP}元"
    return f"{MINUS}¥{text[1:]}" if text.startswith(MINUS) else f"¥{text}"


def percent(ratio: Number | None, digits: int = 1) -> str:
    """A share as per cent: 0.093 → ``9.3%``, 1 → ``100%``."""
    if ratio is None or ratio == "":
        return NOTHING
    share = rounded(Decimal(str(ratio)) * 100, digits)
    is_whole = share in (0, 100)
    return f"{number(share, 0 if is_whole else digits)}%"


def unbroken(text: str) -> str:
    """A text whose Chinese dates no line may break: 日 never stands on a line without its number.
    For pages only; what is read by programs has no invisible characters.
    """
    return BEFORE_UNIT.sub(f"\\g<0>{WORD_JOINER}", text)


def local_day(value: dt.date | dt.datetime) -> dt.date:
    """The company's date of an instant; a date is returned as it is."""
    if isinstance(value, dt.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


def short_date(value: dt.date | None) -> str:
    """``9/25`` or ``25 Sep``, for tables and charts."""
    return (
        date_format(local_day(value), "SHORT_DATE_FORMAT").replace(" ", NBSP) if value else NOTHING
    )


def full_date(value: dt.date | None, *, year: bool | None = None) -> str:
    """``9月25日`` or ``25 Sep``, for text. The year is written when it is not this one, unless
    ``year`` says otherwise.
    """
    if not value:
        return NOTHING
    day = local_day(value)
    with_year = day.year != timezone.localdate().year if year is None else year
    return date_format(day, "DATE_FORMAT" if with_year else "MONTH_DAY_FORMAT").replace(" ", NBSP)


def day_of(value: object) -> dt.date | None:
    """The day that a value is, also one that was stored as text; None for everything else."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    return None


def moment(value: dt.datetime | None) -> str:
    """``10:42`` today, else ``9月9日 10:42``."""
    if not value:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    clock = date_format(local, "TIME_FORMAT")
    return clock if local.date() == timezone.localdate() else f"{full_date(local)}{NBSP}{clock}"


def date_range(
    first: dt.date | None, last: dt.date | None, *, short: bool = False, year: bool | None = None
) -> str:
    """``9月25日 – 10月11日``, ``25 Sep – 11 Oct`` or, short in Chinese, ``9/25 – 10/11``. One day
    stands alone; an end that is open is left out.

    ``year`` as in ``full_date``; what both ends share is said once, a short one names its first
    day's year: ``2027/9/25 – 10/11``.
    """
    return _date_range(first, last, short, year, get_language(), timezone.localdate())


@lru_cache(maxsize=8192)
def _date_range(
    first: dt.date | None,
    last: dt.date | None,
    short: bool,
    year: bool | None,
    _language: str | None,
    _today: dt.date,
) -> str:
    """Windows are written in every row of a list, many of them the same."""
    short = short and is_chinese()
    if not first or not last or local_day(first) == local_day(last):
        only = first or last
        text = _short_with_year(only, year) if short else full_date(only, year=year)
        return f"{text} –" if first and not last else text
    first, last = local_day(first), local_day(last)
    if short:
        return f"{_short_with_year(first, year)} – {short_date(last)}"
    with_year = (
        (first.year != last.year or first.year != timezone.localdate().year)
        if year is None
        else year
    )
    return (
        _chinese_range(first, last, year=with_year)
        if is_chinese()
        else _english_range(first, last, year=with_year)
    )


def _short_with_year(day: dt.date | None, year: bool | None) -> str:
    if not day:
        return NOTHING
    with_year = local_day(day).year != timezone.localdate().year if year is None else year
    return f"{local_day(day).year}/{short_date(day)}" if with_year else short_date(day)


def _chinese_range(first: dt.date, last: dt.date, *, year: bool) -> str:
    same_month = (first.year, first.month) == (last.year, last.month)
    end = f"{last.day}日" if same_month else full_date(last, year=year and first.year != last.year)
    return f"{full_date(first, year=year)} – {end}"


def _english_range(first: dt.date, last: dt.date, *, year: bool) -> str:
    same_month = (first.year, first.month) == (last.year, last.month)
    start = (
        str(first.day) if same_month else full_date(first, year=year and first.year != last.year)
    )
    return f"{start} – {full_date(last, year=year)}"


def labelled(label: object, text: object) -> str:
    """``label: text``, with the colon of the language."""
    return f"{label}{pgettext('label', ': ')}{text}"


def few(names: Sequence[str], most: int = 2) -> str:
    """The first names of a list, and how many more there are."""
    shown = pgettext("list", ", ").join(names[:most])
    more = len(names) - most
    return _("%(names)s and %(n)s more") % {"names": shown, "n": more} if more > 0 else shown


def by_word(word: str) -> bytes:
    """By what words are sorted as people look them up: letters first, then Chinese by its sound, as
    GB 18030 lays the common characters out.
    """
    return word.casefold().encode("gb18030", "replace")


def letter_of(name: str) -> str:
    """What stands in a person's round: the family name's character, or the first letter."""
    return name.strip()[:1].upper() or "?"
