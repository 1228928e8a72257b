"""The answer of a unit whose product is joined to somebody else's plan."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CLOSED, ParticipationState
from campaigns.models import Campaign, Participation
from campaigns.notices import notify_about
from campaigns.people import planners_of
from campaigns.workflow.step import touch
from common import clock, locks
from common.errors import refuse
from common.write import written
from organization.models import User
from organization.permissions import Permission


@transaction.atomic
def answer_invitation(
    *,
    campaign_id: int,
    accepts: bool,
    actor: User,
    reason: str = "",
    now: dt.datetime | None = None,
) -> Campaign:
    """Say yes or no for the products of the actor's units that a plan takes along; its owners are
    told. Who says no is no longer among its participants.

    Raises ``Refused``: 403 where none of the actor's units is asked; 409 when the plan is over; 400
    for a no without a reason. Raises ``Busy``.
    """
    at = now or clock.now()
    campaign = locks.one(Campaign, campaign_id)
    asked = Participation.objects.filter(
        actor.scope(Permission.WRITE_PLAN).q("unit"),
        version=campaign.working,
        state=ParticipationState.INVITED,
    )
    if not asked.exists():
        refuse("not-asked", _("None of your units waits to be asked here."), status=403)
    if campaign.state in CLOSED:
        refuse("wrong-state", _("This plan is over."))
    if not accepts and not reason.strip():
        refuse("required", _("Say why."), status=400, attr="reason")
    asked.update(state=ParticipationState.ACCEPTED if accepts else ParticipationState.LEFT)
    case = "joined" if accepts else "not_joined"
    people = [*planners_of(campaign.owner_unit), campaign.author]
    notify_about(
        people,
        case,
        campaign,
        now=at,
        but=actor,
        person=actor.get_full_name(),
        reason=reason.strip(),
    )
    touch(campaign, now=at)
    written(
        "answer_invitation",
        "campaign",
        campaign.code,
        actor=actor,
        now=at,
        log=("campaign", "participants"),
        reason=reason.strip(),
        to_state="",
        details={"accepts": accepts},
    )
    return campaign
