"""Fields of the API that refuse what the database cannot hold or a reader cannot see."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common.days import validate_day
from common.text import has_hidden_characters, normalise

MAX_DEPTH = 64


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


class MoneyField(serializers.DecimalField):
    """CNY, two places, not negative, at most 12 digits before the point; ASCII digits only."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, str) and not data.isascii():
            self.fail("invalid")
        return super().to_internal_value(data)


class BoundedDateField(serializers.DateField):
    """A local date from 2000 to 2100, written YYYY-MM-DD."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], validators=[validate_day], **kwargs)


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
