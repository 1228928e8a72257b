"""Other dates for a draft: what they would lead to, and setting them. Waves, requests and training
move along.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from typing import Any

from campaigns.audiences import stored_sources
from campaigns.commands import change_plan
from campaigns.models import Campaign, Placement, PlanVersion
from common import clock
from organization.models import User
from preflight import loading
from preflight.preview import SECONDS, Preview, look_at


def preview_move(
    *, campaign: Campaign, version: PlanVersion, starts_on: dt.date, ends_on: dt.date
) -> Preview:
    """What a check would find with these dates; nothing is stored."""
    until = time.monotonic() + SECONDS
    plan = loading.stored_plan(campaign, version, today=clock.today()).moved(starts_on)
    return look_at(replace(plan, ends_on=ends_on), until=until)


def move_draft(
    *,
    campaign: Campaign,
    starts_on: dt.date,
    ends_on: dt.date,
    actor: User,
    now: dt.datetime | None = None,
) -> Campaign:
    """Set the dates of a draft. Raises ``Refused``: 403 not his plan, 409 no longer a draft, 412
    changed meanwhile.
    """
    plan = moved_parts(campaign, starts_on, ends_on)
    return change_plan(campaign_id=campaign.pk, plan=plan, actor=actor, etag=campaign.etag, now=now)


def moved_parts(campaign: Campaign, starts_on: dt.date, ends_on: dt.date) -> dict[str, Any]:
    """What of the plan the new dates change, as ``change_plan`` takes it. Waves stay inside the
    window.
    """
    version = campaign.working
    if version is None:
        return {}
    by = starts_on - version.starts_on
    placements = version.placements.prefetch_related(
        "waves", "exclusions__segment", "exclusions__campaign"
    ).select_related("channel", "product")
    parts: dict[str, Any] = {
        "starts_on": starts_on,
        "ends_on": ends_on,
        "placements": [_moved(one, by, starts_on, ends_on) for one in placements],
        "resource_requests": [
            {
                "resource": one.resource,
                "unit": one.unit,
                "quantity": one.quantity,
                "needed_by": one.needed_by + by,
            }
            for one in version.resource_requests.select_related("resource", "unit")
        ],
    }
    if version.training_on is not None:
        parts["service_plan"] = {"training_on": version.training_on + by}
    return parts


def _moved(placement: Placement, by: dt.timedelta, first: dt.date, last: dt.date) -> dict[str, Any]:
    return {
        "channel": placement.channel,
        "product": placement.product,
        "expected_orders": placement.expected_orders,
        "waves": [
            {
                "on": min(max(wave.on + by, first), last),
                "starts_at": wave.starts_at,
                "ends_at": wave.ends_at,
                "share": wave.share,
                "to": wave.to,
            }
            for wave in placement.waves.all()
        ],
        "exclude": stored_sources(placement.exclusions.all()),
    }
