"""Policies: every number of the rules that an owner may change, declared with a type, a default, a
unit and the values that have sense.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common import display
from organization.limits import NO_LIMITS, Limits, invalid, narrow
from organization.models import Policy

logger = logging.getLogger(__name__)

Value = int | Decimal | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """One policy: dotted key, default (whose type is the policy's type), unit of measure, who owns
    it, what it means, which values have sense.
    """

    key: str
    default: Value
    label: str | Promise
    unit: str | Promise = ""
    owner_role: str = ""
    limits: Limits = NO_LIMITS

    def __post_init__(self) -> None:
        """A number without a range, or a default outside it, is a fault of the declaration."""
        if isinstance(self.default, int | Decimal) and self.limits.most is None:
            raise ImproperlyConfigured(f"{self.key} needs a range")
        if self.parse(self.as_text(self.default)) != self.default:
            raise ImproperlyConfigured(f"{self.key} has a default that does not read as itself")

    def parse(self, text: str) -> Value:
        """The typed value of a text. Raises ``ValidationError`` when it is not of the policy's
        type, or has no sense for it.
        """
        match self.default:
            case int():
                return int(self.limits.number(text, is_whole=True))
            case Decimal():
                return self.limits.number(text, is_whole=False)
            case tuple():
                return self.limits.entries(text)
            case _:
                return text

    @property
    def hint(self) -> str:
        """What may be entered, for whoever changes it."""
        limits = self.limits
        numbers = limits.sentence(is_whole=limits.is_whole or isinstance(self.default, int))
        if not isinstance(self.default, tuple):
            return numbers if limits.most is not None else ""
        if limits.offered is not None:
            return ""
        kinds = numbers if limits.most is not None else ", ".join(limits.choices)
        return " ".join(part for part in (str(limits.count_sentence()), kinds) if part)

    def read(self, text: str) -> Value:
        """The value of a text that somebody writes today. Raises ``ValidationError``, also for a
        code that is not offered.
        """
        value = self.parse(text)
        words = self.words
        if words and isinstance(value, tuple) and (unknown := set(value) - set(words)):
            allowed = _(", ").join(str(word) for word in words.values())
            raise invalid(
                _("“%(entry)s” is none of: %(allowed)s."), entry=min(unknown), allowed=allowed
            )
        return value

    @property
    def words(self) -> dict[str, str | Promise]:
        """The codes that are offered, each with its word."""
        return dict(self.limits.offered()) if self.limits.offered is not None else {}

    def said(self, value: Value) -> str:
        """A value as pages show it: codes by their words, lists with commas."""
        if not isinstance(value, tuple):
            return display.number(value) if isinstance(value, int | Decimal) else str(value)
        if self.limits.most is None:
            words = self.words
        else:
            words = {one: display.number(Decimal(narrow(one))) for one in value}
        return str(_(", ")).join(str(words.get(one, one)) for one in value)

    @staticmethod
    def as_text(value: Value) -> str:
        """The form in which a value is stored: lists with commas between their entries."""
        if isinstance(value, Decimal):
            return f"{value:f}"
        return ",".join(value) if isinstance(value, tuple) else str(value)

    def is_usable(self, text: str) -> bool:
        """Whether a stored text is a value that has sense."""
        try:
            self.parse(text)
        except ValidationError:
            return False
        return True


_declared: dict[str, Declared] = {}


def declare(*policies: Declared) -> None:
    """Make policies known. Called by each app's ``policies`` module when the app gets ready."""
    for policy in policies:
        _declared[policy.key] = policy


def declared() -> Mapping[str, Declared]:
    return _declared


def values_on(day: dt.date) -> dict[str, Any]:
    """Every declared policy's value on a day, in one query.

    A stored value without sense (from before its limits were declared) never stops who asks: it
    counts as not written, so the usable one before it holds, else the default. The log and the
    policy's page say so.
    """
    return values_between(day, day)[0][1]


def values_between(first: dt.date, last: dt.date) -> list[tuple[dt.date, dict[str, Any]]]:
    """Every declared policy's value from first to last day, in one query: the first day, and each
    later one on which some value changes, with the values from then on. As ``values_on`` reads
    them.
    """
    rows = Policy.objects.valid_between(first, last).order_by("valid_from", "id")
    return values_of(list(rows), first, last)


def all_rows() -> list[Policy]:
    """Whatever was ever written, in the order in which ``values_of`` reads it, in one query."""
    return list(Policy.objects.order_by("valid_from", "id"))


def values_over_time(key: str) -> list[tuple[dt.date, Any]]:
    """One policy's value from each day on which it changes, as far as rows tell, in one query."""
    rows = Policy.objects.filter(key=key).order_by("valid_from", "id")
    held = values_of(list(rows), dt.date.min, dt.date.max)
    return [(day, values[key]) for day, values in held]


def values_of(
    rows: Sequence[Policy], first: dt.date, last: dt.date
) -> list[tuple[dt.date, dict[str, Any]]]:
    """``values_between`` of the rows that hold then, in their order."""
    begins = {row.valid_from for row in rows}
    over = {row.valid_until + dt.timedelta(days=1) for row in rows if row.valid_until is not None}
    days = sorted({first, *(day for day in begins | over if first < day <= last)})
    return [(day, _values([row for row in rows if row.is_valid_on(day)])) for day in days]


def _values(rows: Iterable[Policy]) -> dict[str, Any]:
    """The values of one day, of whose rows the later begun ones hold."""
    values: dict[str, Any] = {key: policy.default for key, policy in _declared.items()}
    for row in rows:
        if row.key not in _declared:
            continue
        try:
            values[row.key] = _declared[row.key].parse(row.value)
        except ValidationError:
            logger.warning(
                "policy %s from %s has no usable value (%.40r); %s holds",
                row.key,
                row.valid_from,
                row.value,
                values[row.key],
            )
    return values
