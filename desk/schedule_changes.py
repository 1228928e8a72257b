"""What became of a branch's campaigns within the last week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendars.selection import GONE, runs_in, with_shown_version
from campaigns.enums import DECIDED, SCHEDULED, CampaignState
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
    one, the others together. ``is_to_read``: the branch has to say that it knows.
    """

    campaigns: Sequence[Campaign]
    what: str | Promise
    icon: str
    is_to_read: bool = False

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


def amended_in(branch: Unit) -> list[Changed]:
    """What was amended and nobody in the branch has read, each by itself."""
    rows = with_shown_version(
        Campaign.objects.filter(state__in=DECIDED, in_force__amendment__isnull=False)
    ).filter(runs_in([branch.code]))
    unread = rows.exclude(in_force__receipts__branch=branch).order_by("first_day", "code")
    what = _("amended: read what is different")
    return [Changed([one], what, "edit", is_to_read=True) for one in unread[:MOST_CHANGED]]


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
