"""How the states of a cycle's steps look everywhere: word, icon, colour."""

from __future__ import annotations

from collections.abc import Mapping

from common.terms import Term
from coordination.enums import StepState as S
from coordination.enums import Verdict

STEP_STATES: Mapping[str, Term] = {
    S.COMING: Term(S.COMING.label, "clock", "line"),
    S.OPEN: Term(S.OPEN.label, "play", "now"),
    S.REOPENED: Term(S.REOPENED.label, "undo", "warn"),
    S.CLOSED: Term(S.CLOSED.label, "check-circle", "ok"),
}
VERDICTS: Mapping[str, Term] = {
    Verdict.CARRY_ON: Term(Verdict.CARRY_ON.label, "arrow-right", "ok"),
    Verdict.CHANGE: Term(Verdict.CHANGE.label, "edit", "warn"),
    Verdict.STOP: Term(Verdict.STOP.label, "stop", "line"),
}
