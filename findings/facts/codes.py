"""Facts that are text: codes with a name, codes with a word, plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from findings.facts.base import Fact, Names, Noun, Text


@dataclass(frozen=True, kw_only=True)
class Textual(Fact):
    """What is stored as text that no sentence formats."""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(value)
        return str(value)

    def write(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Plain(Textual):
    """Text that is data, such as the reason of a loading rule: never translated."""

    what = "text"


@dataclass(frozen=True)
class Code(Textual):
    """The code of something with a name; empty where there is none, such as the branch of a load
    that counts for the company.
    """

    noun: Noun

    @property
    def what(self) -> str:
        return f"{self.noun} code"

    def read(self, stored: Any, names: Names) -> Any:
        return None if stored is None else names.name(self.noun, str(stored))

    def codes(self, stored: Any) -> Iterator[tuple[Noun, str]]:
        if isinstance(stored, str) and stored:
            yield self.noun, stored


@dataclass(frozen=True)
class Word(Textual):
    """One of some codes that have a word in each language; ``words`` says all of them. Where it
    ``is_ranked`` they come worst first, and so do findings that are else alike.
    """

    words: Mapping[str, Text]
    is_ranked: bool = False

    @classmethod
    def bare(cls, *codes: str, **more: Any) -> Word:
        """Codes for machines only, which no sentence says."""
        return cls({code: code for code in codes}, **more)

    @property
    def what(self) -> str:
        return "one of " + ", ".join(f"`{code}`" for code in self.words)

    def check(self, value: Any) -> str:
        if value not in self.words:
            raise self.refuse(value)
        return str(value)

    def read(self, stored: Any, names: Names) -> Any:
        return str(self.words.get(stored, stored))


CHANNEL, PRODUCT, GROUP = Code(Noun.CHANNEL), Code(Noun.PRODUCT), Code(Noun.GROUP)
UNIT, RESOURCE, PLAN = Code(Noun.UNIT), Code(Noun.RESOURCE), Code(Noun.PLAN)
MOMENT, SEGMENT = Code(Noun.MOMENT), Code(Noun.SEGMENT)
