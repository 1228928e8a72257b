"""The states of a plan as people see them. The Chinese words are those of the glossary."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from common.terms import Term

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
    "in_force": Term(pgettext_lazy("amendment state", "In force"), "check", "ok"),
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
    "in_force": "st-en",
}
