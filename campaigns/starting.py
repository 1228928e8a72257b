"""How a plan comes into being: its code, its first version, and the copy of another plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from campaigns.models import Campaign, PlanVersion
from campaigns.parts import write_plan
from campaigns.revisions import copy_version
from common.write import next_code, written
from organization.models import User


def start_draft(
    campaign: Campaign,
    *,
    actor: User,
    action: str,
    now: dt.datetime,
    plan: Mapping[str, Any] | None = None,
    source: PlanVersion | None = None,
) -> Campaign:
    """Save a new draft with its first version, written from ``plan`` or copied from ``source``."""
    campaign.state_since = campaign.created_at = campaign.updated_at = now
    campaign.save()
    if source is not None:
        version = copy_version(source, campaign=campaign, number=1, now=now)
    else:
        version = PlanVersion(campaign=campaign, created_at=now)
        write_plan(version, plan or {}, now=now)
    campaign.working = version
    campaign.save(update_fields=["working"])
    details = {"from": source.campaign.code} if source is not None else {}
    written(
        action,
        "campaign",
        campaign.code,
        actor=actor,
        now=now,
        log=("campaign", action),
        unit=campaign.owner_unit.code,
        to_state=campaign.state,
        details=details,
    )
    return campaign


def copy_of(campaign: Campaign, *, actor: User, now: dt.datetime) -> Campaign:
    """A new draft with the same words, by the actor. Runs inside the step that takes it."""
    if campaign.working is None:
        raise ValueError(f"{campaign.code} has no version")
    copy = Campaign(
        code=next_code("C", "campaign", now),
        name=campaign.name,
        owner_unit=campaign.owner_unit,
        author=actor,
        initiative=campaign.initiative,
        objective=campaign.objective,
        contacts=campaign.contacts,
        notes=campaign.notes,
    )
    return start_draft(copy, actor=actor, action="copy", now=now, source=campaign.working)
