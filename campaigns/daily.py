"""The day's change: what starts, lapses and ends by the calendar. A job that does its day and asks
for the next midnight.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from campaigns import registries
from campaigns.commands.state import change_state
from campaigns.enums import CampaignState as S
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of
from campaigns.workflow.step import touch
from common import clock, jobs, locks
from common.errors import Refused
from common.job_kinds import Claim
from common.write import written
from customers.imports.commands import remove_old_files
from customers.index.job import nightly
from customers.months import keep_months
from customers.segment_refresh import refresh_due
from resources.commands.benefit_expiry import expire_benefits

logger = logging.getLogger(__name__)

KIND, KEY = "campaigns.daily", "day"
HOLD_LENGTH = 200


def next_midnight(now: dt.datetime) -> dt.datetime:
    """When the company's next day begins."""
    day = clock.today(now) + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0)))


def run_day(claim: Claim) -> None:
    """Do what today asks for, then wait for the next day. Doing it twice changes nothing more."""
    now = clock.now()
    turn_day(now=now)
    with transaction.atomic():
        if jobs.finish(claim, now=now):
            jobs.enqueue(KIND, KEY, not_before=next_midnight(now), now=now)


def turn_day(*, now: dt.datetime) -> dict[str, list[str]]:
    """Lapse, end, re-date and launch what is due on the day of ``now``, each plan in its own
    transaction.

    Returns the codes by step. A plan that cannot start is held, with the reason and a notice to its
    owners.
    """
    today = clock.today(now)
    plans = Campaign.objects.filter(amends=None).order_by("pk")
    over, begun = (
        plans.filter(working__ends_on__lt=today),
        plans.filter(working__starts_on__lt=today),
    )
    due = {
        "lapse": [
            *over.filter(state__in=[S.DRAFT, S.CHECKING, S.COORDINATING]),
            *plans.filter(state=S.APPROVED, in_force__ends_on__lt=today),
        ],
        "end": list(plans.filter(state__in=[S.LIVE, S.SUSPENDED], in_force__ends_on__lt=today)),
        "redate": list(begun.filter(state=S.FINALISED)),
        "launch": list(
            plans.filter(
                state=S.APPROVED, in_force__starts_on__lte=today, in_force__ends_on__gte=today
            )
        ),
    }
    nightly(now)
    refresh_due(now)
    registries.run_daily(now)
    remove_old_files(now)
    keep_months(today)
    expire_benefits(now=now)
    return {
        name: [plan.code for plan in found if _take_step(plan, name, now=now)]
        for name, found in due.items()
    }


def _take_step(plan: Campaign, name: str, *, now: dt.datetime) -> bool:
    try:
        change_state(campaign_id=plan.pk, name=name, actor=None, now=now)
    except Refused as refusal:
        if name == "launch":
            hold(plan.pk, str(refusal.reasons[0]), now=now)
        else:
            logger.warning("clock: %s of %s refused: %s", name, plan.code, refusal)
        return False
    return True


@transaction.atomic
def hold(campaign_id: int, reason: str, *, now: dt.datetime) -> None:
    """Keep an approved plan from starting, say why, and tell planners and heads once for each
    reason.
    """
    campaign = locks.one(Campaign, campaign_id)
    reason = reason[:HOLD_LENGTH]
    if campaign.state != S.APPROVED or campaign.hold_reason == reason:
        return
    campaign.hold_reason = reason
    touch(campaign, now=now)
    unit = campaign.owner_unit
    notify_about(
        {*planners_of(unit), *heads_of(unit), campaign.author},
        "held",
        campaign,
        now=now,
        reason=reason,
    )
    written(
        "hold",
        "campaign",
        campaign.code,
        actor=None,
        now=now,
        log=("campaign", "hold"),
        unit=unit.code,
        reason=reason,
    )
