"""Policies: every number of the rules that an owner may change, declared with a type, a default and
a unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.models import Policy

Value = int | Decimal | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """One policy: dotted key, default (whose type is the policy's type), unit of measure, who owns
    it, what it means.
    """

    key: str
    default: Value
    label: str | Promise
    unit: str | Promise = ""
    owner_role: str = ""

    def parse(self, text: str) -> Value:
        """The typed value of a text. Raises ``ValidationError`` when it is not of the policy's
        type.
        """
        try:
            match self.default:
                case int():
                    return int(text)
                case Decimal():
                    return Decimal(text)
                case tuple():
                    return tuple(part.strip() for part in text.split(",") if part.strip())
                case _:
                    return text
        except (ValueError, InvalidOperation) as error:
            raise ValidationError(
                _("Not a valid value for this policy."), code="invalid"
            ) from error


_declared: dict[str, Declared] = {}


def declare(*policies: Declared) -> None:
    """Make policies known. Called by each app's ``policies`` module when the app gets ready."""
    for policy in policies:
        _declared[policy.key] = policy


def declared() -> Mapping[str, Declared]:
    return _declared


def values_on(day: dt.date) -> dict[str, Any]:
    """Every declared policy's value on a day, in one query."""
    values: dict[str, Any] = {key: policy.default for key, policy in _declared.items()}
    for row in Policy.objects.valid_on(day).order_by("valid_from"):
        if row.key in _declared:
            values[row.key] = _declared[row.key].parse(row.value)
    return values
