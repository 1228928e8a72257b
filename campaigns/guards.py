"""Reasons against a step in the life of a plan: whose step it is, and what has to be true first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.access import principals_of
from campaigns.amendment_guards import past_days, past_waves
from campaigns.categories import CHANNELS, OFFERS, may_lack
from campaigns.enums import ApprovalRole, CampaignState, ParticipationState
from campaigns.models import Campaign, PlanVersion
from campaigns.people import heads_of
from campaigns.review_status import ReviewStatus, review_status_of
from common import clock, display
from common.errors import NO_PERMISSION, Reason
from organization.models import User
from organization.permissions import Permission

FORBIDDEN = 403

OWN_PLAN = Reason(
    "own-plan",
    _("You wrote, changed, submitted or finalised this plan; another person decides on it."),
    status=FORBIDDEN,
)
WAS_SUBMITTED = Reason(
    "was-submitted",
    _("This plan was submitted before; withdraw it instead, so that its history stays."),
)

PERMISSION_OF_ROLE = {
    ApprovalRole.HEAD: Permission.APPROVE_PLAN,
    ApprovalRole.SERVICE_MANAGER: Permission.APPROVE_SERVICE,
    ApprovalRole.LEADERSHIP: Permission.APPROVE_COMPANY,
}


# Whose step it is


def planner(actor: User, campaign: Campaign) -> Reason | None:
    """A planner of the owner unit."""
    return None if actor.may(Permission.WRITE_PLAN, campaign.owner_unit) else NO_PERMISSION


def planner_or_administrator(actor: User, campaign: Campaign) -> Reason | None:
    """A planner of the owner unit, or who keeps the system running."""
    return None if actor.may(Permission.MANAGE_SETUP) else planner(actor, campaign)


def head(actor: User, campaign: Campaign) -> Reason | None:
    """A head of the owner unit."""
    return None if actor.may(Permission.APPROVE_PLAN, campaign.owner_unit) else NO_PERMISSION


def planner_then_head(actor: User, campaign: Campaign) -> Reason | None:
    """A planner of the owner unit; once the plan is approved, its head."""
    return (
        head(actor, campaign)
        if campaign.state == CampaignState.APPROVED
        else planner(actor, campaign)
    )


def leader(actor: User, campaign: Campaign) -> Reason | None:
    """Leadership."""
    return None if actor.may(Permission.OVERRIDE_LAUNCH, campaign.owner_unit) else NO_PERMISSION


def suspender(actor: User, campaign: Campaign) -> Reason | None:
    """The head of the owner unit, a service manager, or leadership."""
    return None if actor.may(Permission.SUSPEND_PLAN, campaign.owner_unit) else NO_PERMISSION


def resumer(actor: User, campaign: Campaign) -> Reason | None:
    """The head of the owner unit or a service manager: both have to agree."""
    return None if resuming_roles(actor, campaign) else NO_PERMISSION


def resuming_roles(actor: User, campaign: Campaign) -> list[ApprovalRole]:
    """In which of the two roles that resume a plan the actor speaks."""
    roles = (ApprovalRole.HEAD, ApprovalRole.SERVICE_MANAGER)
    return [role for role in roles if actor.may(PERMISSION_OF_ROLE[role], campaign.owner_unit)]


def evaluator(actor: User, campaign: Campaign) -> Reason | None:
    """A service manager."""
    return None if actor.may(Permission.EVALUATE_PLAN, campaign.owner_unit) else NO_PERMISSION


def approver(actor: User, campaign: Campaign) -> Reason | None:
    """Somebody who may sign in one of the approving roles and neither wrote in the plan nor
    submitted or finalised it.
    """
    if signatures_of(actor, campaign):
        return None
    is_own = is_involved(actor, campaign) and any(
        actor.may(one, campaign.owner_unit) for one in PERMISSION_OF_ROLE.values()
    )
    return OWN_PLAN if is_own else NO_PERMISSION


def _free_head(actor: User, campaign: Campaign) -> bool:
    """Whether a head of the owner unit without a hand in the plan is there; the heads are asked for
    once per actor and unit.
    """
    known: dict[int, list[User]] = actor.__dict__.setdefault("_heads_by_unit", {})
    if campaign.owner_unit_id not in known:
        known[campaign.owner_unit_id] = heads_of(campaign.owner_unit)
    return any(not is_involved(one, campaign) for one in known[campaign.owner_unit_id])


def is_involved(user: User, campaign: Campaign) -> bool:
    """Whether a person wrote in the plan, by hand or by a way out, submitted or finalised it."""
    makers = {campaign.author_id, campaign.finalised_by_id}
    return user.pk in makers | review_status_of(campaign).writers


def signatures_of(actor: User, campaign: Campaign) -> dict[ApprovalRole, str]:
    """The roles in which the actor may sign, each with the user name of whom they stand in for
    (empty: themselves).

    A head signs for their unit; where no head without a hand in the plan is left, leadership does.
    """
    if is_involved(actor, campaign):
        return {}
    unit = campaign.owner_unit
    roles: dict[ApprovalRole, str] = {}
    for role, permission in PERMISSION_OF_ROLE.items():
        if actor.may(permission, unit):
            roles[role] = ""
        else:
            free = [
                one
                for one in principals_of(actor, permission, unit)
                if not is_involved(one, campaign)
            ]
            if free:
                roles[role] = free[0].username
    if (
        ApprovalRole.LEADERSHIP in roles
        and ApprovalRole.HEAD not in roles
        and not _free_head(actor, campaign)
    ):
        roles[ApprovalRole.HEAD] = roles[ApprovalRole.LEADERSHIP]
    return roles


# What has to be true first


def complete_for_submission(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """The first day lies ahead (of an amendment: what has happened stays); an offer, an audience
    and a channel are there (what the category may lack aside), and every channel that contacts
    customers has waves. One reason for each missing thing, at its field.
    """
    version = campaign.working
    if version is not None:
        version.campaign = campaign  # is at hand: not to be read for each plan of a list
        yield from missing_for_submission(version, review_status_of(campaign))


def missing_for_submission(version: PlanVersion, status: ReviewStatus) -> Iterator[Reason]:
    """What a submission needs and the version, by the counts of its parts, does not say yet."""
    if version.campaign_id and version.campaign.is_amendment:
        yield from past_days(version)
        yield from past_waves(version)
    elif version.starts_on < clock.today():
        yield Reason(
            "past-start", _("The first day lies in the past. Choose a later one."), attr="starts_on"
        )
    if not status.offers and not may_lack(version.category, OFFERS):
        yield Reason("missing", _("Say what is offered: add at least one offer."), attr="offers")
    for place in status.void_offers:
        yield Reason(
            "missing",
            _("Say what the customer pays or gets, or what they are bound to."),
            attr=f"offers.{place}.get",
        )
    if not status.audience_sources:
        yield Reason(
            "missing",
            _("Say who is addressed: include at least one source in the audience."),
            attr="audience",
        )
    if not status.placements and not may_lack(version.category, CHANNELS):
        yield Reason(
            "missing", _("Say where the plan runs: add at least one channel."), attr="placements"
        )
    for place in status.silent_pushes:
        yield Reason(
            "missing",
            _("This channel contacts customers: add at least one wave."),
            attr=f"placements.{place}.waves",
        )


def signature_missing(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """One of the open signatures is the actor's."""
    if actor is None:
        return
    still_open = {
        ApprovalRole(row.role) for row in review_status_of(campaign).approvals if not row.decision
    }
    if not still_open & set(signatures_of(actor, campaign)):
        yield Reason(
            "already-signed", _("Your signature is not among those that are still missing.")
        )


