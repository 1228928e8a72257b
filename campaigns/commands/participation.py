"""What a unit says whose product is joined to somebody else's plan: yes or no, its signature, or
that it leaves.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CLOSED, CampaignState, ParticipationState
from campaigns.models import Campaign, Participation
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of
from campaigns.review_status import invalidate_review_status
from campaigns.workflow import PLAN, machine_of, other_revision
from campaigns.workflow.step import touch
from common import clock, locks
from common.errors import Refused, refuse, words_within
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
    at, why = now or clock.now(), words_within(reason, attr="reason")
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
    if not accepts and not why:
        refuse("required", _("Say why."), status=400, attr="reason")
    answered = list(asked.select_related("unit"))
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
        reason=why,
    )
    if accepts:
        units = {one.unit for one in answered}
        heads = [head for unit in units for head in heads_of(unit)]
        notify_about(heads, "to_sign", campaign, now=at, tab="joint/", but=actor)
    touch(campaign, now=at)
    written(
        "answer_invitation",
        "campaign",
        campaign.code,
        actor=actor,
        now=at,
        log=("campaign", "participants"),
        reason=why,
        to_state="",
        details={"accepts": accepts},
    )
    return campaign


# Only what was submitted is signed: a draft may still change; once it is final it is decided on.
TO_SIGN = frozenset({CampaignState.CHECKING, CampaignState.COORDINATING})
TO_LEAVE = TO_SIGN | {CampaignState.DRAFT}


@transaction.atomic
def sign_participation(
    *, campaign_id: int, actor: User, revision: int | None = None, now: dt.datetime | None = None
) -> Campaign:
    """Sign, as head, for the products of the actor's units that are joined to a plan, as it was
    submitted last. A plan of theirs in whose place it comes is given up with it.

    Raises ``Refused``: 403 where none of the actor's units has joined, 409 for another revision
    than the one read and while the plan is no submission in coordination. Raises ``Busy``.
    """
    at = now or clock.now()
    locks.advisory("approval")
    campaign, given_up = _locked(campaign_id)
    rows = _rows(campaign, actor.scope(Permission.APPROVE_PLAN).q("unit")).filter(
        state=ParticipationState.ACCEPTED
    )
    if not rows:
        refuse("not-asked", _("None of your units waits to sign here."), status=403)
    if campaign.state not in TO_SIGN:
        raise Refused(machine_of(campaign).wrong_state_of(campaign))
    if revision is not None and revision != campaign.revision:
        raise Refused(other_revision(campaign))
    merged = {one.instead_of_id for one in rows} - {None}
    for one in rows:
        one.state = ParticipationState.SIGNED
        one.save(update_fields=["state"])
    _say(campaign, "sign_participation", "signed", actor=actor, now=at)
    for plan in given_up:
        if plan.pk in merged and plan.state in PLAN.rows["merge"].sources:
            PLAN.apply("merge", plan.pk, actor=None, reason=campaign.code, now=at)
    return campaign


@transaction.atomic
def leave_plan(
    *, campaign_id: int, actor: User, reason: str, now: dt.datetime | None = None
) -> Campaign:
    """Take the products of the actor's units out of somebody else's plan after all. Raises
    ``Refused``: 403 where none takes part, 409 once the plan is final, 400 without a reason.
    """
    at, why = now or clock.now(), words_within(reason, attr="reason")
    campaign = locks.one(Campaign, campaign_id)
    mine = actor.scope(Permission.APPROVE_PLAN).q("unit") | actor.scope(Permission.WRITE_PLAN).q(
        "unit"
    )
    rows = _rows(campaign, mine).filter(
        state__in=[ParticipationState.ACCEPTED, ParticipationState.SIGNED]
    )
    if not rows:
        refuse("not-asked", _("None of your units takes part here."), status=403)
    if campaign.state not in TO_LEAVE:
        raise Refused(machine_of(campaign).wrong_state_of(campaign))
    if not why:
        refuse("required", _("Say why."), status=400, attr="reason")
    rows.update(state=ParticipationState.LEFT)
    _say(campaign, "leave_plan", "left", actor=actor, now=at, reason=why)
    return campaign


def _locked(campaign_id: int) -> tuple[Campaign, list[Campaign]]:
    """The plan and those in whose place it comes, locked in the order of their keys."""
    instead = Participation.objects.filter(
        version__campaign=campaign_id, version=F("version__campaign__working")
    ).values("instead_of")
    rows = locks.many(Campaign.objects.filter(Q(pk=campaign_id) | Q(pk__in=instead)))
    campaign = next(one for one in rows if one.pk == campaign_id)
    return campaign, [one for one in rows if one is not campaign]


def _rows(campaign: Campaign, mine: Q) -> QuerySet[Participation]:
    """What of the plan's working version is the actor's; the owner's own products are not."""
    rows = Participation.objects.filter(mine, version=campaign.working)
    return rows.exclude(unit=campaign.owner_unit)


def _say(
    campaign: Campaign,
    action: str,
    case: str,
    *,
    actor: User,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """Tell the owners, and write it down."""
    people = [*planners_of(campaign.owner_unit), campaign.author]
    person = actor.get_full_name()
    notify_about(people, case, campaign, now=now, but=actor, person=person, reason=reason)
    invalidate_review_status(campaign)
    touch(campaign, now=now)
    written(
        action,
        "campaign",
        campaign.code,
        actor=actor,
        now=now,
        log=("campaign", "participants"),
        reason=reason,
        to_state="",
        details={"revision": campaign.revision},
    )
