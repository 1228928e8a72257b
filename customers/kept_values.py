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
# A name cannot be told by its letters, so a column that is called so is one.
NAMING_HEADER = re.compile(
    r"姓名|姓氏|名字|联系人|(客户|用户|机主|户主|法人|经办人)名称?$"
    r"|surname|(first|last|full|given|family|customer|contact) ?name|^name$",
    re.IGNORECASE,
)
# Numbers and addresses of people, or whether, of which kind and how many they have: the values say.
NUMBERED_HEADER = re.compile(
    r"联系方式|电话|手机|座机|号码|证件|身份证|护照|驾照|驾驶证|邮箱|微信号|银行卡|phone|mobile"
    r"|\btel\b|msisdn|\bcell\b|passport|certificate|e-?mail|\bid ?(card|no|number)\b",
    re.IGNORECASE,
)
# What a number or an address of a person has at least.
TELLING = re.compile(r"(\d.*){4}|@", re.ASCII | re.DOTALL)
MOST_KINDS = 20  # more different values are no kinds of something
YES_OR_NO = frozenset({"1", "0", "y", "n", "yes", "no", "true", "false", "是", "否", "有", "无"})

# The places of a per cent or of a part of one are nobody's phone.
SHARE = re.compile(r"^-?([0-9]{1,3}[.][0-9]+ ?[%％]|0[.][0-9]+)$", re.ASCII)


@dataclass(slots=True)
class Kept:
    """A kept column as its values show it so far; no type before its first value. ``kinds`` are its
    different values where its header lets one expect numbers of people: None once it is clear that
    they are more than kinds of something.
    """

    type: KeptType | None = None
    is_masked: bool = False
    values: int = 0
    kinds: set[str] | None = None

    def see(self, value: str) -> None:
        """Take one value into account."""
        if self.kinds is not None:
            self._watch(value)
        found, hides = read_value(value)
        if found is not None:
            self.type = found if self.type in (None, found) else KeptType.TEXT
        self.is_masked = self.is_masked or hides

    def _watch(self, value: str) -> None:
        assert self.kinds is not None  # noqa: S101 - for the type checker
        self.values += 1
        self.kinds.add(value)
        if len(self.kinds) > MOST_KINDS or TELLING.search(value):
            self.kinds = None

    @property
    def are_kinds(self) -> bool:
        """Whether the values are yes and no, or a few that come again and again, and none of them
        could be somebody's number or address.
        """
        if not self.kinds:
            return False
        return (
            self.values >= 2 * len(self.kinds)
            or {one.lower() for one in self.kinds} <= YES_OR_NO | NOTHING
        )


def column_called(name: str) -> Kept:
    """A kept column before its first value."""
    return Kept(kinds=set() if NUMBERED_HEADER.search(spaced(name)) else None)


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


def names_people(name: str) -> bool:
    """Whether a column's header says that it holds names."""
    return bool(NAMING_HEADER.search(spaced(name)))


def header_hides(name: str) -> bool:
    """Whether a column's header lets one expect names, phones, certificates or addresses."""
    return names_people(name) or bool(NUMBERED_HEADER.search(spaced(name)))


def spaced(name: str) -> str:
    """A header with one blank between its words, however they are joined: ``HomePhone`` too."""
    return " ".join(re.split(r"[\s_]+|(?<=[a-z])(?=[A-Z])", name))


def observed(rows: Iterable[Mapping[str, str]]) -> dict[str, Kept]:
    """The kept columns of rows of attributes."""
    found: dict[str, Kept] = {}
    for row in rows:
        for name, value in row.items():
            if value:
                if name not in found:
                    found[name] = column_called(name)
                found[name].see(str(value))
    return found
