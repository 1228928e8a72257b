"""Words that many pages share, each with its icon and colour class. The Chinese ones are those of
the glossary.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Term:
    """A state or severity as people see it: always a word, an icon and a colour together."""

    word: str | Promise
    icon: str
    css: str = ""


CAMPAIGN_STATES: dict[str, Term] = {
    "draft": Term(pgettext_lazy("campaign state", "Draft"), "edit"),
    "announced": Term(pgettext_lazy("campaign state", "Intention"), "megaphone"),
    "checking": Term(pgettext_lazy("campaign state", "Checking"), "refresh", "now"),
    "coordinating": Term(pgettext_lazy("campaign state", "Coordinating"), "swap", "now"),
    "finalised": Term(pgettext_lazy("campaign state", "Finalised"), "stamp", "now"),
    "approved": Term(pgettext_lazy("campaign state", "Approved"), "check-circle", "ok"),
    "live": Term(pgettext_lazy("campaign state", "Live"), "play", "ok"),
    "suspended": Term(pgettext_lazy("campaign state", "Suspended"), "pause", "warn"),
    "ended": Term(pgettext_lazy("campaign state", "Ended"), "stop"),
    "evaluated": Term(pgettext_lazy("campaign state", "Evaluated"), "check"),
    "withdrawn": Term(pgettext_lazy("campaign state", "Withdrawn"), "undo", "line"),
    "rejected": Term(pgettext_lazy("campaign state", "Rejected"), "cross-circle", "line"),
    "lapsed": Term(pgettext_lazy("campaign state", "Lapsed"), "cross-circle", "line"),
}

# The two letters of a bar in the calendar; checking and coordinating look alike, as do all states
# that are over.
BAR_CLASSES: dict[str, str] = {
    "draft": "st-dr",
    "announced": "st-an",
    "checking": "st-ck",
    "coordinating": "st-co",
    "finalised": "st-fi",
    "approved": "st-ap",
    "live": "st-li",
    "suspended": "st-su",
    "ended": "st-en",
    "evaluated": "st-en",
    "withdrawn": "st-en",
    "rejected": "st-en",
    "lapsed": "st-en",
}

SEVERITIES: dict[str, Term] = {
    "blocking": Term(pgettext_lazy("severity", "Blocking"), "block", "block"),
    "warning": Term(pgettext_lazy("severity", "Warning"), "warning", "warn"),
    "notice": Term(pgettext_lazy("severity", "Notice"), "info", "notice"),
    "solved": Term(pgettext_lazy("severity", "Solved"), "check", "ok"),
}

# The colours of departments, each with the character and the letter that stand for it where the
# unit has none of its own.
UNIT_MARKS: dict[str, tuple[str, str]] = {
    "gk": ("个", "C"),
    "zq": ("政", "E"),
    "cp": ("产", "P"),
    "fg": ("分", "B"),
    "sg": ("省", "V"),
}


def unit_mark(colour: str, *, chinese: bool) -> str:
    """The mark of a department's colour in the reader's language; empty for an unknown colour."""
    return UNIT_MARKS.get(colour, ("", ""))[0 if chinese else 1]
