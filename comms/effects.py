"""What follows from the steps in the life of a draft, and who is told."""

from __future__ import annotations

from common.machine import Step as StepOf
from comms.enums import Decision, DraftState
from comms.models import Draft, DraftReview
from comms.notices import notify_about
from comms.people import planners, readers, reviewers
from comms.signoff import newest_handed_in
from organization.models import User

Step = StepOf[Draft, User]


def hand_in(step: Step) -> None:
    newest = step.obj.versions.order_by("-number").first()
    if newest is not None and newest.handed_in_at is None:
        newest.handed_in_at = step.now
        newest.save(update_fields=["handed_in_at"])


def tell_handed_in(step: Step) -> None:
    _tell(step, reviewers(), "to_review")
    _tell(step, planners(step.obj), "to_sign")


def take_back(step: Step) -> None:
    step.obj.reviewer, step.obj.reviewed_at = None, None


def take_over(step: Step) -> None:
    if step.actor is not None:
        step.obj.author = step.actor


def approve(step: Step) -> None:
    step.obj.reviewer, step.obj.reviewed_at = step.actor, step.now
    _say(step, Decision.AGREE)


def tell_approved(step: Step) -> None:
    _tell(step, [step.obj.author], "approved")


def require_changes(step: Step) -> None:
    take_back(step)
    _say(step, Decision.CHANGES)


def tell_changes_required(step: Step) -> None:
    _tell(step, [step.obj.author], "changes_required", reason=step.reason)


def release(step: Step) -> None:
    step.obj.released_at = step.now


def tell_released(step: Step) -> None:
    draft = step.obj
    _tell(step, [draft.author, *planners(draft), *readers(draft)], "released")


def withdraw(step: Step) -> None:
    step.obj.withdrawn_at, step.obj.withdrawn_reason = step.now, step.reason


def tell_withdrawn(step: Step) -> None:
    """Tell those who had the draft: nobody while it was being written, branches once released."""
    draft = step.obj
    if step.source == DraftState.WRITING:
        return
    branches = readers(draft) if step.source == DraftState.RELEASED else []
    people = [draft.author, *planners(draft), *branches]
    _tell(step, people, "withdrawn", reason=step.reason)


def _tell(step: Step, people: list[User], case: str, *, reason: str = "") -> None:
    if step.actor is not None:
        notify_about(people, case, step.obj, by=step.actor, reason=reason, now=step.now)


def _say(step: Step, decision: Decision) -> None:
    """Write what the reviewer decided to the version under review."""
    version = newest_handed_in(step.obj)
    if version is not None and step.actor is not None:
        DraftReview.objects.create(
            version=version,
            author=step.actor,
            decision=decision,
            text=step.reason,
            created_at=step.now,
        )
