"""What every kind of fact has: a check, its JSON, its words, its figure on a card."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from django.utils.functional import Promise

from common import display

Text = str | Promise


class Noun(StrEnum):
    """What a code names."""

    CHANNEL = "channel"
    PRODUCT = "product"
    GROUP = "customer group"
    UNIT = "unit"
    RESOURCE = "resource"
    MOMENT = "moment"
    SEGMENT = "segment"
    QUESTION = "question of the pre-assessment"
    PLAN = "plan"


# What a card knows beside the facts of two plans: the days on which both run, as text for a note.
OVERLAP = "overlap_window"


class Names(Protocol):
    """Whoever knows the names of codes, as one person may know them."""

    def name(self, noun: Noun, code: str) -> str:
        """The name, or the code where nobody gave it one."""


class Note:
    """The line below a figure: a sentence and the keys of the facts that stand in it. Empty where
    one of them is missing.
    """

    def __init__(self, sentence: Text, **keys: str) -> None:
        self.sentence = sentence
        self.keys: Mapping[str, str] = keys

    def say(self, written: Mapping[str, str]) -> str:
        """The sentence with the written facts."""
        params = {name: written.get(key, "") for name, key in self.keys.items()}
        return str(self.sentence) % params if all(params.values()) else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """That a fact is shown large on the finding's card, unless it is zero and ``hides_zero``.
    ``unit`` is the kind's own unless said.
    """

    label: Text
    unit: Text | None = None
    note: Note | None = None
    hides_zero: bool = False


@dataclass(frozen=True, kw_only=True)
class Fact(ABC):
    """One kind of fact.

    ``sides`` tells it of both plans: the rule gives ``Sides``, stored are ``…_own`` and
    ``…_other``. ``optional`` facts may be left out, ``nullable`` ones may be None: unknown. Of
    plans with numbers ``counted`` says what the numbers count.
    """

    figure: Figure | None = None
    counted: Text = ""
    sides: bool = False
    optional: bool = False
    nullable: bool = False

    unit: ClassVar[Text] = ""

    @property
    @abstractmethod
    def what(self) -> str:
        """The kind in words for docs/rules.md."""

    @property
    def holds(self) -> str:
        """What stands under the key, in words."""
        unknown = ", or null where it is unknown" if self.nullable else ""
        return self.what + unknown + (", left out where there is none" if self.optional else "")

    @abstractmethod
    def check(self, value: Any) -> Any:
        """The value as JSON. Raises ``TypeError`` for one of another kind."""

    def encode(self, value: Any) -> Any:
        """The value as JSON, None where it may be. Raises ``TypeError`` for one of another kind."""
        return None if value is None and self.nullable else self.check(value)

    def decode(self, stored: Any) -> Any:
        """The stored value as Python knows it: days as dates, money as decimals."""
        return stored

    def read(self, stored: Any, names: Names) -> Any:
        """The stored value as it stands in a sentence: codes as names."""
        return None if stored is None else self.decode(stored)

    def write(self, value: Any) -> str:
        """A value that was read, as a figure."""
        return display.number(value)

    def codes(self, stored: Any) -> Iterator[tuple[Noun, str]]:
        """The codes that the stored value speaks of."""
        yield from ()

    def refuse(self, value: Any) -> TypeError:
        return TypeError(f"{value!r} is not of the kind {self.what}")
