"""Other dates for a draft: what they would lead to, and setting them. Waves, requests and training
move along.
"""

from __future__ import annotations

import datetime as dt
import time

from campaigns.commands import change_plan
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_data import moved_data
from campaigns.unsaved import changed_version
from organization.models import User
from preflight import stored_plans
from preflight.preview import SECONDS, Preview, look_at


def preview_move(*, version: PlanVersion, starts_on: dt.date, ends_on: dt.date) -> Preview:
    """What a check would find with these dates; nothing is stored."""
    until = time.monotonic() + SECONDS
    before = whole([version.pk])[version.pk]
    draft = changed_version(before, moved_data(before, starts_on=starts_on, ends_on=ends_on))
    return look_at(stored_plans.plan_of(draft), until=until)


def move_draft(
    *,
    campaign: Campaign,
    starts_on: dt.date,
    ends_on: dt.date,
    actor: User,
    now: dt.datetime | None = None,
) -> Campaign:
    """Set the dates of a draft. Raises ``Refused``: 403 not their plan, 409 no longer a draft, 412
    changed meanwhile.
    """
    key = campaign.working_id
    plan = moved_data(whole([key])[key], starts_on=starts_on, ends_on=ends_on) if key else {}
    return change_plan(campaign_id=campaign.pk, plan=plan, actor=actor, etag=campaign.etag, now=now)
