"""What the steps of a backdated plan leave behind: audit rows and the decision of its head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaigns.enums import CampaignState, Decision
from common.models import AuditEvent
from demo.backdated import REASONS, BackdatedPlan

BY_HEAD = frozenset({"approve", "reject", "suspend"})
BY_CLOCK = frozenset({"check_done", "launch", "end", "lapse"})


def trail_of(told: BackdatedPlan, code: str, planner: str, head: str) -> Iterator[AuditEvent]:
    """The audit rows of the steps, in their order; ``planner`` and ``head`` are user names."""
    before = ""
    for step, state in told.steps:
        yield AuditEvent(
            happened_at=told.marks[step],
            actor=actor_of(step, planner, head),
            action=step,
            object_type="campaign",
            object_code=code,
            unit=told.owner,
            from_state=before,
            to_state=state,
            reason=REASONS.get(step, ""),
            details={"revision": 0 if step == "create" else 1},
        )
        before = state


def actor_of(step: str, planner: str, head: str) -> str:
    """Who takes a step; empty for the clock."""
    if step in BY_CLOCK:
        return ""
    if step == "evaluate":
        return "service.manager"
    return head if step in BY_HEAD else planner


def decision_of(told: BackdatedPlan, head: Any) -> dict[str, Any]:
    """The signature of the head of a plan that was approved or rejected."""
    decision = Decision.REJECTED if told.state == CampaignState.REJECTED else Decision.APPROVED
    step = "reject" if told.state == CampaignState.REJECTED else "approve"
    return {
        "decision": decision,
        "decided_by": head,
        "decided_at": told.marks[step],
        "reason": REASONS.get(step, ""),
    }
