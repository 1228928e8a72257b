"""Branches that start later than their plan: by the clock, once they have done what is asked."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from campaigns.enums import CampaignState, HoldKind
from campaigns.models import Campaign, Hold
from campaigns.people import heads_of, people_with, planners_of
from common import locks
from common.write import came_about
from coordination.commitments.notices import CODE
from coordination.commitments.people import IN_BRANCHES
from coordination.enums import UNKEPT, Gate
from coordination.models import Commitment
from organization.enums import Role
from organization.notices import notify


def start_deferred(now: dt.datetime) -> None:
    """Start every branch that was deferred for a commitment which is kept or no longer asked for.
    Where a head took the branch out of the launch by hand, a head brings it back.
    """
    missing = Commitment.objects.filter(
        campaign=OuterRef("campaign"),
        asked_unit=OuterRef("branch"),
        gate=Gate.LAUNCH,
        state__in=UNKEPT,
        performer_role__in=IN_BRANCHES,
    )
    ready = Hold.objects.filter(
        ~Exists(missing),
        kind=HoldKind.DEFERRED,
        placed_by=None,
        branch__isnull=False,
        lifted_at=None,
        campaign__state=CampaignState.LIVE,
    )
    for hold in ready.order_by("campaign", "pk"):
        start(hold.pk, hold.campaign_id, now)


@transaction.atomic
def start(hold_id: int, campaign_id: int, now: dt.datetime) -> None:
    """Lift one hold, unless somebody did it meanwhile."""
    campaign: Campaign = locks.one(Campaign, campaign_id)
    hold = Hold.objects.filter(pk=hold_id, lifted_at=None).select_related("branch").first()
    if hold is None or hold.branch is None or campaign.state != CampaignState.LIVE:
        return
    hold.lifted_at = now
    hold.save(update_fields=["lifted_at"])
    unit = campaign.owner_unit
    people = [*planners_of(unit), *heads_of(unit), *people_with({Role.BRANCH_VIEWER}, hold.branch)]
    params = {"name": campaign.name, "branch": hold.branch.label, "what": hold.reason}
    url = f"/campaigns/{campaign.code}/"
    notify(people, CODE, "branch_started", params=params, url=url, now=now)
    came_about("campaign", "resume", of=[campaign.code], now=now)
