"""How the states of reports look everywhere: word, icon, colour."""

from __future__ import annotations

from collections.abc import Mapping

from common.terms import Term
from frontline.enums import ReportState as R

REPORT_STATES: Mapping[str, Term] = {
    R.REPORTED: Term(R.REPORTED.label, "flag", "warn"),
    R.ASKED: Term(R.ASKED.label, "question", "now"),
    R.TAKEN: Term(R.TAKEN.label, "search", "now"),
    R.DECIDED: Term(R.DECIDED.label, "stamp", "ok"),
    R.CLOSED: Term(R.CLOSED.label, "check-circle", "line"),
    R.WITHDRAWN: Term(R.WITHDRAWN.label, "undo", "line"),
}
