"""Chinese company names: what of a registered or a short name is the company's own.

A registered name is region + own name + trade + legal form, in brackets at times; a short name
leaves out region and form and most of the trade, and may run the first characters of its words
together (马鞍山钢铁股份有限公司 → 马钢股份).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from customers.matching.regions import INITIALS, region_ends

_BRACKETS = re.compile(r"[\s()（）\[\]【】《》·.,，、\-—“”\"'&]+")
_FORM = re.compile(
    r"(?:(?:股份|集团|控股)*(?:有限责任公司|有限公司|总公司|公司)(?:集团)?|合作社|事务所|厂)$"
)
# Marks of a stock exchange before and after short names.
_MARKS = re.compile(r"^(?:退市|\*?S?\*?ST|PT|XD|XR|DR|[NGSU](?=[\u4e00-\u9fff]))")
_SHARES = re.compile(r"(?<=[\u4e00-\u9fff])(?:[AB]股?|退)$")
_SHORT_FORM = re.compile(r"(?:股份|集团|公司)$")
SHORTEST = 2  # characters of an own name
TOLD = 4  # characters that a short name has where nothing was cut off to make room for a mark


def plain(name: str) -> str:
    """A name in one width and case, without blanks, brackets and punctuation."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", name)).upper()


def is_registered(name: str) -> bool:
    """Whether the name ends in a legal form."""
    return _FORM.search(plain(name)) is not None


@dataclass(frozen=True)
class FullName:
    """A registered name: ``core`` is it without its legal form, ``starts`` where in the core the
    own name may begin.
    """

    text: str

    @cached_property
    def core(self) -> str:
        bare = _FORM.sub("", self.text)
        return bare if len(bare) >= SHORTEST else self.text

    @cached_property
    def starts(self) -> list[int]:
        return region_ends(self.core)

    @cached_property
    def own(self) -> str:
        """The core from where its own name begins."""
        return self.core[self.starts[-1] :]


@dataclass(frozen=True)
class ShortName:
    """A short name: ``core`` is it without marks and form; ``is_cut`` where a mark took the place
    of characters of it.
    """

    text: str

    @cached_property
    def bare(self) -> str:
        return _SHARES.sub("", _MARKS.sub("", self.text)) or self.text

    @cached_property
    def core(self) -> str:
        core = _SHORT_FORM.sub("", self.bare)
        return core if len(core) >= SHORTEST else self.bare

    @property
    def is_cut(self) -> bool:
        return len(self.core) <= SHORTEST and len(self.bare) < TOLD

    @cached_property
    def without_initial(self) -> str:
        """The core without a first character that stands for a region; empty if there is none."""
        return self.core[1:] if self.core[0] in INITIALS and len(self.core) > SHORTEST else ""


@lru_cache(maxsize=200_000)
def full_name(name: str) -> FullName:
    return FullName(plain(name))


@lru_cache(maxsize=200_000)
def short_name(name: str) -> ShortName:
    return ShortName(plain(name))


def runs(short: str, full: str, start: int) -> int:
    """In how few contiguous pieces the short text stands in the full one, in order, the first
    beginning exactly at ``start``; 0 if it does not.
    """
    return _fewest(short, full, 0, start, is_first=True)


def _fewest(short: str, full: str, done: int, start: int, *, is_first: bool = False) -> int:
    if done == len(short):
        return 0
    best = 0
    for place in [start] if is_first else range(start, len(full)):
        length = 0
        while (
            done + length < len(short)
            and place + length < len(full)
            and short[done + length] == full[place + length]
        ):
            length += 1
            rest = _fewest(short, full, done + length, place + length)
            if rest or done + length == len(short):
                best = min(best or rest + 1, rest + 1)
    return best
