"""The states of a commitment as people see them: always a word, an icon and a colour together."""

from __future__ import annotations

from common.terms import Term
from coordination.enums import CommitmentState as S

STATES: dict[str, Term] = {
    S.REQUESTED: Term(S.REQUESTED.label, "question", "now"),
    S.COUNTERED: Term(S.COUNTERED.label, "swap", "warn"),
    S.DECLINED: Term(S.DECLINED.label, "cross-circle", "block"),
    S.PROMISED: Term(S.PROMISED.label, "handshake", "now"),
    S.BROKEN: Term(S.BROKEN.label, "warning", "block"),
    S.DONE: Term(S.DONE.label, "eye", "now"),
    S.ACCEPTED: Term(S.ACCEPTED.label, "check-circle", "ok"),
    S.WAIVED: Term(S.WAIVED.label, "minus-circle", "line"),
    S.WITHDRAWN: Term(S.WITHDRAWN.label, "undo", "line"),
}
