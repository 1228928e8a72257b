"""What an amendment may not change, and what has to be true of it first."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, PlanVersion
from campaigns.review_status import review_status_of
from common import clock, display
from common.errors import Reason
from organization.models import User

WHEN = itemgetter(1, 0)


def no_open_amendment(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """No other amendment of the plan is open."""
    if code := review_status_of(campaign).open_amendment:
        yield Reason(
            "amendment-open",
            _("%(code)s is still open; there is one amendment of a plan at a time."),
            params={"code": code},
        )


def can_still_come(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """The last day is not over, and a first day that is still to come is not past."""
    if campaign.working is not None:
        yield from past_days(campaign.working)


def past_days(version: PlanVersion) -> Iterator[Reason]:
    """The window of an amendment against today: a plan that has begun keeps its first day."""
    today, now = clock.today(), in_force_of(version)
    if now.starts_on < today and version.starts_on != now.starts_on:
        yield Reason(
            "begun",
            _("The plan began on %(day)s; its first day stays."),
            attr="starts_on",
            params={"day": display.full_date(now.starts_on)},
        )
    elif now.starts_on >= today > version.starts_on:
        yield Reason(
            "past-start", _("The first day lies in the past. Choose a later one."), attr="starts_on"
        )
    if version.ends_on < today:
        yield Reason("too-late", _("The last day of the plan is over."), attr="ends_on")


def past_waves(version: PlanVersion) -> Iterator[Reason]:
    """What went out already stays as it was."""
    if gone_out(version) != gone_out(in_force_of(version)):
        yield Reason(
            "past-waves",
            _("Waves up to today have gone out; they stay as they are in the plan in force."),
            attr="placements",
        )


def in_force_of(version: PlanVersion) -> PlanVersion:
    """What the plan says that an amendment changes. Raises ``ValueError`` for another version."""
    plan = version.campaign.amends
    if plan is None or plan.in_force is None:
        raise ValueError(f"{version.campaign.code} amends nothing in force")
    return plan.in_force


def gone_out(version: PlanVersion) -> list[tuple[Any, ...]]:
    """The waves up to today of a plan that has begun, in their order."""
    today = clock.today()
    if version.starts_on > today:
        return []
    found = [
        (one.channel_id, wave.on, one.product_id, wave.share, wave.to, wave.starts_at, wave.ends_at)
        for one in version.placements.all()
        for wave in one.waves.all()
        if wave.on <= today
    ]
    return sorted(found, key=WHEN)
