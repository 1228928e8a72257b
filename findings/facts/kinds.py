"""Kinds of single facts: how a value is checked, stored as JSON, read back, named and written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import pgettext_lazy

from common import display
from findings.facts.base import Fact, Names


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
    """An amount in yuan, stored as decimal text."""

    what = "yuan"

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
