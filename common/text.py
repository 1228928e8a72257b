"""Text that people type: what is refused, and how it is made uniform."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALLOWED_CONTROLS = frozenset("\n\r\t")
# Bidirectional overrides, zero-width characters, odd line ends and lone surrogates hide what a text
# says.
FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
IN_CODES = frozenset("-_./%&+#@")
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


def is_storable(text: str) -> bool:
    """Whether the text can be written in UTF-8: a lone surrogate cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def normalise(text: str) -> str:
    """The text in NFC, trimmed."""
    return unicodedata.normalize("NFC", text).strip()


def searchable(text: str) -> str:
    """A text as it is searched for: in one width, punctuation of either script as blanks, but for
    what codes and numbers are made of.
    """
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(
        " " if unicodedata.category(char)[0] in "PZ" and char not in IN_CODES else char
        for char in plain
    )
    return " ".join(kept.split())


def digits(number: float) -> str:
    """A number in plain digits, however small or large: 0.00001, not 1e-05."""
    return f"{Decimal(repr(number)):f}"
