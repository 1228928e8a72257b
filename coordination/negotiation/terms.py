"""How the states of negotiations and proposals look everywhere: word, icon, colour."""

from __future__ import annotations

from collections.abc import Mapping

from common.terms import Term
from coordination.enums import NegotiationState as N
from coordination.enums import ProposalState as P

NEGOTIATION_STATES: Mapping[str, Term] = {
    N.OPEN: Term(N.OPEN.label, "handshake", "now"),
    N.ESCALATED: Term(N.ESCALATED.label, "flag", "warn"),
    N.DECIDED: Term(N.DECIDED.label, "stamp", "ok"),
    N.CLOSED: Term(N.CLOSED.label, "check-circle", "line"),
}
PROPOSAL_STATES: Mapping[str, Term] = {
    P.WAITING: Term(P.WAITING.label, "clock", "now"),
    P.ACCEPTED: Term(P.ACCEPTED.label, "check", "ok"),
    P.DECLINED: Term(P.DECLINED.label, "close", "line"),
    P.COUNTERED: Term(P.COUNTERED.label, "swap", "line"),
    P.DONE: Term(P.DONE.label, "check-circle", "ok"),
    P.WITHDRAWN: Term(P.WITHDRAWN.label, "undo", "line"),
    P.LAPSED: Term(P.LAPSED.label, "history", "line"),
}
