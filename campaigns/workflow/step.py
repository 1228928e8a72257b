"""One step in the life of a plan while it is being taken, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import planners_of
from campaigns.review_status import invalidate_review_status
from common import machine
from organization.models import User


@dataclass(slots=True, kw_only=True)
class Step(machine.Step[Campaign, User]):
    """A step under way. ``placements`` (channels) and ``branches`` are codes of the parts of the
    plan that it is about, all where none are named; ``rank`` is the one that leadership gives.

    Effects set ``check_run`` (the id of the check that was asked for), ``landing`` (the address of
    the page to look at next, where it is not the plan's own), ``copy``, and ``waits`` where
    somebody else has to agree first. ``is_authored`` False: who takes the step decides for others
    and does not become one of the plan's writers.
    """

    placements: Sequence[str] = ()
    branches: Sequence[str] = ()
    rank: int | None = None
    check_run: UUID | None = None
    landing: str = ""
    copy: Campaign | None = None
    waits: bool = False
    is_authored: bool = True

    @property
    def campaign(self) -> Campaign:
        return self.obj


def prepare(step: Step) -> None:
    """What is saved with every step of a plan."""
    campaign = step.campaign
    if step.source != step.target:
        campaign.state_since = step.now
    invalidate_review_status(campaign)
    step.unit = campaign.owner_unit.code
    step.details = {"revision": campaign.revision, **step.details}


def tell_owners(step: Step, case: str, **params: Any) -> None:
    """Tell the planners of the owner unit and the author, except for who took the step."""
    people = [*planners_of(step.campaign.owner_unit), step.campaign.author]
    notify_about(people, case, step.campaign, now=step.now, but=step.actor, **params)


def touch(campaign: Campaign, *, now: dt.datetime) -> None:
    """Count a write and save the plan."""
    campaign.updated_at = now
    campaign.etag += 1
    campaign.save()
