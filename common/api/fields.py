"""Fields of the API that refuse what the database cannot hold or a reader cannot see."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.fields import empty

from common.days import validate_day
from common.text import ALLOWED_CONTROLS, has_hidden_characters, normalise

MAX_DEPTH = 64
WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class PlainCharField(serializers.CharField):
    """Text in NFC without control, bidirectional or zero-width characters."""

    default_error_messages = {
        "hidden_characters": _("The text holds invisible or control characters.")
    }

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text: str = super().to_internal_value(data)
        if has_hidden_characters(text):
            self.fail("hidden_characters")
        return normalise(text) if self.trim_whitespace else text


class NameField(PlainCharField):
    """Plain text of one line."""

    default_error_messages = {"line_break": _("Write it in one line.")}

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if any(char in text for char in ALLOWED_CONTROLS):
            self.fail("line_break")
        return text


class WholeNumberField(serializers.IntegerField):
    """A whole number in ASCII digits."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, str) and not data.isascii():
            self.fail("invalid")
        return int(super().to_internal_value(data))


class YesNoField(serializers.BooleanField):
    """true or false, nothing that is taken for one of them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data

    def run_validation(self, data: Any = empty) -> Any:
        if data == "":
            self.fail("invalid", input=data)
        return super().run_validation(data)


class MoneyField(serializers.DecimalField):
    """Yuan, two places, not negative, at most 12 digits before the point; ASCII digits only."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        """A blank text is no amount; only null takes one away."""
        if isinstance(data, str) and not data.strip():
            self.fail("invalid")
        found: tuple[bool, Any] = super().validate_empty_values(data)
        return found

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, str) and not data.isascii():
            self.fail("invalid")
        return super().to_internal_value(data)


class BoundedDateField(serializers.DateField):
    """A local date from 2000 to 2100, written YYYY-MM-DD in ASCII digits."""

    def __init__(self, **kwargs: Any) -> None:
        validators = [validate_day, *kwargs.pop("validators", ())]
        super().__init__(input_formats=["%Y-%m-%d"], validators=validators, **kwargs)

    def to_internal_value(self, value: Any) -> Any:
        if isinstance(value, str) and not WRITTEN_DAY.fullmatch(value):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(value)


class PlainJSONField(serializers.JSONField):
    """A JSON value without hidden characters, nested at most 64 deep."""

    default_error_messages = {
        "too_deep": _("Nested too deeply."),
        "hidden_characters": _("The text holds invisible or control characters."),
    }

    def to_internal_value(self, data: Any) -> Any:
        value = super().to_internal_value(data)
        if depth(value) > MAX_DEPTH:
            self.fail("too_deep")
        if has_hidden_characters(json.dumps(value, ensure_ascii=False)):
            self.fail("hidden_characters")
        return value


def depth(value: Any, limit: int = MAX_DEPTH + 1) -> int:
    """How deep a JSON value is nested, counted up to ``limit``."""
    if limit == 0 or not isinstance(value, dict | list):
        return 0
    children = value.values() if isinstance(value, dict) else value
    return 1 + max((depth(child, limit - 1) for child in children), default=0)
