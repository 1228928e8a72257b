"""What every machine has to say, written out: one line a step. A row of a machine that has no line
here, or another one, fails ``tests/architecture/test_machines.py``.
"""

from __future__ import annotations

from typing import NamedTuple

ANY = "any"


class Law(NamedTuple):
    """From which states (``any``: all) to which (None: it stays), and who may take the step at all,
    whatever the state: roles of one person each; nobody for what only the system does.
    """

    sources: str
    target: str | None
    who: str = ""


PLAN = {
    "announce": Law("draft", None, "planner"),
    "submit": Law("draft", "checking", "planner"),
    "check_done": Law("checking", "coordinating"),
    "retry_check": Law(
        "checking coordinating finalised approved live suspended", None, "planner administrator"
    ),
    "recall": Law("checking coordinating finalised", "draft", "planner"),
    "finalise": Law("coordinating", "finalised", "planner"),
    "approve": Law("finalised", "approved", "head service_manager leadership"),
    "return_to_plan": Law("finalised", "draft", "head service_manager leadership"),
    "reject": Law("finalised", "rejected", "head service_manager leadership"),
    "rank": Law("draft checking coordinating finalised approved", None, "leadership"),
    "redate": Law("finalised", "coordinating"),
    "launch": Law("approved", "live", "head"),
    "override_launch": Law("approved", "live", "leadership"),
    "suspend": Law("live", "suspended", "head service_manager leadership"),
    "resume": Law("suspended live", "live", "head service_manager"),
    "end": Law("live suspended", "ended", "head"),
    "evaluate": Law("ended", "evaluated", "service_manager"),
    "withdraw": Law("draft checking coordinating finalised approved", "withdrawn", "planner"),
    "merge": Law("draft checking coordinating finalised approved", "withdrawn"),
    "lapse": Law("draft checking coordinating approved", "lapsed"),
    "amend": Law("approved live suspended", None, "planner"),
    "copy": Law(ANY, None, "planner"),
}

AMENDMENT = {
    "submit": Law("draft", "checking", "planner"),
    "check_done": Law("checking", "coordinating"),
    "retry_check": Law("checking coordinating finalised", None, "planner administrator"),
    "recall": Law("checking coordinating finalised", "draft", "planner"),
    "finalise": Law("coordinating", "finalised", "planner"),
    "approve": Law("finalised", "in_force", "head service_manager leadership"),
    "return_to_plan": Law("finalised", "draft", "head service_manager leadership"),
    "reject": Law("finalised", "rejected", "head service_manager leadership"),
    "withdraw": Law("draft checking coordinating finalised", "withdrawn", "planner"),
    "overtaken": Law("draft checking coordinating finalised", "withdrawn"),
}

DRAFT = {
    "hand_in": Law("writing changes_required", "in_review", "author"),
    "take_back": Law("in_review approved", "writing", "author"),
    # Once its author writes no more.
    "take_over": Law("writing changes_required", None, "editor"),
    "approve": Law("in_review", "approved", "reviewer"),
    "require_changes": Law("in_review approved", "changes_required", "reviewer"),
    "release": Law("approved", "released", "reviewer"),
    "withdraw": Law(
        "writing in_review changes_required approved released", "withdrawn", "author reviewer"
    ),
}

NEGOTIATION = {
    "decide": Law("escalated", "decided", "leadership"),
    "escalate": Law("open", "escalated", "planner head"),
    "call_in": Law("open", "escalated", "leadership"),
    "reopen": Law("decided closed", "open", "planner head"),
    "next_round": Law("open", None),
    "overdue": Law("open", "escalated"),
    "put_off": Law("escalated", None),
    "close": Law("open escalated decided", "closed"),
}

PROPOSAL = {
    "accept": Law("waiting", "accepted", "asked"),
    "counter": Law("waiting", "countered", "asked"),
    "decline": Law("waiting", "declined", "asked"),
    "finish": Law("waiting accepted", "done", "asked"),
    "withdraw": Law("waiting", "withdrawn", "proposer"),
    "take": Law("waiting", "accepted"),
    "pass_on": Law("waiting", None),
    "lapse": Law("waiting accepted", "lapsed"),
}

CYCLE_STEP = {
    "open": Law("coming", "open", "leadership"),
    "close": Law("open reopened", "closed", "leadership"),
    "reopen": Law("closed", "reopened", "leadership"),
    "move": Law("coming open reopened", None, "leadership"),
    "begin": Law("coming", "open"),
    "end": Law("open reopened", "closed"),
}

# Performer: of the role in the unit, not the one who claimed it; heads are those of the two units.
COMMITMENT = {
    "promise": Law("requested", "promised", "performer performer_head leadership"),
    "claim": Law("requested promised broken", None, "performer"),
    "counter": Law("requested promised", "countered", "performer performer_head leadership"),
    "decline": Law("requested countered", "declined", "performer performer_head leadership"),
    "agree": Law("countered", "promised", "customer customer_head leadership"),
    "insist": Law("countered", "requested", "customer customer_head leadership"),
    "done": Law("promised broken", "done", "performer performer_head leadership"),
    "accept": Law("done", "accepted", "customer customer_head leadership"),
    "reopen": Law("done", "promised", "customer customer_head leadership"),
    "reassign": Law(
        "requested countered declined promised broken",
        "requested",
        "performer_head customer_head leadership",
    ),
    "waive": Law(
        "requested countered declined promised broken", "waived", "customer_head leadership"
    ),
    "to_head": Law("requested", None),
    "break_promise": Law("promised", "broken"),
    "accept_by_silence": Law("done", "accepted"),
    "ask_again": Law("requested countered declined promised broken", "requested"),
    "withdraw": Law("requested countered declined promised broken done", "withdrawn"),
}

# Owner: the person named; who reports is a branch viewer here.
REPORT = {
    "take": Law("reported", "taken", "owner owner_head leadership"),
    "decide": Law("reported taken", "decided", "owner owner_head leadership"),
    "ask": Law("reported taken", "asked", "owner owner_head leadership"),
    "hand_on": Law("reported taken", "reported", "owner owner_head leadership"),
    "reply": Law("asked", "taken", "reporter colleague"),
    "confirm": Law("decided", "closed", "reporter colleague"),
    "reopen": Law("decided", "reported", "reporter colleague"),
    "withdraw": Law("reported taken asked", "withdrawn", "reporter colleague"),
    "pass_on": Law("reported taken", None),
    "close_by_silence": Law("asked decided", "closed"),
}

WORK_NOTICE = {
    "issue": Law("draft", "in_force", "head service_manager channel_manager leadership"),
    "withdraw": Law("in_force", "withdrawn", "head service_manager channel_manager leadership"),
    "discard": Law("draft", "discarded", "planner head service_manager channel_manager leadership"),
    "replace": Law("in_force", "replaced"),
    "expire": Law("in_force", "expired"),
}

LAWS = {
    "campaign": PLAN,
    "amendment": AMENDMENT,
    "draft": DRAFT,
    "negotiation": NEGOTIATION,
    "proposal": PROPOSAL,
    "commitment": COMMITMENT,
    "report": REPORT,
    "work_notice": WORK_NOTICE,
    "cycle_step": CYCLE_STEP,
}


def sources_of(law: Law, states: list[str]) -> set[str]:
    """The states that a step starts from."""
    return set(states) if law.sources == ANY else set(law.sources.split())
