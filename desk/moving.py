"""Other dates for a draft: what they would lead to, and setting them. Waves, requests and training move along."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from campaigns.audiences import stored_sources
from campaigns.commands import change_plan
from campaigns.enums import Severity
from campaigns.models import Campaign, Placement
from common import clock
from desk.foreseen import sentences
from organization.models import User
from preflight import context as reading
from preflight.engine import evaluate

SECONDS = 3.0
ORDER = (Severity.BLOCKING, Severity.WARNING, Severity.NOTICE)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One thing that a check would find with the new dates."""

    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a check would find; ``is_complete`` is False where time ran out before the last rule."""

    foreseen: Sequence[Foreseen]
    is_complete: bool

    def count(self, severity: Severity) -> int:
        return sum(1 for one in self.foreseen if one.severity == severity)


def preview_move(*, campaign: Campaign, starts_on: dt.date, ends_on: dt.date, viewer: User) -> Preview:
    """What a check would find with these dates, the worst first; nothing is stored."""
    if campaign.working is None:
        return Preview((), is_complete=True)
    today = clock.today()
    plan = replace(reading.stored_plan(campaign, campaign.working, today=today).moved(starts_on), ends_on=ends_on)
    loaded = reading.surround(plan, as_of=today, is_preview=True)
    answers = evaluate(plan, loaded.context, deadline=time.monotonic() + SECONDS)
    found = sorted(answers.findings, key=lambda one: ORDER.index(one.severity))
    texts = sentences(found, campaign=campaign, user=viewer)
    return Preview([Foreseen(one.severity, text) for one, text in zip(found, texts, strict=True)], answers.is_complete)


def move_draft(*, campaign: Campaign, starts_on: dt.date, ends_on: dt.date, actor: User, now: dt.datetime | None = None) -> Campaign:
    """Set the dates of a draft. Raises ``Refused``: 403 not his plan, 409 no longer a draft, 412 changed meanwhile."""
    plan = moved_parts(campaign, starts_on, ends_on)
    return change_plan(campaign_id=campaign.pk, plan=plan, actor=actor, etag=campaign.etag, now=now)


def moved_parts(campaign: Campaign, starts_on: dt.date, ends_on: dt.date) -> dict[str, Any]:
    """What of the plan the new dates change, as ``change_plan`` takes it. Waves stay inside the window."""
    version = campaign.working
    if version is None:
        return {}
    by = starts_on - version.starts_on
    placements = version.placements.prefetch_related("waves", "exclusions__segment", "exclusions__campaign").select_related(
        "channel", "product"
    )
    parts: dict[str, Any] = {
        "starts_on": starts_on,
        "ends_on": ends_on,
        "placements": [_moved(one, by, starts_on, ends_on) for one in placements],
        "resource_requests": [
            {"resource": one.resource, "unit": one.unit, "quantity": one.quantity, "needed_by": one.needed_by + by}
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
