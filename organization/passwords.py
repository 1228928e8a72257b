"""What is wrong with a new password, in our words."""

from __future__ import annotations

from django.contrib.auth import password_validation as theirs
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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
