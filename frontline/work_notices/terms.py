"""How the states of work notices look everywhere: word, icon, colour."""

from __future__ import annotations

from collections.abc import Mapping

from common.terms import Term
from frontline.enums import WorkNoticeState as W

WORK_NOTICE_STATES: Mapping[str, Term] = {
    W.DRAFT: Term(W.DRAFT.label, "edit", "line"),
    W.IN_FORCE: Term(W.IN_FORCE.label, "megaphone", "ok"),
    W.REPLACED: Term(W.REPLACED.label, "swap", "line"),
    W.EXPIRED: Term(W.EXPIRED.label, "history", "line"),
    W.WITHDRAWN: Term(W.WITHDRAWN.label, "block", "block"),
    W.DISCARDED: Term(W.DISCARDED.label, "trash", "line"),
}
