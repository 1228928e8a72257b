"""What follows when a plan is made known, sent back, given up or copied."""

from __future__ import annotations

from campaigns.enums import Decision
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of
from campaigns.starting import copy_of
from campaigns.workflow import approval, submission
from campaigns.workflow.step import Step, tell_owners


def announce(step: Step) -> None:
    step.campaign.announced_at = step.now


def return_to_plan(step: Step) -> None:
    approval.refuse_plan(step, Decision.RETURNED)
    submission.back_to_draft(step)


def tell_returned(step: Step) -> None:
    tell_owners(step, "returned", reason=step.reason)


def reject(step: Step) -> None:
    approval.refuse_plan(step, Decision.REJECTED)
    submission.release_plan(step)


def tell_rejected(step: Step) -> None:
    tell_owners(step, "rejected", reason=step.reason)


def tell_to_redate(step: Step) -> None:
    tell_owners(step, "to_redate")


def tell_withdrawn(step: Step) -> None:
    """Tell the owners of a plan that was submitted before."""
    campaign = step.campaign
    if campaign.revision:
        unit = campaign.owner_unit
        people = {*planners_of(unit), *heads_of(unit), campaign.author}
        told = sorted(people, key=lambda user: user.pk)
        notify_about(told, "withdrawn", campaign, now=step.now, but=step.actor)


def tell_lapsed(step: Step) -> None:
    tell_owners(step, "lapsed")


def copy(step: Step) -> None:
    if step.actor is None:
        raise ValueError("a copy needs a person")
    step.copy = copy_of(step.campaign, actor=step.actor, now=step.now)
