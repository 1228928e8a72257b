"""How a plan comes into being: its code, its first version, and the copy of another plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from campaigns.models import Campaign, PlanVersion
from campaigns.parts import copy_version, write_plan
from common import audit, clock
from common.changelog import record_change
from common.numbers import next_number
from organization.models import User


def next_code(now: dt.datetime) -> str:
    """The code of a new campaign: year of creation and a running number."""
    year = clock.today(now).year
    return f"C{year}-{next_number(f'campaign-{year}'):04d}"


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
    audit.record(
        action,
        actor=actor,
        object_type="campaign",
        object_code=campaign.code,
        unit=campaign.owner_unit.code,
        to_state=campaign.state,
        details=details,
        now=now,
    )
    record_change("campaign", campaign.code, action, now=now)
    return campaign


def copy_of(campaign: Campaign, *, actor: User, now: dt.datetime) -> Campaign:
    """A new draft with the same words, by the actor. Runs inside the step that takes it."""
    if campaign.working is None:
        raise ValueError(f"{campaign.code} has no version")
    copy = Campaign(
        code=next_code(now),
        name=campaign.name,
        owner_unit=campaign.owner_unit,
        author=actor,
        initiative=campaign.initiative,
        objective=campaign.objective,
        contacts=campaign.contacts,
        notes=campaign.notes,
    )
    return start_draft(copy, actor=actor, action="copy", now=now, source=campaign.working)
