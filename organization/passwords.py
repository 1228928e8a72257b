"""What a password must be, beside what Django asks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST_DIFFERENT = 5


class Varied:
    """At least five different characters: neither aaaaaaaaaaaa nor abababababab."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` for a password of few different characters."""
        if len(set(password)) < LEAST_DIFFERENT:
            raise ValidationError(self.get_help_text(), code="password_repeats")

    def get_help_text(self) -> str:
        return _("Use at least %(least)s different characters.") % {"least": LEAST_DIFFERENT}
