"""What became of a branch's campaigns within the last week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendars.selection import GONE, runs_in, with_shown_version
from campaigns.enums import SCHEDULED, CampaignState
from campaigns.models import Campaign
from campaigns.plan_view import formatting
from organization.models import Unit

if TYPE_CHECKING:
    pass


CHANGED_WITHIN = dt.timedelta(days=7)
MOST_CHANGED = 40


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of campaigns of the branch within the last week: those halted or given up one by
    one, the others together.
    """

    campaigns: Sequence[Campaign]
    what: str | Promise
    icon: str

    @property
    def names(self) -> str:
        return formatting.joined(campaign.name for campaign in self.campaigns)


# In the order in which a branch must know of them.
CHANGES: dict[str, tuple[str | Promise, str]] = {
    CampaignState.SUSPENDED: (_("suspended: sell nothing of it until it goes on"), "pause"),
    CampaignState.WITHDRAWN: (_("withdrawn: it does not take place"), "cross-circle"),
    CampaignState.LAPSED: (_("lapsed: it does not take place"), "cross-circle"),
    CampaignState.ENDED: (_("ended: sell nothing of it any more"), "stop"),
    CampaignState.LIVE: (_("started"), "play"),
    CampaignState.APPROVED: (_("new in your schedule"), "plus"),
}


def changed_in(branch: Unit, today: dt.date) -> list[Changed]:
    """What was approved, suspended, ended or given up within the last seven days."""
    states = frozenset(SCHEDULED | GONE) & frozenset(CHANGES)
    campaigns = with_shown_version(
        Campaign.objects.filter(state__in=states, in_force__isnull=False)
    )
    recent = campaigns.filter(
        runs_in([branch.code]), state_since__date__gte=today - CHANGED_WITHIN
    ).order_by("first_day", "code")
    by_state: dict[str, list[Campaign]] = {state: [] for state in CHANGES}
    for campaign in recent[:MOST_CHANGED]:
        by_state[campaign.state].append(campaign)
    return [Changed(rows, *CHANGES[state]) for state, rows in by_state.items() if rows]
