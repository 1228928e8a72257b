"""What became of a branch's campaigns within the last week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendars.selection import GONE, runs_in, with_shown_version
from campaigns.enums import DECIDED, SCHEDULED, CampaignState
from campaigns.models import Campaign
from campaigns.plan_view import formatting
from common.written import read
from organization.models import Unit

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


AMENDED: tuple[str | Promise, str] = (_("amended: read what is different"), "edit")
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
    """What was amended and nobody in the branch has read, each by itself; then what was approved,
    suspended, ended or given up within the last seven days. One query.
    """
    amended: list[Changed] = []
    by_state: dict[str, list[Campaign]] = {state: [] for state in CHANGES}
    for campaign in read(_changes, branch.pk, branch.code, today - CHANGED_WITHIN):
        if campaign.is_amended:
            amended.append(Changed([campaign], *AMENDED, is_to_read=True))
        else:
            by_state[campaign.state].append(campaign)
    recent = (Changed(rows, *CHANGES[state]) for state, rows in by_state.items() if rows)
    return [*amended, *recent]


def _changes(branch: Any, code: Any, since: Any) -> QuerySet[Any]:
    campaigns = with_shown_version(Campaign.objects.filter(in_force__isnull=False))
    here = campaigns.filter(runs_in([code])).order_by("first_day", "code")
    unread = here.filter(state__in=DECIDED, in_force__amendment__isnull=False).exclude(
        in_force__receipts__branch=branch
    )
    states = frozenset(SCHEDULED | GONE) & frozenset(CHANGES)
    recent = here.filter(state__in=states, state_since__date__gte=since)
    amended, others = (
        rows.annotate(is_amended=Value(is_amended))[:MOST_CHANGED]
        for rows, is_amended in ((unread, True), (recent, False))
    )
    return amended.union(others, all=True).order_by("first_day", "code")
