"""Launch, suspension, resumption and the end of a plan, whole or in part."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import NoReturn

from django.utils.translation import gettext_lazy as _

from campaigns.enums import ApprovalRole, CampaignState, HoldKind
from campaigns.guards import resuming_roles
from campaigns.models import Campaign, Hold
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of, service_managers
from campaigns.review_status import review_status_of
from campaigns.workflow.step import Step
from campaigns.workflow.submission import release_plan
from channels.models import Channel
from common import clock
from common.errors import Reason, Refused, refuse
from organization.models import Unit, User
from resources import reservations


def _owners(campaign: Campaign) -> list[User]:
    return [*planners_of(campaign.owner_unit), *heads_of(campaign.owner_unit), campaign.author]


def _tell(step: Step, people: Iterable[User], case: str) -> None:
    notify_about(people, case, step.campaign, now=step.now, but=step.actor)


def _channels(step: Step) -> list[Channel]:
    """The channels named in the step. Raises ``Refused`` (400) for one that the plan does not
    use.
    """
    version = step.campaign.in_force
    codes = list(step.placements)
    known = (
        {row.channel.code: row.channel for row in version.placements.select_related("channel")}
        if version
        else {}
    )
    return [known[code] if code in known else _unknown("placements", code) for code in codes]


def _branches(step: Step) -> list[Unit]:
    """The branches named in the step. Raises ``Refused`` (400) for one that the plan does not run
    in.
    """
    known = {unit.code: unit for unit in branches_of(step.campaign)}
    codes = list(step.branches)
    return [known[code] if code in known else _unknown("branches", code) for code in codes]


def branches_of(campaign: Campaign) -> list[Unit]:
    """The branches that the approved plan runs in: those it names, or all."""
    version = campaign.in_force or campaign.working
    named = list(version.branches.all()) if version is not None else []
    return named or list(Unit.objects.active().branches())


def _unknown(attr: str, code: str) -> NoReturn:
    raise Refused(
        Reason(
            "unknown", _("Unknown code “%(code)s”."), status=400, attr=attr, params={"code": code}
        )
    )


def launch(step: Step) -> None:
    """Start the plan: goods are handed out. With ``branches`` only those start, and the others are
    deferred until they are resumed.
    """
    campaign = step.campaign
    starting = {unit.pk for unit in _branches(step)}
    deferred = [unit for unit in branches_of(campaign) if starting and unit.pk not in starting]
    _hold(step, HoldKind.DEFERRED, [(unit, None) for unit in deferred])
    reservations.use_at_launch(campaign=campaign.code, now=step.now)
    campaign.hold_reason = ""
    step.details |= {"deferred": [unit.code for unit in deferred]}


def tell_launched(step: Step) -> None:
    _tell(step, _owners(step.campaign), "launched")


def suspend(step: Step) -> None:
    """Stop the whole plan or, with ``placements`` or ``branches``, only these; the plan itself then
    stays live.
    """
    channels, branches = _channels(step), _branches(step)
    nothing: list[None] = [None]
    _hold(step, HoldKind.SUSPENDED, product([*branches] or nothing, [*channels] or nothing))
    if channels or branches:
        step.target = CampaignState.LIVE
    step.details |= {
        "placements": [one.code for one in channels],
        "branches": [one.code for one in branches],
    }


def tell_suspended(step: Step) -> None:
    """Tell the owners and the service managers, whoever suspended it."""
    campaign = step.campaign
    people = [*_owners(campaign), *service_managers(campaign.owner_unit)]
    notify_about(people, "suspended", campaign, now=step.now, reason=step.reason)


def _hold(step: Step, kind: HoldKind, parts: Iterable[tuple[Unit | None, Channel | None]]) -> None:
    known = {(hold.branch_id, hold.channel_id) for hold in review_status_of(step.campaign).holds}
    for branch, channel in parts:
        if (branch.pk if branch else None, channel.pk if channel else None) not in known:
            Hold.objects.create(
                campaign=step.campaign,
                kind=kind,
                branch=branch,
                channel=channel,
                reason=step.reason,
                placed_by=step.actor,
                placed_at=step.now,
            )


def resume(step: Step) -> None:
    """Agree to go on, in the actor's roles: the plan or its named parts go on once a head and a
    service manager agreed.
    """
    channels, branches = _channels(step), _branches(step)
    holds = list(review_status_of(step.campaign).holds)
    if channels:
        holds = [hold for hold in holds if hold.channel in channels]
    if branches:
        holds = [hold for hold in holds if hold.branch in branches]
    if not holds:
        refuse("nothing-held", _("Nothing of this plan is suspended."))
    roles = resuming_roles(step.actor, step.campaign) if step.actor else []
    for hold in holds:
        if ApprovalRole.HEAD in roles:
            hold.head_agreed_by = step.actor
        if ApprovalRole.SERVICE_MANAGER in roles:
            hold.service_agreed_by = step.actor
        hold.lifted_at = step.now if hold.is_agreed else None
        hold.save()
    still_whole = any(
        hold.is_whole and hold.lifted_at is None
        for hold in Hold.objects.filter(campaign=step.campaign)
    )
    step.target = CampaignState.SUSPENDED if still_whole else CampaignState.LIVE
    step.details |= {
        "roles": [str(role) for role in roles],
        "lifted": sum(hold.lifted_at is not None for hold in holds),
    }
    step.waits = any(hold.lifted_at is None for hold in holds)


def tell_resumed(step: Step) -> None:
    """Tell those whose agreement is missing, or that the plan goes on."""
    unit = step.campaign.owner_unit
    if step.waits:
        _tell(step, [*heads_of(unit), *service_managers(unit)], "to_resume")
    else:
        _tell(step, _owners(step.campaign), "resumed")


def end(step: Step) -> None:
    """Close the plan: what it still holds is freed, and nothing of it stands still any more. Where
    its last day is not over yet, today is the last on which it ran.
    """
    campaign = step.campaign
    today = clock.today(step.now)
    campaign.ended_on = min(campaign.in_force.ends_on, today) if campaign.in_force else today
    Hold.objects.filter(campaign=campaign, lifted_at__isnull=True).update(lifted_at=step.now)
    release_plan(step)


def tell_ended(step: Step) -> None:
    _tell(step, _owners(step.campaign), "ended")
