"""The check under the approval lock: what stands in the way of a plan at its last signature."""

from __future__ import annotations

import datetime as dt
from typing import Any

from campaigns.access import may_see
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import planners_of
from campaigns.review_status import review_status_of
from findings.enums import Severity
from findings.recognition import Recorded, upsert
from findings.registries import checker


def recheck(campaign: Campaign, now: dt.datetime) -> frozenset[str] | None:
    """Compare a plan with all that changed since its check. What blocks it goes on record and its
    owners are told; the answer are the codes of the other plans concerned, None where nothing
    blocks.
    """
    found = checker().compare(campaign, review_status_of(campaign).check.calendar_version)
    blocking = [one for one in found if one.severity == Severity.BLOCKING]
    if not blocking:
        return None
    recorded = Recorded()
    upsert(found, run=None, recorded=recorded, now=now)
    codes = frozenset(code for one in blocking for code in one.campaigns) - {campaign.code}
    _tell_owners(campaign, codes, now=now)
    return codes


def _tell_owners(campaign: Campaign, codes: frozenset[str], *, now: dt.datetime) -> None:
    """Name the plan that came first to those who may see it."""
    winners = list(Campaign.objects.filter(code__in=codes).order_by("pk"))
    for person in {*planners_of(campaign.owner_unit), campaign.author}:
        known = next((winner.code for winner in winners if may_see(person, winner)), None)
        words: dict[str, Any] = {"winner": known} if known else {}
        notify_about(
            [person],
            "conflict" if known else "conflict_hidden",
            campaign,
            now=now,
            tab="findings/",
            **words,
        )
