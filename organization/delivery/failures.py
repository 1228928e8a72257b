"""Why a message did not get through, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "scheme": _("The address does not begin with https://."),
    "port": _("The address names a port that is not taken."),
    "host": _("The address names no host."),
    "private": _("The address lies inside a private network (%(detail)s)."),
    "unknown-host": _("There is no such host: %(detail)s."),
    "refused": _("Nobody answers at %(detail)s."),
    "timeout": _("%(detail)s did not answer in time."),
    "tls": _("The connection to %(detail)s is not safe: its certificate does not fit."),
    "redirect": _("The receiver leads elsewhere (%(detail)s), which is not followed."),
    "status": _("The receiver answers with %(detail)s."),
    "robot": _("The robot refuses it: %(detail)s"),
    "broken": _("The answer of %(detail)s makes no sense."),
    "no-address": _("The person has no mail address."),
    "mail-login": _("The mail server does not take our name and password."),
    "mail-recipient": _("The mail server does not take the address of %(detail)s."),
    "mail-server": _("The mail server cannot be reached (%(detail)s)."),
    "unexpected": _("Something went wrong with us; the log says what."),
    "mail": _("The mail server refuses it: %(detail)s"),
}
# What no later attempt mends.
FINAL = frozenset({"scheme", "port", "host", "private", "no-address", "mail-recipient"})
LONGEST = 300


class Failed(Exception):
    """A message did not get through; ``detail`` never holds an address's key or a secret."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, str(detail)[:LONGEST]


def sentence(code: str, detail: str) -> str:
    """The failure in the active language; empty for none."""
    return str(SENTENCES[code]) % {"detail": detail} if code else ""
