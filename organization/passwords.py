"""What is wrong with a new password, in our words; and that it may not repeat few characters."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation as theirs
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LEAST_DIFFERENT = 5


class LongEnough(theirs.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "The password is too short; it needs at least %(count)d character.",
            "The password is too short; it needs at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}


class Uncommon(theirs.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people use this password; choose another one.")


class Unlike(theirs.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("The password is too much like your user name, name or e-mail address.")


class NotOnlyDigits(theirs.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("The password is nothing but digits; add some letters.")


class Varied:
    """At least five different characters: neither aaaaaaaaaaaa nor abababababab."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` for a password of few different characters."""
        if len(set(password)) < LEAST_DIFFERENT:
            raise ValidationError(self.get_help_text(), code="password_repeats")

    def get_help_text(self) -> str:
        return _("Use at least %(least)s different characters.") % {"least": LEAST_DIFFERENT}
