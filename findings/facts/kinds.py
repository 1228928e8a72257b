"""Kinds of single facts: how a value is checked, stored as JSON, read back, named and written."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from common import display

Text = str | Promise


class Noun(StrEnum):
    """What a code names."""

    CHANNEL = "channel"
    PRODUCT = "product"
    GROUP = "customer group"
    UNIT = "unit"
    RESOURCE = "resource"
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


@dataclass(frozen=True, kw_only=True)
class Count(Fact):
    """A whole number, never below zero."""

    what = "whole number"

    def check(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.refuse(value)
        return value


@dataclass(frozen=True, kw_only=True)
class Signed(Fact):
    """A whole number that may lie below zero, such as days moved."""

    what = "whole number, below zero for less or earlier"

    def check(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(value)
        return value


@dataclass(frozen=True, kw_only=True)
class Persons(Count):
    """Persons. ``is_shared``: both plans have them, so a card draws them between the two;
    ``is_whole``: what each plan has in all, against which they are drawn.
    """

    what = "persons"
    unit = pgettext_lazy("unit", "persons")
    is_shared: bool = False
    is_whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Organisations(Count):
    what = "organisations"


@dataclass(frozen=True, kw_only=True)
class Days(Count):
    what = "days"
    unit = pgettext_lazy("unit", "days")


@dataclass(frozen=True, kw_only=True)
class Pieces(Count):
    what = "pieces"
    unit = pgettext_lazy("unit", "pieces")


@dataclass(frozen=True, kw_only=True)
class Number(Fact):
    """A number that may have places, such as a load of evenly spread orders."""

    what = "number"

    def check(self, value: Any) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(value)
        return value


@dataclass(frozen=True, kw_only=True)
class Ratio(Number):
    """A part of a whole as a number from 0 on: 0.5 is the half."""

    what = "ratio"

    def write(self, value: Any) -> str:
        return display.percent(value)


@dataclass(frozen=True, kw_only=True)
class Percent(Number):
    """A part of a whole in per cent."""

    what = "per cent"
    unit = "%"


@dataclass(frozen=True, kw_only=True)
class Money(Fact):
    """An amount in CNY, stored as decimal text."""

    what = "CNY"

    def check(self, value: Any) -> str:
        if not isinstance(value, Decimal):
            raise self.refuse(value)
        return str(value)

    def decode(self, stored: Any) -> Any:
        try:
            return Decimal(str(stored))
        except InvalidOperation:
            return stored

    def write(self, value: Any) -> str:
        return display.money(value) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, kw_only=True)
class Day(Fact):
    """A day, stored as an ISO date."""

    what = "day"

    def check(self, value: Any) -> str:
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise self.refuse(value)
        return value.isoformat()

    def decode(self, stored: Any) -> Any:
        return dt.date.fromisoformat(stored)

    def write(self, value: Any) -> str:
        return display.full_date(value)


@dataclass(frozen=True, kw_only=True)
class Time(Fact):
    """A time of day, stored as HH:MM."""

    what = "time of day"

    def check(self, value: Any) -> str:
        if not isinstance(value, dt.time):
            raise self.refuse(value)
        return value.strftime("%H:%M")

    def decode(self, stored: Any) -> Any:
        return dt.time.fromisoformat(stored)

    def read(self, stored: Any, names: Names) -> Any:
        return stored

    def write(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Flag(Fact):
    what = "yes or no"

    def check(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.refuse(value)
        return value
