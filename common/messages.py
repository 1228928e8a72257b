"""Sentences by code. Findings, refusals and notices store code, case and params; each reader gets
their own language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import display

_templates: dict[tuple[str, str], str | Promise] = {}
# What ends a sentence; inside a list it would stand before the comma.
STOPS = "。．.；;，, "


def register(code: str, messages: Mapping[str, str | Promise]) -> None:
    """Give the templates of a code, one per case. Placeholders are named: ``%(persons)s``."""
    for case, template in messages.items():
        if _templates.get((code, case), template) != template:
            raise ValueError(f"message {code}/{case} is registered twice with different texts")
        _templates[code, case] = template


def is_registered(code: str, case: str) -> bool:
    return (code, case) in _templates


def readable(value: Any) -> Any:
    """A parameter as people read it, written as figures and tables write it
    (``common.display``): grouped numbers, local dates, lists joined, without their items' stops.
    """
    if isinstance(value, bool) or value is None:
        return _("unknown") if value is None else (_("yes") if value else _("no"))
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, int | Decimal | float):
        return display.number(value)
    if isinstance(value, dt.datetime):
        return display.short_date(value)
    if day := display.day_of(value):
        return display.full_date(day)
    if isinstance(value, list | tuple):
        return _(", ").join(str(readable(item)).rstrip(STOPS) for item in value)
    if isinstance(value, Promise):
        return str(value)
    return value


def render(code: str, case: str, params: Mapping[str, Any]) -> str:
    """The sentence of a case in the active language. Raises ``KeyError`` for a case that nobody
    registered.
    """
    return say(_templates[code, case], params)


def say(template: str | Promise, params: Mapping[str, Any]) -> str:
    """A sentence in the active language with its params as people read them."""
    return _filled(template, {key: _Count.or_text(value) for key, value in params.items()})


def raw(template: str | Promise) -> str:
    """A sentence with its placeholders, in the plural where it has one; for documents."""
    return _filled(template, _Placeholders())


class _Count(int):
    """A whole number that chooses between singular and plural, and reads with grouped digits."""

    def __str__(self) -> str:
        return display.number(int(self))

    @staticmethod
    def or_text(value: Any) -> Any:
        return _Count(value) if type(value) is int else readable(value)


class _Placeholder(int):
    """Stands for a number whose name is shown in its place."""

    name: str

    def __new__(cls, name: str) -> Self:
        one = super().__new__(cls, 2)
        one.name = name
        return one

    def __str__(self) -> str:
        return f"%({self.name})s"


class _Placeholders(dict[str, Any]):
    def __missing__(self, key: str) -> _Placeholder:
        return _Placeholder(key)


def _filled(template: str | Promise, values: dict[str, Any]) -> str:
    # A lazy plural is chosen by ``%``, never before.
    return cast("str", template) % values
