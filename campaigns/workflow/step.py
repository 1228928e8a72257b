"""One step in the life of a plan while it is being taken, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.review_status import invalidate_review_status
from common import audit
from common.changelog import record_change
from common.errors import Reason, Refused
from organization.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a step came to. ``refusal`` is set where the step was refused but left something behind,
    which is committed. ``check_run`` is the id of the check that was asked for, ``landing`` the page
    to look at next where it is not the plan's own.
    """

    campaign: Campaign
    check_run: UUID | None = None
    landing: str = ""
    copy: Campaign | None = None
    refusal: tuple[Reason, ...] = ()

    def raise_refusal(self) -> Changed:
        """Raise ``Refused`` if the step was refused; call it after the transaction."""
        if self.refusal:
            raise Refused(self.refusal)
        return self


@dataclass(slots=True, kw_only=True)
class Step:
    """A step under way, under the plan's lock. Effects set where it leads to and what the trail
    says of it.
    """

    campaign: Campaign
    name: str
    actor: User | None
    reason: str
    options: Mapping[str, Any]
    now: dt.datetime
    target: CampaignState
    acting_for: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    check_run: UUID | None = None
    landing: str = ""
    copy: Campaign | None = None
    refusal: tuple[Reason, ...] = ()


def save_step(step: Step) -> None:
    """Write the plan's new state with its audit row and its change; the change log's lock is taken
    last.
    """
    campaign, before = step.campaign, step.campaign.state
    campaign.state = step.target
    if before != step.target:
        campaign.state_since = step.now
    touch(campaign, now=step.now)
    invalidate_review_status(campaign)
    audit.record(
        step.name,
        actor=step.actor,
        object_type="campaign",
        object_code=campaign.code,
        unit=campaign.owner_unit.code,
        from_state=before,
        to_state=step.target,
        reason=step.reason,
        acting_for=step.acting_for,
        details={"revision": campaign.revision, **step.details},
        now=step.now,
    )
    record_change("campaign", campaign.code, step.name, now=step.now)


def touch(campaign: Campaign, *, now: dt.datetime) -> None:
    """Count a write and save the plan."""
    campaign.updated_at = now
    campaign.etag += 1
    campaign.save()