def in_window(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """The first day is here and the last one is not over."""
    version = campaign.in_force
    if version is None:
        return
    today = clock.today()
    if today < version.starts_on:
        yield Reason(
            "too-early",
            _("The plan starts on %(day)s."),
            params={"day": display.full_date(version.starts_on)},
        )
    if today > version.ends_on:
        yield Reason("too-late", _("The last day of the plan is over."))


def can_still_run(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """The last day is not over."""
    if campaign.in_force is not None and clock.today() > campaign.in_force.ends_on:
        yield Reason("too-late", _("The last day of the plan is over."))


def can_still_start(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """The first day is not over; after it the plan has to be re-dated."""
    if campaign.working is not None and clock.today() > campaign.working.starts_on:
        yield Reason("too-late", _("The first day of the plan is over; choose new dates."))


def all_signed(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """Every other unit whose product is joined has signed."""
    partners = review_status_of(campaign).partners
    waiting = {
        one.unit.label
        for one in partners
        if one.state != ParticipationState.SIGNED and one.unit_id != campaign.owner_unit_id
    }
    for unit in sorted(waiting):
        yield Reason(
            "not-signed",
            _("%(unit)s has not signed for its joint product yet."),
            params={"unit": unit},
        )


def has_open_warnings(campaign: Campaign) -> bool:
    """While warnings are open that nobody has accepted."""
    return review_status_of(campaign).check.open_warnings > 0


def not_announced(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """An intention is made known once."""
    if campaign.is_announced:
        yield Reason("already-announced", _("This intention has been announced."))


def resume_missing(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """Something stands still, and the actor has not agreed to go on yet."""
    holds = review_status_of(campaign).holds
    if not holds:
        yield Reason("nothing-held", _("Nothing of this plan is suspended."))
    elif actor is not None and not any(
        hold.is_missing(role) for hold in holds for role in resuming_roles(actor, campaign)
    ):
        yield Reason(
            "already-signed", _("You have agreed; another role's agreement is still missing.")
        )
