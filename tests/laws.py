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
    "lapse": Law("draft checking coordinating approved", "lapsed"),
    "copy": Law(ANY, None, "planner"),
}

DRAFT = {
    "hand_in": Law("writing changes_required", "in_review", "author"),
    "take_back": Law("in_review approved", "writing", "author"),
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

LAWS = {"campaign": PLAN, "draft": DRAFT, "negotiation": NEGOTIATION, "proposal": PROPOSAL}


def sources_of(law: Law, states: list[str]) -> set[str]:
    """The states that a step starts from."""
    return set(states) if law.sources == ANY else set(law.sources.split())
