"""A change of a plan in coordination as its next revision, submitted and checked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from campaigns import guards
from campaigns.enums import CampaignState
from campaigns.loading import whole
from campaigns.models import Approval, Campaign, PlanVersion
from campaigns.parts import write_plan
from campaigns.review_status import invalidate_review_status
from campaigns.revisions import next_version
from campaigns.workflow import PLAN
from campaigns.workflow.step import Step
from campaigns.workflow.submission import submit
from common import clock, locks
from common.errors import Refused
from findings.models import CheckRun
from findings.rewording import NAME
from organization.models import User

APPLICABLE = frozenset({CampaignState.DRAFT, CampaignState.COORDINATING, CampaignState.FINALISED})
Change = Mapping[str, Any]


@transaction.atomic
def revise_plan(
    *,
    campaign_id: int,
    change: Callable[[PlanVersion], Change],
    action: str,
    actor: User,
    details: Mapping[str, Any] | None = None,
    now: dt.datetime | None = None,
) -> CheckRun:
    """Change a plan as its next revision, submit it and check it at once; ``change`` says what of
    the version with its parts is replaced.

    Raises ``Refused``: 403 another unit's plan, 409 not in a state for it, or it would be
    incomplete.
    """
    at = now or clock.now()
    locks.advisory("approval")
    campaign = locks.one(Campaign, campaign_id)
    if denied := guards.planner(actor, campaign):
        raise Refused(denied)
    if campaign.state not in APPLICABLE:
        raise Refused(PLAN.wrong_state_of(campaign))
    step = PLAN.begin(
        action,
        campaign,
        actor=actor,
        target=CampaignState.CHECKING,
        now=at,
        details=dict(details or {}),
    )
    run = revised(step, lambda version: change(whole([version.pk])[version.pk]))
    PLAN.record(step)
    return run


def revised(step: Step, change_of: Callable[[PlanVersion], Change]) -> CheckRun:
    """The plan of a begun step with its next revision written, submitted and given to a check.
    Raises ``Refused`` where something is missing then.
    """
    campaign = step.campaign
    version = editable(campaign, now=step.now)
    change = change_of(version)
    write_plan(version, change, now=step.now)
    if change.get(NAME, campaign.name) != campaign.name:
        step.details["changes"] = {NAME: [campaign.name, change[NAME]]}
        campaign.name = change[NAME]
    invalidate_review_status(campaign)
    if reasons := list(guards.complete_for_submission(step.actor, campaign)):
        raise Refused(reasons)
    submit(step)
    for effect in PLAN.extensions.effects("submit"):
        effect(step)
    return CheckRun.objects.select_related("job").get(version=campaign.working)


def editable(campaign: Campaign, *, now: dt.datetime) -> PlanVersion:
    """The draft, or the next revision of a submitted plan, whose signatures are void."""
    if campaign.working is not None and not campaign.working.is_submitted:
        return campaign.working
    Approval.objects.filter(version=campaign.working, decision="").delete()
    campaign.finalised_by = None
    return next_version(campaign, now=now)
