"""The check under the approval lock: what stands in the way of a plan at its last signature."""

from __future__ import annotations

import datetime as dt
from typing import Any

from campaigns.access import may_see
from campaigns.enums import SCHEDULED
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import planners_of
from campaigns.registries import Obstacle
from findings.commands.runs import request_recheck
from findings.enums import Severity
from findings.facts.base import Noun
from findings.recognition import Recorded, upsert
from findings.registries import checker
from findings.rule_info import rule_of
from findings.types import FindingDraft


def stands_in_the_way(campaign: Campaign, now: dt.datetime) -> Obstacle | None:
    """Compare a plan with all that is decided by now; None where nothing blocks it. What does goes
    on record, its owners are told, and a check of the plan in its whole world follows.
    """
    found = checker().stands_against(campaign)
    blocking = [one for one in found if one.severity == Severity.BLOCKING]
    if not blocking:
        return None
    recorded = Recorded()
    upsert(found, run=None, recorded=recorded, now=now)
    request_recheck(campaign, now=now)
    named = {code for one in blocking for code in _plans_named(one)} - {campaign.code}
    winners = list(
        Campaign.objects.filter(code__in=named, state__in=SCHEDULED)
        .select_related("owner_unit")
        .order_by("pk")
    )
    _tell_owners(campaign, winners, now=now)
    return Obstacle(winners=tuple(winners), title=rule_of(blocking[0].rule).title)


def _plans_named(found: FindingDraft) -> set[str]:
    """The plans that a finding is about or that its facts speak of: who else contacts, holds,
    fills, starts.
    """
    spoken_of = rule_of(found.rule).facts.of_case(found.case).codes(found.facts)
    return {*found.campaigns, *(code for noun, code in spoken_of if noun == Noun.PLAN)}


def _tell_owners(campaign: Campaign, winners: list[Campaign], *, now: dt.datetime) -> None:
    """Name the plan that came first to those who may see it."""
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
