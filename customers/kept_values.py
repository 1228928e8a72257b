"""What the values of a column are that an import keeps beside the fields: their type, and whether
they tell a name, a phone or a certificate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from customers.enums import KeptType

# The same patterns stand in SQL, so they hold nothing that PostgreSQL reads otherwise.
NUMBER = r"^[¥￥]?-?(0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(,[0-9]{3}){1,3})([.][0-9]{1,30})?元?$"
PERCENT = r"^-?[0-9]{1,12}([.][0-9]{1,30})? ?[%％]$"
DATE = r"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?([T ].*)?$"
_TYPES = (
    (re.compile(NUMBER), KeptType.NUMBER),
    (re.compile(PERCENT), KeptType.PERCENT),
    (re.compile(DATE), KeptType.DATE),
)
# What people and programs write where they know nothing; it decides no type.
NOTHING = frozenset({"-", "--", "—", "/", "\\N", "null", "nan", "none", "n/a", "#n/a", "无"})

PHONE_INSIDE = re.compile(
    r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d([ -]?)\d{4}\1\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)",
    re.ASCII,
)
CERTIFICATE_INSIDE = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)",
    re.ASCII,
)
HIDING_HEADER = re.compile(
    r"姓名|姓氏|名字|联系人|联系方式|(客户|用户|机主|户主|法人|经办人)名称?$|电话|手机|座机|号码|证件"
    r"|身份证|护照|驾照|驾驶证|邮箱|微信号|银行卡|phone|mobile|\btel\b|msisdn|\bcell\b|passport"
    r"|certificate|e-?mail"
    r"|\bid ?(card|no|number)\b|surname|(first|last|full|given|family|customer|contact) ?name"
    r"|^name$",
    re.IGNORECASE,
)

# The places of a per cent or of a part of one are nobody's phone.
SHARE = re.compile(r"^-?([0-9]{1,3}[.][0-9]+ ?[%％]|0[.][0-9]+)$", re.ASCII)


@dataclass(slots=True)
class Kept:
    """A kept column as its values show it so far; no type before its first value."""

    type: KeptType | None = None
    is_masked: bool = False

    def see(self, value: str) -> None:
        """Take one value into account."""
        found, hides = read_value(value)
        if found is not None:
            self.type = found if self.type in (None, found) else KeptType.TEXT
        self.is_masked = self.is_masked or hides


@lru_cache(maxsize=50_000)
def read_value(value: str) -> tuple[KeptType | None, bool]:
    """The type of one value, None where it says nothing, and whether it tells whose it is."""
    if value.lower() in NOTHING:
        return None, False
    found = next((kind for pattern, kind in _TYPES if pattern.match(value)), KeptType.TEXT)
    if found == KeptType.DATE and not is_day(value):
        found = KeptType.TEXT
    hides = PHONE_INSIDE.search(value) or CERTIFICATE_INSIDE.search(value)
    return found, bool(hides) and not SHARE.match(value)


def is_day(value: str) -> bool:
    """Whether month and day of a written date are possible ones."""
    match = re.match(DATE, value)
    return match is not None and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31


def header_hides(name: str) -> bool:
    """Whether a column's header says that it holds names, phones or certificates."""
    return bool(HIDING_HEADER.search(" ".join(re.split(r"[\s_]+", name))))


def observed(rows: Iterable[Mapping[str, str]]) -> dict[str, Kept]:
    """The kept columns of rows of attributes."""
    found: dict[str, Kept] = {}
    for row in rows:
        for name, value in row.items():
            if value:
                found.setdefault(name, Kept()).see(str(value))
    return found
