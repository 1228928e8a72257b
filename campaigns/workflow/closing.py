"""What follows when a plan is made known, sent back, given up or copied."""

from __future__ import annotations

from typing import Any

from campaigns.enums import Decision
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of
from campaigns.starting import copy_of
from campaigns.workflow import approval, submission
from campaigns.workflow.step import Step


def announce(step: Step) -> None:
    step.campaign.announced_at = step.now


def return_to_plan(step: Step) -> None:
    approval.refuse_plan(step, Decision.RETURNED)
    _tell_owners(step, "returned", reason=step.reason)
    submission.back_to_draft(step)


def reject(step: Step) -> None:
    approval.refuse_plan(step, Decision.REJECTED)
    submission.release_plan(step)
    _tell_owners(step, "rejected", reason=step.reason)


def redate(step: Step) -> None:
    submission.revert_to_coordination(step)
    _tell_owners(step, "to_redate")


def withdraw(step: Step) -> None:
    submission.release_plan(step)
    owners = {
        *planners_of(step.campaign.owner_unit),
        *heads_of(step.campaign.owner_unit),
        step.campaign.author,
    }
    if step.campaign.revision:
        notify_about(
            sorted(owners, key=lambda user: user.pk),
            "withdrawn",
            step.campaign,
            now=step.now,
            but=step.actor,
        )


def lapse(step: Step) -> None:
    submission.release_plan(step)
    _tell_owners(step, "lapsed")


def copy(step: Step) -> None:
    if step.actor is None:
        raise ValueError("a copy needs a person")
    step.copy = copy_of(step.campaign, actor=step.actor, now=step.now)


def _tell_owners(step: Step, case: str, **params: Any) -> None:
    people = [*planners_of(step.campaign.owner_unit), step.campaign.author]
    notify_about(people, case, step.campaign, now=step.now, but=step.actor, **params)
