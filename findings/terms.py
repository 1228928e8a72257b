"""Severities as people see them. The Chinese words are those of the glossary."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from common.terms import Term

SEVERITIES: dict[str, Term] = {
    "blocking": Term(pgettext_lazy("severity", "Blocking"), "block", "block"),
    "warning": Term(pgettext_lazy("severity", "Warning"), "warning", "warn"),
    "notice": Term(pgettext_lazy("severity", "Notice"), "info", "notice"),
    "solved": Term(pgettext_lazy("severity", "Solved"), "check", "ok"),
}
