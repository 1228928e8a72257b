"""Text that people type: what is refused, and how it is made uniform."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALLOWED_CONTROLS = frozenset("\n\r\t")
# Bidirectional overrides, zero-width characters and lone surrogates hide what a text says.
FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
ZERO_WIDTH_JOINER = "\u200d"  # part of emoji


def has_hidden_characters(text: str) -> bool:
    """Whether the text holds control, bidirectional or zero-width characters."""
    return any(
        unicodedata.category(char) in FORBIDDEN_CATEGORIES
        and char not in ALLOWED_CONTROLS
        and char != ZERO_WIDTH_JOINER
        for char in text
    )


def validate_plain(text: str) -> None:
    """Raise ``ValidationError`` for hidden characters."""
    if has_hidden_characters(text):
        raise ValidationError(
            _("The text holds invisible or control characters."), code="hidden_characters"
        )


def normalise(text: str) -> str:
    """The text in NFC, trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def digits(number: float) -> str:
    """A number in plain digits, however small or large: 0.00001, not 1e-05."""
    return f"{Decimal(repr(number)):f}"
